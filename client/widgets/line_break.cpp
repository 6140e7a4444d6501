#include "client/widgets/line_break.h"

#include "client/widgets/utf8.h"

#include <algorithm>

namespace cunji::ui {

namespace {

constexpr std::u32string_view kNoLineBegins = U"，。、；：？！）》〉」』】〕…·”’,.;:?!)]}%℃°—";
constexpr std::u32string_view kNoLineEnds = U"（《〈「『【〔“‘([{¥￥";
constexpr char32_t kFirstWide = 0x2E80;

bool is_wide(char32_t c) {
    return c >= kFirstWide;
}

bool may_break_between(char32_t before, char32_t after) {
    if (after == U' ') return false;
    if (kNoLineBegins.find(after) != std::u32string_view::npos) return false;
    if (kNoLineEnds.find(before) != std::u32string_view::npos) return false;
    return before == U' ' || is_wide(before) || is_wide(after);
}

std::size_t without_spaces(std::string_view text, std::size_t begin, std::size_t end) {
    while (end > begin && text[end - 1] == ' ')
        --end;
    return end;
}

}  // namespace

std::vector<Line> break_lines(std::string_view text, float width,
                              const std::function<float(char32_t)>& advance) {
    std::vector<Line> lines;
    std::size_t begin = 0;
    std::size_t chance = 0;    // the last place where this line may end; 0: none yet
    float used = 0;            // width of begin..at
    float used_at_chance = 0;  // width of begin..chance
    char32_t before = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto [c, bytes] = decode(text, at);
        if (c == U'\n') {
            lines.push_back({begin, at, true});
            begin = at + bytes;
            chance = 0;
            used = 0;
            before = 0;
            at = begin;
            continue;
        }
        if (at > begin && may_break_between(before, c)) {
            chance = at;
            used_at_chance = used;
        }
        const float w = advance(c);
        if (used + w > width && at > begin && c != U' ') {
            if (chance <= begin) {
                chance = at;
                used_at_chance = used;
            }
            lines.push_back({begin, without_spaces(text, begin, chance), false});
            begin = chance;
            used -= used_at_chance;
        }
        used += w;
        before = c;
        at += bytes;
    }
    lines.push_back({begin, text.size(), true});
    return lines;
}

}  // namespace cunji::ui
