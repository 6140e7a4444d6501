#pragma once

#include "shared/crypto/crypto.h"
#include "shared/json/json.h"

#include <array>
#include <optional>
#include <string>

namespace cunji {

/// The bytes of a member in base64; nullopt when it is absent, empty or something else.
inline std::optional<std::string> bytes_in(const Json& object, const char* key) {
    std::optional<std::string> bytes = from_base64(text_of(object, key));
    if (!bytes || bytes->empty()) return std::nullopt;
    return bytes;
}

/// The same of a fixed length. False when it is not so.
template <std::size_t N>
[[nodiscard]] bool take_bytes(const Json& object, const char* key,
                              std::array<std::uint8_t, N>& out) {
    const auto bytes = array_from_base64<N>(text_of(object, key));
    if (bytes) out = *bytes;
    return bytes.has_value();
}

}  // namespace cunji
