#pragma once

#include "shared/base/clock.h"
#include "shared/base/result.h"
#include "shared/crypto/crypto.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cunji {

/// Bytes that a key holder wrote, and the signature over them.
struct Signed {
    std::string bytes;
    Signature signature{};
};

/// What the county says of a device and the person who enrolled it: whose seals and acts are whose
/// can be checked anywhere with this and the county's pinned key.
struct Certificate {
    std::string device;
    PublicKey device_key{};
    PublicKey person_key{};
    std::string by;
    std::string name;
    std::string role;
    std::vector<std::string> scopes;
    Millis at = 0;
};

std::string encode_certificate(const Certificate& certificate);
/// @returns error.wire.member, error.json.*
Result<Certificate> decode_certificate(std::string_view bytes);
/// What the county signs.
std::string certificate_text(std::string_view bytes);

/// The certificate, if this county signed these very bytes.
std::optional<Certificate> trusted_certificate(const Signed& content, const PublicKey& county_key);

}  // namespace cunji
