#include "client/app/picture.h"

#include "client/app/picture_jpeg.h"
#include "shared/base/random.h"
#include "shared/crypto/crypto.h"
#include "tests/support/jpeg_maker.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <utility>

namespace cunji {
namespace {

using test::JpegSpec;
using test::make_jpeg;

/// The key of the refusal, or "read".
std::string refusal(std::string_view bytes) {
    const Result<Picture> picture = read_picture(bytes);
    return picture ? "read" : picture.error().key;
}

Picture read(const JpegSpec& spec) {
    Result<Picture> picture = read_picture(make_jpeg(spec));
    REQUIRE(picture);
    return *picture;
}

Pixels pixels_of(const std::string& jpeg) {
    const Result<Decoded> decoded = decode_jpeg(jpeg, 1'000'000);
    REQUIRE(decoded);
    return decoded->pixels;
}

JpegSpec phone_picture() {
    return {.width = 1200,
            .height = 900,
            .exif = test::ExifSpec{.taken_at = "2026:05:01 10:30:59",
                                   .offset = "+08:00",
                                   .lat_e7 = 305'728'160,
                                   .lon_e7 = 1'142'795'700,
                                   .accuracy_m = 9,
                                   .make = "HUAWEI",
                                   .model = "JNY-AL10",
                                   .software = "JNY-AL10 4.0.0.168"}};
}

/// A baseline header for a picture of this size, without any samples.
std::string header_of(unsigned width, unsigned height) {
    const auto byte = [](unsigned value) { return static_cast<char>(value & 0xFF); };
    return std::string("\xFF\xD8\xFF\xC0\0\x11\x08", 7) + byte(height >> 8) + byte(height) +
           byte(width >> 8) + byte(width) +
           std::string("\x03\x01\x22\0\x02\x11\x01\x03\x11\x01", 10);
}

TEST_CASE("a picture to look at stands upright and fits the edge") {
    const Result<Pixels> small = look_at_picture(make_jpeg(phone_picture()), 300);
    REQUIRE(small);
    CHECK(small->width == 300);
    CHECK(small->height == 225);
    CHECK(small->rgb.size() == std::size_t{300} * 225 * 3);

    JpegSpec lying = phone_picture();
    lying.exif->orientation = 6;  // held upright: the file's rows are the picture's columns
    std::swap(lying.width, lying.height);
    const Result<Pixels> upright = look_at_picture(make_jpeg(lying), 300);
    REQUIRE(upright);
    CHECK(upright->width == 225);
    CHECK(upright->height == 300);
    CHECK(look_at_picture("no picture", 300).error().key == "error.picture.not_a_picture");
}

TEST_CASE("a phone's picture is read with all it tells") {
    const std::string file = make_jpeg(phone_picture());
    const Result<Picture> picture = read_picture(file);
    REQUIRE(picture);
    CHECK(picture->sha256 == sha256(file));
    CHECK(picture->format == "jpeg");
    CHECK(picture->width == 1200);
    CHECK(picture->height == 900);
    CHECK(picture->bytes == static_cast<std::int64_t>(file.size()));
    CHECK(picture->taken_at == "2026-05-01T10:30:59+08:00");
    CHECK(picture->place ==
          ShotPlace{.lat_e7 = 305'728'160, .lon_e7 = 1'142'795'700, .accuracy_m = 9});
    CHECK(picture->camera == "HUAWEI JNY-AL10");
    CHECK_FALSE(picture->edited);
}

TEST_CASE("a picture without EXIF has no time, place or camera") {
    const Picture picture = read({});
    CHECK_FALSE(picture.taken_at);
    CHECK_FALSE(picture.place);
    CHECK(picture.camera.empty());
    CHECK_FALSE(picture.edited);
}

TEST_CASE("the small pictures tell nothing of camera, time or place") {
    const Picture picture = read(phone_picture());
    for (const std::string& small : {picture.thumbnail, picture.preview}) {
        CHECK(small.find("Exif") == std::string::npos);
        CHECK(small.find("HUAWEI") == std::string::npos);
        const Result<Picture> again = read_picture(small);
        REQUIRE(again);
        CHECK_FALSE(again->place);
        CHECK_FALSE(again->taken_at);
    }
}

TEST_CASE("a picture taken in any position is seen upright") {
    const JpegSpec plain{.width = 400, .height = 304};
    const Picture expected = read(plain);
    const Pixels expected_thumbnail = pixels_of(expected.thumbnail);
    for (int orientation = 1; orientation <= 8; ++orientation) {
        CAPTURE(orientation);
        JpegSpec spec = plain;
        spec.exif = test::ExifSpec{.orientation = orientation};
        const Picture picture = read(spec);
        CHECK(picture.width == 400);
        CHECK(picture.height == 304);
        CHECK(hamming(picture.dhash, expected.dhash) <= 2);
        const Pixels thumbnail = pixels_of(picture.thumbnail);
        CHECK(thumbnail.width == expected_thumbnail.width);
        CHECK(thumbnail.height == expected_thumbnail.height);
    }
}

TEST_CASE("a preview has at most 1600 pixels a side, whichever is up") {
    const Picture wide = read({.width = 2000, .height = 1500});
    CHECK(pixels_of(wide.preview).width == 1600);
    CHECK(pixels_of(wide.preview).height == 1200);
    const Picture tall =
        read({.width = 1500, .height = 2000, .exif = test::ExifSpec{.orientation = 6}});
    CHECK(tall.width == 1500);
    CHECK(tall.height == 2000);
    CHECK(pixels_of(tall.preview).width == 1200);
    CHECK(pixels_of(tall.preview).height == 1600);
}

TEST_CASE("a small picture is not enlarged") {
    const Picture picture = read({.width = 100, .height = 40});
    const Pixels preview = pixels_of(picture.preview);
    CHECK(preview.width == 100);
    CHECK(preview.height == 40);
    CHECK(pixels_of(picture.thumbnail).width == 100);
    CHECK(read({.width = 1, .height = 1}).height == 1);
}

TEST_CASE("a thumbnail always fits its 8 KB") {
    for (const bool noise : {false, true})
        for (const auto& [width, height] :
             {std::pair{160, 160}, {1600, 1600}, {4000, 300}, {90, 2000}}) {
            const Picture picture =
                read({.width = width, .height = height, .quality = 100, .noise = noise});
            CHECK(picture.thumbnail.size() <= kThumbnailBytesMax);
            const Pixels thumbnail = pixels_of(picture.thumbnail);
            CHECK(std::max(thumbnail.width, thumbnail.height) <= kThumbnailEdgeMax);
        }
}

TEST_CASE("a grey and a progressive picture are read") {
    const Picture plain = read({.seed = 5});
    CHECK(hamming(read({.seed = 5, .progressive = true}).dhash, plain.dhash) <= 1);
    CHECK(hamming(read({.seed = 5, .grey = true}).dhash, plain.dhash) <= 1);
}

TEST_CASE("what is no picture is refused by name") {
    CHECK(refusal("") == "error.picture.not_a_picture");
    CHECK(refusal("\xFF\xD8") == "error.picture.not_a_picture");
    CHECK(refusal("户主,人口\n张三,4\n") == "error.picture.not_a_picture");
    CHECK(refusal(std::string(5000, '\0')) == "error.picture.not_a_picture");
    CHECK(refusal("%PDF-1.7 ...................") == "error.picture.not_a_picture");
    CHECK(refusal({"\0\0\0\x18"
                   "ftypmp42\0\0\0\0isommp42",
                   24}) == "error.picture.not_a_picture");
}

TEST_CASE("a picture of a kind we do not read is refused with its kind") {
    const auto kind = [](std::string_view bytes) {
        const Result<Picture> picture = read_picture(bytes);
        REQUIRE_FALSE(picture);
        REQUIRE(picture.error().key == "error.picture.unsupported");
        return picture.error().args.at(0).second;
    };
    CHECK(kind("\x89PNG\r\n\x1A\n........") == "PNG");
    CHECK(kind("GIF89a.....") == "GIF");
    CHECK(kind("RIFF....WEBPVP8 ") == "WebP");
    CHECK(kind({"II*\0........", 12}) == "TIFF");
    CHECK(kind({"BM....\0\0\0\0....", 14}) == "BMP");
    CHECK(kind({"\0\0\0\x18"
                "ftypavif\0\0\0\0mif1avif",
                24}) == "AVIF");

    std::string four_inks = header_of(100, 100);
    four_inks[11] = 4;
    CHECK(kind(four_inks) == "CMYK JPEG");
    std::string lossless = header_of(100, 100);
    lossless[3] = '\xC3';
    CHECK(kind(lossless) == "JPEG SOF3");
    std::string deep = header_of(100, 100);
    deep[6] = 12;
    CHECK(kind(deep) == "12-bit JPEG");
}

TEST_CASE("a file copied in part is damaged, wherever it ends") {
    for (const bool progressive : {false, true}) {
        CAPTURE(progressive);
        const std::string whole = make_jpeg({.width = 320,
                                             .height = 240,
                                             .progressive = progressive,
                                             .exif = test::ExifSpec{.make = "X"}});
        const std::string_view bytes = whole;
        for (std::size_t length = 3; length < whole.size(); length += length < 700 ? 1 : 97)
            REQUIRE_MESSAGE(refusal(bytes.substr(0, length)) == "error.picture.damaged", length);
        CHECK(refusal(bytes.substr(0, whole.size() - 1)) == "error.picture.damaged");
        CHECK(refusal(bytes.substr(0, whole.size() - 2)) == "error.picture.damaged");
        CHECK(refusal(whole) == "read");

        // Copied with its length and without its end, as cards and memory sticks do it.
        std::string hollow = whole;
        std::fill(hollow.begin() + static_cast<std::ptrdiff_t>(whole.size() / 2), hollow.end(),
                  '\0');
        CHECK(refusal(hollow) == "error.picture.damaged");
        // An end marker does not make up for the samples before it.
        CHECK(refusal(whole.substr(0, whole.size() / 2) + "\xFF\xD9") == "error.picture.damaged");
    }
}

TEST_CASE("bytes after the end of a picture do not matter") {
    const std::string whole = make_jpeg({});
    const Picture plain = *read_picture(whole);
    for (const std::string& tail : {std::string(1, '\0'), std::string(5000, '\xFF'), whole,
                                    std::string("MotionPhoto_Data")}) {
        const Result<Picture> picture = read_picture(whole + tail);
        REQUIRE(picture);
        CHECK(picture->dhash == plain.dhash);
        CHECK(picture->preview == plain.preview);
        CHECK(picture->sha256 != plain.sha256);
    }
}

TEST_CASE("a few bytes of padding before the end are not damage") {
    std::string padded = make_jpeg({});
    padded.insert(padded.size() - 2, 64, '\0');
    CHECK(refusal(padded) == "read");
}

TEST_CASE("a picture of 60 megapixels is refused from its header") {
    // No samples follow: whoever decodes first finds a damaged file.
    const Result<Picture> picture = read_picture(header_of(10'000, 6'000));
    REQUIRE_FALSE(picture);
    CHECK(picture.error() ==
          Message{.key = "error.picture.too_large",
                  .args = {{"width", "10000"}, {"height", "6000"}, {"limit", "50"}}});
    CHECK(refusal(header_of(65'535, 65'535)) == "error.picture.too_large");
    CHECK(refusal(header_of(10'000, 5'000)) == "error.picture.damaged");
    CHECK(refusal(header_of(0, 5'000)) == "error.picture.damaged");
    CHECK(refusal(header_of(5'000, 0)) == "error.picture.damaged");
}

TEST_CASE("a progressive file of endless scans is refused at once") {
    const std::string whole = make_jpeg({.width = 1600, .height = 1200, .progressive = true});
    const std::size_t scan = whole.find("\xFF\xDA");
    const std::size_t next = whole.find("\xFF\xC4", scan);
    REQUIRE(next != std::string::npos);
    std::string endless = whole.substr(0, next);
    for (int i = 0; i < 500; ++i)
        endless += whole.substr(scan, next - scan);
    CHECK(refusal(endless + "\xFF\xD9") == "error.picture.damaged");
}

TEST_CASE("no change of any byte breaks the reader") {
    SeededRandom random{20260501};
    for (const bool progressive : {false, true}) {
        const std::string whole = make_jpeg({.width = 160,
                                             .height = 120,
                                             .progressive = progressive,
                                             .exif = phone_picture().exif});
        for (int i = 0; i < 1500; ++i) {
            std::string changed = whole;
            // The headers are few and matter most.
            const std::uint64_t reach = i % 2 == 0 ? changed.size() : 900;
            for (std::uint64_t flips = 1 + random.below(4); flips > 0; --flips)
                changed[random.below(reach)] = static_cast<char>(random.below(256));
            if (i % 5 == 0) changed.resize(random.below(changed.size()));
            const Result<Picture> picture = read_picture(changed);
            if (picture) {
                CHECK(picture->thumbnail.size() <= kThumbnailBytesMax);
            } else {
                CHECK(picture.error().key.starts_with("error.picture."));
            }
        }
    }
}

}  // namespace
}  // namespace cunji
