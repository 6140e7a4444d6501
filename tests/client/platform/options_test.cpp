#include "client/platform/desktop/options.h"

#include <doctest/doctest.h>

#include <array>
#include <initializer_list>
#include <string>
#include <vector>

namespace cunji {

namespace {

std::variant<DesktopOptions, DesktopEnding> read(std::initializer_list<const char*> words) {
    std::vector<const char*> argv{"cunji"};
    argv.insert(argv.end(), words);
    return read_desktop_options(static_cast<int>(argv.size()), argv.data(),
                                Texts{Language::English});
}

DesktopOptions options(std::initializer_list<const char*> words) {
    auto result = read(words);
    REQUIRE(std::holds_alternative<DesktopOptions>(result));
    return std::get<DesktopOptions>(result);
}

DesktopEnding ending(std::initializer_list<const char*> words) {
    auto result = read(words);
    REQUIRE(std::holds_alternative<DesktopEnding>(result));
    return std::get<DesktopEnding>(result);
}

}  // namespace

TEST_CASE("the window's command line: what is not said is as the data folder says") {
    const DesktopOptions plain = options({"--data", "/tmp/x"});
    CHECK(plain.data == "/tmp/x");
    CHECK_FALSE(plain.size);
    CHECK_FALSE(plain.language);
    CHECK_FALSE(plain.theme);
    CHECK(plain.screenshot.empty());
    CHECK_FALSE(plain.page);
    CHECK_FALSE(options({}).data.empty());
}

TEST_CASE("the window's command line: a screenshot of a page on a phone, outdoors, in English") {
    const DesktopOptions asked =
        options({"--size", "412x892", "--lang", "en", "--theme", "outdoor", "--large-text",
                 "--screenshot", "a.png", "--page", "household", "--page-id", "7"});
    CHECK(asked.size == WindowSize{412, 892});
    CHECK(asked.language == Language::English);
    CHECK(asked.theme == ThemeKind::Outdoor);
    CHECK(asked.large_text);
    CHECK(asked.screenshot == "a.png");
    CHECK(asked.page == Page{PageKind::Household, "7", {}});
}

TEST_CASE("the window's command line: what makes no sense is said and ends with 2") {
    CHECK(ending({"--size", "huge"}).code == 2);
    CHECK(ending({"--lang", "fr"}).code == 2);
    CHECK(ending({"--page", "nowhere"}).code == 2);
    CHECK(ending({"--nonsense"}).code == 2);
    CHECK(ending({"--help"}).code == 0);
    CHECK_FALSE(ending({"--help"}).text.empty());
}

TEST_CASE("a window's size is two sides that a screen can have") {
    CHECK(parse_window_size("1280x800") == WindowSize{1280, 800});
    for (const char* text : {"", "x", "1280", "1280x", "x800", "1280x800x", "-1x800", "1280x8 00",
                             "199x800", "99999x800", "99999999999x800", "1280X800"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_window_size(text));
    }
}

}  // namespace cunji
