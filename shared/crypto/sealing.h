#pragma once

#include "shared/crypto/secret.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cunji {

/// Bytes that encrypt() adds: a random nonce before, a tag behind.
inline constexpr std::size_t kEncryptionBytes = 24 + 16;

/// XChaCha20-Poly1305 (libsodium, IETF form) under a random nonce: nonce, ciphertext, tag. `about`
/// is not in it, and must be the same again. @pre key.size() == 32
std::string encrypt(const Secret& key, std::string_view plain, std::string_view about);
/// nullopt for anything that encrypt() did not make with this key and `about`.
[[nodiscard]] std::optional<std::string> decrypt(const Secret& key, std::string_view sealed,
                                                 std::string_view about);
/// The same for a key, which never lies in unlocked memory.
[[nodiscard]] std::optional<Secret> decrypt_secret(const Secret& key, std::string_view sealed,
                                                   std::string_view about);

/// X25519: who has the public half can close an envelope that only the other half opens.
using EnvelopeKey = std::array<std::uint8_t, 32>;

struct EnvelopePair {
    EnvelopeKey open_to{};  ///< the public half
    Secret opens{32};
};

EnvelopePair new_envelope_pair();
/// The pair of a secret half that was kept. @pre opens.size() == 32
EnvelopePair envelope_pair(Secret opens);

/// libsodium's sealed box: says nothing of who closed it.
std::string close_envelope(const EnvelopeKey& to, ByteView content);
[[nodiscard]] std::optional<Secret> open_envelope(const EnvelopePair& pair,
                                                  std::string_view sealed);

/// What a guess at a passphrase costs.
struct PassphraseCost {
    std::uint64_t passes = 4;
    std::uint64_t memory = std::uint64_t{64} << 20U;  ///< bytes

    bool operator==(const PassphraseCost&) const = default;
};

/// The most that a file may ask for: a forged one must not stop a tablet.
inline constexpr PassphraseCost kPassphraseCostMax{16, std::uint64_t{1} << 30U};

using PassphraseSalt = std::array<std::uint8_t, 16>;
PassphraseSalt new_passphrase_salt();

/// Argon2id (RFC 9106), version 1.3. @returns 32 bytes. @throws std::bad_alloc
Secret passphrase_key(std::string_view passphrase, const PassphraseSalt& salt,
                      const PassphraseCost& cost);

}  // namespace cunji
