#pragma once

#include "shared/base/bytes.h"
#include "shared/crypto/crypto.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cunji {

/// A line's announcement: which person writes it in which scope on which device. The device signs
/// the bytes; they travel verbatim.
struct Announcement {
    std::uint64_t rid = 0;
    std::string by;
    std::string scope;
    std::string device;  ///< the county's own lines name the server's id here
    std::string bytes;
    Signature signature{};
};

/// {"v":1,"rid":"<16 hex>","by":"<uuid>","scope":"<code>","device":"<uuid>"}
Announcement make_announcement(std::uint64_t rid, std::string by, std::string scope,
                               std::string device, const KeyPair& device_keys);
/// Reads the bytes; the signature is checked by whoever knows the device's key.
std::optional<Announcement> read_announcement(std::string_view bytes, const Signature& signature);
[[nodiscard]] bool verify_announcement(const Announcement& announcement, const PublicKey& key);

/// Where and by whom a device signed for a line.
struct Seal {
    std::uint64_t rid = 0;
    std::int64_t n = 0;
    Hash h{};
    std::int64_t from_n = 0;
    Signature signature{};
};

/// The text an Ed25519 seal signs: "cunji-push-1", rid as 16 hex digits, n in decimal and h as 64
/// hex digits, one space between.
std::string seal_text(std::uint64_t rid, std::int64_t n, const Hash& h);

}  // namespace cunji
