#include "shared/record/normalise.h"

#include "shared/base/bytes.h"

#include <utf8proc.h>

#include <cstdlib>
#include <memory>

namespace cunji {

namespace {

bool is_between(char c, unsigned char low, unsigned char high) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= low && byte <= high;
}

/// Bytes of the character at the front when it is one that every normal form keeps as it is and
/// that combines with nothing before it: visible ASCII, U+4E00 to U+9FFF, the commonest Chinese
/// signs. Else 0. Nearly all that is written in the field is of these.
std::size_t plain_character(std::string_view text) {
    if (is_between(text[0], '!', '~')) return 1;
    if (text.size() < 3 || !is_between(text[2], 0x80, 0xbf)) return 0;
    const char second = text[1];
    switch (static_cast<unsigned char>(text[0])) {
        case 0xe3:  // U+3001 and U+3002
            return is_between(second, 0x80, 0x80) && is_between(text[2], 0x81, 0x82) ? 3 : 0;
        case 0xe4:
            return is_between(second, 0xb8, 0xbf) ? 3 : 0;
        case 0xe5:
        case 0xe6:
        case 0xe7:
        case 0xe8:
        case 0xe9:
            return is_between(second, 0x80, 0xbf) ? 3 : 0;
        case 0xef:  // U+FF01 to U+FF3F
            return is_between(second, 0xbc, 0xbc) && is_between(text[2], 0x81, 0xbf) ? 3 : 0;
        default:
            return 0;
    }
}

bool is_plain(std::string_view text) {
    while (!text.empty()) {
        const std::size_t length = plain_character(text);
        if (length == 0) return false;
        text.remove_prefix(length);
    }
    return true;
}

bool is_space(utf8proc_int32_t c) {
    return c == ' ' || (c >= 9 && c <= 13) ||
           utf8proc_category(c) == UTF8PROC_CATEGORY_ZS;  // the full-width blank of Chinese input
}

std::string_view trim(std::string_view text) {
    const auto* data = bytes_of(text).data();
    std::size_t start = 0;
    std::size_t end = 0;
    bool begun = false;
    for (std::size_t at = 0; at < text.size();) {
        utf8proc_int32_t c = 0;
        const auto size =
            utf8proc_iterate(data + at, static_cast<utf8proc_ssize_t>(text.size() - at), &c);
        if (size <= 0) return text;
        const std::size_t next = at + static_cast<std::size_t>(size);
        if (!is_space(c)) {
            if (!begun) start = at;
            begun = true;
            end = next;
        }
        at = next;
    }
    return text.substr(start, end - start);
}

}  // namespace

std::optional<std::string> normalise_text(std::string_view text) {
    if (is_plain(text)) return std::string{text};
    utf8proc_uint8_t* out = nullptr;
    const utf8proc_ssize_t size =
        utf8proc_map(bytes_of(text).data(), static_cast<utf8proc_ssize_t>(text.size()), &out,
                     static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner{out, std::free};
    if (size < 0) return std::nullopt;
    const std::string_view normal{reinterpret_cast<const char*>(out),
                                  static_cast<std::size_t>(size)};
    return std::string{trim(normal)};
}

}  // namespace cunji
