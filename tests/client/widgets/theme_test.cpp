#include "client/widgets/theme.h"

#include <doctest/doctest.h>

#include <string>

namespace cunji::ui {

TEST_CASE("contrast: black on white is 21, a colour on itself 1") {
    CHECK(contrast(rgb(0x000000), rgb(0xFFFFFF)) == doctest::Approx(21));
    CHECK(contrast(rgb(0x0B7A5A), rgb(0x0B7A5A)) == doctest::Approx(1));
    // A grey that is known to just pass on white.
    CHECK(contrast(rgb(0x767676), rgb(0xFFFFFF)) == doctest::Approx(4.54).epsilon(0.01));
}

TEST_CASE("every text can be read on what it is drawn on, in every theme") {
    constexpr double kReadable = 4.5;
    for (const ThemeName name : {ThemeName::Light, ThemeName::Outdoor, ThemeName::Dark}) {
        CAPTURE(static_cast<int>(name));
        for (const TextPair& pair : text_pairs(theme(name))) {
            CAPTURE(std::string(pair.name));
            CHECK(contrast(pair.text, pair.on) >= kReadable);
        }
    }
}

TEST_CASE("outdoors, text and edges are stronger still") {
    constexpr double kSunlight = 7;
    const Theme& outdoor = theme(ThemeName::Outdoor);
    for (const TextPair& pair : text_pairs(outdoor)) {
        CAPTURE(std::string(pair.name));
        CHECK(contrast(pair.text, pair.on) >= kSunlight);
    }
    CHECK(contrast(outdoor.edge, outdoor.surface) >= kSunlight);
}

TEST_CASE("what the keyboard is at is ringed in a colour that is seen on every ground") {
    for (const ThemeName name : {ThemeName::Light, ThemeName::Outdoor, ThemeName::Dark}) {
        const Theme& one = theme(name);
        CAPTURE(static_cast<int>(name));
        CHECK(contrast(one.focus, one.ground) >= 3);
        CHECK(contrast(one.focus, one.surface) >= 3);
    }
}

}  // namespace cunji::ui
