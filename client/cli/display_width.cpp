#include "client/cli/display_width.h"

#include <utf8proc.h>

namespace cunji {

namespace {

constexpr std::string_view kCut = "…";

struct Character {
    std::string_view bytes;
    utf8proc_int32_t code = 0;  ///< negative: no UTF-8
};

Character next_character(std::string_view text) {
    utf8proc_int32_t code = -1;
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    const utf8proc_ssize_t length =
        utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size()), &code);
    if (length <= 0) return {text.substr(0, 1), -1};
    return {text.substr(0, static_cast<std::size_t>(length)), code};
}

/// Control characters, and those that turn the direction of what follows.
bool steers(utf8proc_int32_t code) {
    return code < 0 || utf8proc_category(code) == UTF8PROC_CATEGORY_CC ||
           (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

std::size_t cells(utf8proc_int32_t code) {
    if (code < 0) return 1;
    return static_cast<std::size_t>(utf8proc_charwidth(code));
}

}  // namespace

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    while (!text.empty()) {
        const Character character = next_character(text);
        width += cells(character.code);
        text.remove_prefix(character.bytes.size());
    }
    return width;
}

std::string plain_line(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const Character character = next_character(text);
        if (character.code == '\n' || character.code == '\t') {
            out += ' ';
        } else if (!steers(character.code)) {
            out += character.bytes;
        }
        text.remove_prefix(character.bytes.size());
    }
    return out;
}

std::string clip(std::string_view text, std::size_t width) {
    if (display_width(text) <= width) return std::string{text};
    std::string out;
    std::size_t used = display_width(kCut);
    while (!text.empty()) {
        const Character character = next_character(text);
        used += cells(character.code);
        if (used > width) break;
        out += character.bytes;
        text.remove_prefix(character.bytes.size());
    }
    return out.append(kCut);
}

std::string pad(std::string text, std::size_t width) {
    const std::size_t has = display_width(text);
    if (has < width) text.append(width - has, ' ');
    return text;
}

}  // namespace cunji
