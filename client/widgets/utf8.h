#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace cunji::ui {

inline constexpr char32_t kBadChar = 0xFFFD;

struct CodePoint {
    char32_t value = kBadChar;
    std::size_t bytes = 1;
};

/// The character that begins at the offset; U+FFFD of one byte where the text is not UTF-8.
/// @pre at < text.size()
CodePoint decode(std::string_view text, std::size_t at);

void append_utf8(std::string& out, char32_t c);

/// The first character; empty when there is none.
std::string_view first_character(std::string_view text);

}  // namespace cunji::ui
