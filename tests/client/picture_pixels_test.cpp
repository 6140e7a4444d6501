#include "client/app/picture_pixels.h"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <string_view>

namespace cunji {
namespace {

/// "abc/def": a letter a pixel, a slash between rows.
Pixels picture_of(std::string_view letters) {
    Pixels pixels{.width = static_cast<int>(letters.substr(0, letters.find('/')).size()),
                  .height = 1,
                  .rgb = {}};
    for (const char letter : letters) {
        if (letter == '/') {
            ++pixels.height;
        } else {
            pixels.rgb.insert(pixels.rgb.end(), 3, static_cast<std::uint8_t>(letter));
        }
    }
    return pixels;
}

std::string letters_of(const Pixels& pixels) {
    std::string letters;
    for (std::size_t i = 0; i < pixels.rgb.size(); i += 3) {
        if (i > 0 && i / 3 % static_cast<std::size_t>(pixels.width) == 0) letters += '/';
        letters += static_cast<char>(pixels.rgb[i]);
    }
    return letters;
}

TEST_CASE("each orientation turns a picture as EXIF's table says") {
    constexpr std::array<std::string_view, 8> kSeen{"abc/def",  "cba/fed",  "fed/cba",  "def/abc",
                                                    "ad/be/cf", "da/eb/fc", "fc/eb/da", "cf/be/ad"};
    for (int orientation = 1; orientation <= 8; ++orientation) {
        CAPTURE(orientation);
        const Pixels seen = upright(picture_of("abc/def"), orientation);
        CHECK(letters_of(seen) == kSeen[static_cast<std::size_t>(orientation - 1)]);
    }
    for (const int orientation : {-1, 0, 9, 65535})
        CHECK(letters_of(upright(picture_of("abc/def"), orientation)) == "abc/def");
}

TEST_CASE("a new pixel is the average of the area under it") {
    const Pixels source{.width = 3,
                        .height = 2,
                        .rgb = {0, 0, 0, 30, 60, 90, 60, 120, 180,  //
                                0, 0, 0, 30, 60, 90, 60, 120, 180}};
    SUBCASE("also when it ends within an old one") {
        const Pixels two = average(view_of(source), 2, 1);
        CHECK(two.rgb == std::vector<std::uint8_t>{10, 20, 30, 50, 100, 150});
    }
    SUBCASE("the whole picture as one pixel") {
        CHECK(average(view_of(source), 1, 1).rgb == std::vector<std::uint8_t>{30, 60, 90});
    }
    SUBCASE("the same size changes nothing") {
        CHECK(average(view_of(source), 3, 2).rgb == source.rgb);
    }
    SUBCASE("a larger size repeats") {
        const Pixels large = average(view_of(source), 6, 2);
        CHECK(large.rgb[3] == 0);
        CHECK(large.rgb[6] == 30);
    }
    SUBCASE("padding at the end of a row is not seen") {
        PixelView narrow = view_of(source);
        narrow.width = 1;
        CHECK(average(narrow, 1, 1).rgb == std::vector<std::uint8_t>{0, 0, 0});
    }
}

TEST_CASE("white stays white at any size") {
    for (const int side : {1, 2, 3, 7, 160, 1600}) {
        const Pixels white{.width = 4001,
                           .height = 3,
                           .rgb = std::vector<std::uint8_t>(std::size_t{4001} * 3 * 3, 255)};
        const Pixels small = average(view_of(white), side, 2);
        CHECK(small.rgb == std::vector<std::uint8_t>(static_cast<std::size_t>(side) * 2 * 3, 255));
    }
}

TEST_CASE("fitting keeps the proportions and never enlarges") {
    const auto fitted = [](int width, int height) {
        const Pixels source{.width = width,
                            .height = height,
                            .rgb = std::vector<std::uint8_t>(static_cast<std::size_t>(width) *
                                                             static_cast<std::size_t>(height) * 3)};
        const Pixels result = fit(view_of(source), 160);
        return std::pair{result.width, result.height};
    };
    CHECK(fitted(400, 300) == std::pair{160, 120});
    CHECK(fitted(300, 400) == std::pair{120, 160});
    CHECK(fitted(161, 160) == std::pair{160, 159});
    CHECK(fitted(100, 160) == std::pair{100, 160});
    CHECK(fitted(5, 7) == std::pair{5, 7});
    CHECK(fitted(20000, 1) == std::pair{160, 1});
}

}  // namespace
}  // namespace cunji
