#pragma once

#include "shared/base/bytes.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace cunji {

/// Bytes that nobody else may read: in pages that are locked (never swapped out), left out of core
/// dumps, fenced by guard pages, and wiped when they are let go of (libsodium's sodium_malloc).
/// Needs start_crypto(). Where a machine allows no locked memory it still works, without the lock.
class Secret {
public:
    /// `size` zero bytes. @throws std::bad_alloc
    explicit Secret(std::size_t size);
    /// A copy of `bytes`; the caller wipes what they came from.
    explicit Secret(ByteView bytes);
    Secret(Secret&& other) noexcept;
    Secret& operator=(Secret&& other) noexcept;
    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;
    ~Secret();

    [[nodiscard]] std::size_t size() const { return size_; }

    [[nodiscard]] ByteView bytes() const { return {data_, size_}; }

    [[nodiscard]] std::uint8_t* data() { return data_; }

private:
    std::uint8_t* data_;
    std::size_t size_;
};

/// The kernel's randomness, for what need not be the same again.
void fill_random(std::span<std::uint8_t> out);

/// 32 bytes of it.
Secret new_secret_key();

/// A key of its own for each use of one key (libsodium's crypto_kdf, BLAKE2b). `use` is 8 letters.
/// @pre main.size() == 32
Secret derive_key(const Secret& main, std::string_view use);

/// Overwrites a passphrase that was typed, so that it does not stay in freed memory.
void wipe(std::string& text);

/// What is in memory never gets into a file that the system makes of a crashed program, and no
/// other program of this user may look into it. Call once, first. (Linux; elsewhere core dumps
/// only.)
void keep_memory_private();

}  // namespace cunji
