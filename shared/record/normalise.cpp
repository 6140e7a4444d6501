#include "shared/record/normalise.h"

#include "shared/base/bytes.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

namespace cunji {

namespace {

bool is_plain(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 127; });
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
