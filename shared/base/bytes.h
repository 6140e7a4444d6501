#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace cunji {

/// A BLAKE2b-256 hash (RFC 7693).
using Hash = std::array<std::uint8_t, 32>;

using ByteView = std::span<const std::uint8_t>;

/// The bytes of a text, as they are.
ByteView bytes_of(std::string_view text);

/// Two lower-case digits a byte.
std::string to_hex(ByteView bytes);

/// Fills `out` from exactly 2 x out.size() lower-case digits; false (out unspecified) otherwise.
[[nodiscard]] bool from_hex(std::string_view hex, std::span<std::uint8_t> out);

/// 16 lower-case digits, most significant first.
std::string to_hex64(std::uint64_t value);
[[nodiscard]] std::optional<std::uint64_t> from_hex64(std::string_view hex);

template <std::size_t N>
[[nodiscard]] std::optional<std::array<std::uint8_t, N>> array_from_hex(std::string_view hex) {
    std::array<std::uint8_t, N> out{};
    if (!from_hex(hex, out)) return std::nullopt;
    return out;
}

}  // namespace cunji
