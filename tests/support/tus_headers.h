#pragma once

#include "shared/base/bytes.h"
#include "shared/crypto/crypto.h"
#include "tests/support/county.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cunji::test {

// The headers of requests about uploads, as a device sends them.

using Headers = std::vector<std::pair<std::string, std::string>>;

inline Headers promise(std::string_view bytes, std::string_view scope = kVillage,
                       std::string_view part = "original") {
    const auto base64 = [](std::string_view text) { return to_base64(bytes_of(text)); };
    return {{"Tus-Resumable", "1.0.0"},
            {"Upload-Length", std::to_string(bytes.size())},
            {"Upload-Metadata", "sha256 " + base64(to_hex(sha256(bytes))) + ",scope " +
                                    base64(scope) + ",part " + base64(part)}};
}

inline Headers at_offset(std::size_t offset) {
    return {{"Tus-Resumable", "1.0.0"},
            {"Content-Type", "application/offset+octet-stream"},
            {"Upload-Offset", std::to_string(offset)}};
}

}  // namespace cunji::test
