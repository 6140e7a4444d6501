#include "client/widgets/soft_wrap.h"

#include "client/widgets/line_break.h"
#include "client/widgets/utf8.h"

#include <algorithm>

namespace cunji::ui {

namespace {

constexpr std::string_view kSoft = "\r\n";

bool soft_at(std::string_view text, std::size_t at) {
    return text.substr(at, 2) == kSoft;
}

std::size_t character_before(std::string_view text, std::size_t at) {
    std::size_t begin = at;
    while (begin > 0) {
        --begin;
        if ((static_cast<unsigned char>(text[begin]) & 0xC0U) != 0x80) break;
    }
    return begin;
}

}  // namespace

std::string wrap_soft(std::string_view text, float width,
                      const std::function<float(char32_t)>& advance) {
    std::string out;
    const auto lines = break_lines(text, width, advance);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::size_t next = i + 1 < lines.size() ? lines[i + 1].begin : text.size();
        out.append(text.substr(lines[i].begin, next - lines[i].begin));
        if (i + 1 < lines.size() && !lines[i].hard) out.append(kSoft);
    }
    return out;
}

std::string unwrap_soft(std::string_view wrapped) {
    std::string out;
    for (std::size_t i = 0; i < wrapped.size(); ++i) {
        if (soft_at(wrapped, i)) {
            ++i;
        } else if (wrapped[i] != '\r') {
            out.push_back(wrapped[i]);
        }
    }
    return out;
}

std::size_t to_plain(std::string_view wrapped, std::size_t at) {
    return unwrap_soft(wrapped.substr(0, at)).size();
}

std::size_t to_wrapped(std::string_view wrapped, std::size_t plain_at) {
    std::size_t plain = 0;
    std::size_t i = 0;
    while (i < wrapped.size()) {
        if (soft_at(wrapped, i)) {
            i += kSoft.size();
            continue;
        }
        if (plain == plain_at) break;
        ++plain;
        ++i;
    }
    return i;
}

std::string repair_soft(std::string_view before, std::string_view after, std::size_t& cursor) {
    std::string out(after);
    if (after.size() + 1 != before.size()) return out;
    const auto differs = std::mismatch(after.begin(), after.end(), before.begin());
    const auto at = static_cast<std::size_t>(differs.first - after.begin());
    if (after.substr(at) != before.substr(at + 1)) return out;
    if (soft_at(before, at)) {
        // Delete, before a soft end: the first character of the next line goes.
        out.erase(at, 1);
        if (at < out.size()) out.erase(at, decode(out, at).bytes);
        cursor = at;
    } else if (at > 0 && soft_at(before, at - 1)) {
        // Backspace, after a soft end: the last character of the line before goes.
        const std::size_t begin = character_before(out, at - 1);
        out.erase(begin, at - begin);
        cursor = begin;
    }
    return out;
}

}  // namespace cunji::ui
