#pragma once

#include "shared/base/result.h"

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace cunji {

// How hard to pack. Below kPackSmall the body is a few ops over a poor line, and the best there is
// costs less than sending the bytes it saves (tests/bench/compression_bench.cpp).
inline constexpr std::size_t kPackSmall = 32 * 1024;
inline constexpr int kPackLevelSmall = 19;
inline constexpr int kPackLevel = 9;

/// zstd (RFC 8878) with the dictionary trained for protocol version 1 (assets/wire/dictionary-1).
/// Made once and shared: const use from several threads at a time is safe.
class Compressor {
public:
    Compressor();
    /// For measuring: with the dictionary prepared for these levels.
    explicit Compressor(std::span<const int> levels);
    Compressor(const Compressor&) = delete;
    Compressor& operator=(const Compressor&) = delete;
    ~Compressor();

    /// One frame with the dictionary, at the level that fits the size.
    [[nodiscard]] std::string pack(std::string_view text) const;
    /// @pre `level` is one of those prepared, if with the dictionary.
    [[nodiscard]] std::string pack(std::string_view text, int level, bool dictionary) const;

    /// Takes one frame with our dictionary or with none. Memory follows what really comes out and
    /// never grows beyond `most` and a window of 8 MB.
    /// @returns error.wire.too_large, error.wire.damaged, error.wire.dictionary (not one we have)
    [[nodiscard]] Result<std::string> unpack(std::string_view packed, std::size_t most) const;

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

/// gzip (RFC 1952), for other people's clients.
std::string gzip_pack(std::string_view text);
/// Takes one member. @returns error.wire.too_large, error.wire.damaged
Result<std::string> gzip_unpack(std::string_view packed, std::size_t most);

}  // namespace cunji
