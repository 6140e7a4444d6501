#include "client/widgets/line_break.h"

#include "client/widgets/soft_wrap.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace cunji::ui {

namespace {

/// Chinese characters are two wide, others one.
float advance(char32_t c) {
    return c >= 0x2E80 ? 2 : 1;
}

std::vector<std::string> lines(std::string_view text, float width) {
    std::vector<std::string> out;
    for (const Line& line : break_lines(text, width, advance))
        out.emplace_back(text.substr(line.begin, line.end - line.begin));
    return out;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("lines: Chinese breaks anywhere, but no stop begins a line and no bracket ends one") {
    CHECK(lines("入户走访记录", 8) == Lines{"入户走访", "记录"});
    CHECK(lines("入户走访。记录", 8) == Lines{"入户走", "访。记录"});
    CHECK(lines("入户走（记录", 8) == Lines{"入户走", "（记录"});
}

TEST_CASE("lines: a number and a Latin word stay whole while they fit") {
    CHECK(lines("在 2026 年", 6) == Lines{"在", "2026", "年"});
    CHECK(lines("one two", 5) == Lines{"one", "two"});
    CHECK(lines("abcdefgh", 3) == Lines{"abc", "def", "gh"});
}

TEST_CASE("lines: a person's own line ends stay, an empty text is one line") {
    CHECK(lines("一\n\n二", 10) == Lines{"一", "", "二"});
    CHECK(lines("", 10) == Lines{""});
}

TEST_CASE("soft ends come off as if they had never been") {
    const std::string text = "第一段写得比较长\n第二段 with words 𬭎";
    for (float width = 1; width < 30; ++width)
        CHECK(unwrap_soft(wrap_soft(text, width, advance)) == text);
}

TEST_CASE("soft ends: places map there and back") {
    const std::string wrapped = wrap_soft("入户走访记录", 8, advance);
    REQUIRE(wrapped == "入户走访\r\n记录");
    CHECK(to_plain(wrapped, 14) == 12);
    CHECK(to_wrapped(wrapped, 12) == 14);
    CHECK(to_wrapped(wrapped, 15) == 17);
}

TEST_CASE("soft ends: backspace and delete take the character beside them") {
    const std::string before = "入户\r\n走访";
    std::size_t cursor = 7;
    CHECK(repair_soft(before, "入户\r走访", cursor) == "入走访");
    CHECK(cursor == 3);

    cursor = 6;
    CHECK(repair_soft(before, "入户\n走访", cursor) == "入户访");
    CHECK(cursor == 6);
}

}  // namespace cunji::ui
