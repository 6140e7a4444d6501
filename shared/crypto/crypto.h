#pragma once

#include "shared/base/bytes.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

namespace cunji {

/// Ed25519 (RFC 8032).
using PublicKey = std::array<std::uint8_t, 32>;
using Signature = std::array<std::uint8_t, 64>;

/// A key pair; `secret` is the 32-byte seed followed by the public key.
struct KeyPair {
    PublicKey public_key{};
    std::array<std::uint8_t, 64> secret{};
};

/// Call once before anything else of this file. @throws Failure if the library cannot start.
void start_crypto();

/// BLAKE2b-256 of `parts` one after the other.
Hash blake2b(std::initializer_list<std::string_view> parts);
Hash blake2b(const Hash& first, std::string_view second);

/// SHA-256 (FIPS 180-4), for pictures, whose names others compute as well.
class Sha256 {
public:
    Sha256();
    void update(std::string_view bytes);
    [[nodiscard]] Hash finish();

private:
    alignas(64) std::array<std::uint8_t, 128> state_{};
};

Hash sha256(std::string_view bytes);

/// A new pair from the kernel's randomness.
KeyPair new_key_pair();
/// The pair of a 32-byte seed (tests and the demo county).
KeyPair key_pair_from_seed(const Hash& seed);

Signature sign(const KeyPair& keys, std::string_view text);
[[nodiscard]] bool verify(const PublicKey& key, std::string_view text, const Signature& signature);

/// Standard base64 with padding (RFC 4648 §4).
std::string to_base64(ByteView bytes);
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);

/// Exactly N bytes: a key, a signature, a hash.
template <std::size_t N>
[[nodiscard]] std::optional<std::array<std::uint8_t, N>> array_from_base64(std::string_view text) {
    const std::optional<std::string> bytes = from_base64(text);
    if (!bytes || bytes->size() != N) return std::nullopt;
    std::array<std::uint8_t, N> out{};
    std::copy_n(bytes_of(*bytes).begin(), N, out.begin());
    return out;
}

[[nodiscard]] inline std::optional<Signature> signature_from_base64(std::string_view text) {
    return array_from_base64<std::tuple_size_v<Signature>>(text);
}

}  // namespace cunji
