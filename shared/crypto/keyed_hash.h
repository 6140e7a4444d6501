#pragma once

#include "shared/crypto/secret.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace cunji {

/// BLAKE2b with a key (libsodium's generichash): who has not got the key cannot try out values.
/// @pre key.size() == 32
std::array<std::uint8_t, 16> keyed_hash(const Secret& key, std::string_view text);

}  // namespace cunji
