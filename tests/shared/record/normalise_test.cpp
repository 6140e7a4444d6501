#include "shared/record/normalise.h"

#include <doctest/doctest.h>

#include <string>

namespace cunji::test {

namespace {

std::string utf8(unsigned c) {
    const auto byte = [](unsigned value) { return static_cast<char>(value); };
    if (c < 0x80) return {byte(c)};
    if (c < 0x800) return {byte(0xc0U | c >> 6U), byte(0x80U | (c & 0x3fU))};
    return {byte(0xe0U | c >> 12U), byte(0x80U | (c >> 6U & 0x3fU)), byte(0x80U | (c & 0x3fU))};
}

}  // namespace

TEST_CASE("normalise: what is passed as it stands is what the library makes of it") {
    // With an é at the ends a text takes the long way; across the blanks nothing composes.
    const std::string before = utf8(0xe9) + ' ';
    const std::string behind = ' ' + utf8(0xe9);
    for (unsigned c = 0x21; c <= 0xffff; ++c) {
        if (c >= 0xd800 && c <= 0xdfff) continue;  // halves of characters
        const std::optional<std::string> alone = normalise_text(utf8(c));
        const std::optional<std::string> within = normalise_text(before + utf8(c) + behind);
        CAPTURE(c);
        REQUIRE(alone.has_value() == within.has_value());
        if (alone && !alone->empty()) REQUIRE(before + *alone + behind == *within);
    }
}

TEST_CASE("normalise: one form for each character, no blanks around") {
    CHECK(normalise_text("e\u0301") == "\u00e9");
    CHECK(normalise_text("王铁柱") == "王铁柱");
    CHECK(normalise_text("\u3000 王 铁柱。\t") == "王 铁柱。");
    CHECK(normalise_text("王\u0301") == "王\u0301");
    CHECK_FALSE(normalise_text("王\xe9").has_value());
    CHECK_FALSE(normalise_text("\xe4\xb8").has_value());
}

}  // namespace cunji::test
