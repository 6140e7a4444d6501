#include "client/app/picture_hash.h"

#include "client/app/picture.h"
#include "tests/support/jpeg_maker.h"

#include <doctest/doctest.h>

#include <cstdint>

namespace cunji {
namespace {

constexpr std::uint64_t kScenesCopied = 8;
constexpr std::uint64_t kScenesApart = 60;

std::uint64_t hash_of(const test::JpegSpec& spec) {
    const Result<Picture> picture = read_picture(test::make_jpeg(spec));
    REQUIRE(picture);
    return picture->dhash;
}

TEST_CASE("a bit says that a pixel is brighter than its left neighbour") {
    Pixels pixels{
        .width = 9, .height = 8, .rgb = std::vector<std::uint8_t>(std::size_t{9} * 8 * 3)};
    CHECK(difference_hash(view_of(pixels)) == 0);
    // The second pixel of the first row, and the last of the last row.
    for (std::size_t i = 3; i < 6; ++i)
        pixels.rgb[i] = 200;
    for (std::size_t i = pixels.rgb.size() - 3; i < pixels.rgb.size(); ++i)
        pixels.rgb[i] = 200;
    CHECK(difference_hash(view_of(pixels)) == 0x8000000000000001U);
}

TEST_CASE("hamming counts the bits that differ") {
    CHECK(hamming(0, 0) == 0);
    CHECK(hamming(0, ~std::uint64_t{0}) == 64);
    CHECK(hamming(0b1011, 0b0010) == 2);
}

TEST_CASE("a copy compressed again, resized, brightened or cropped a little is the same picture") {
    for (std::uint64_t seed = 1; seed <= kScenesCopied; ++seed) {
        CAPTURE(seed);
        const std::uint64_t original = hash_of({.seed = seed, .width = 480, .height = 360});
        const auto same = [&](const test::JpegSpec& copy) {
            return hamming(original, hash_of(copy)) <= kSamePictureDistance;
        };
        CHECK(same({.seed = seed, .width = 480, .height = 360, .quality = 30}));
        CHECK(same({.seed = seed, .width = 1000, .height = 750, .quality = 92}));
        CHECK(same({.seed = seed, .width = 120, .height = 90}));
        CHECK(same({.seed = seed, .width = 480, .height = 360, .brightness = 20}));
        CHECK(same({.seed = seed, .width = 480, .height = 360, .brightness = -20}));
        CHECK(same({.seed = seed, .width = 472, .height = 352, .crop = 4}));
        CHECK(same({.seed = seed, .width = 480, .height = 360, .progressive = true}));
    }
}

TEST_CASE("another scene is another picture") {
    std::vector<std::uint64_t> hashes;
    for (std::uint64_t seed = 1; seed <= kScenesApart; ++seed)
        hashes.push_back(hash_of({.seed = seed, .width = 200, .height = 150}));
    for (std::size_t i = 0; i < hashes.size(); ++i)
        for (std::size_t k = 0; k < i; ++k)
            CHECK(hamming(hashes[i], hashes[k]) > kSamePictureDistance);
}

}  // namespace
}  // namespace cunji
