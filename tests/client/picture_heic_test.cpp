#include "client/app/picture_heic.h"

#include "client/app/picture.h"
#include "shared/base/random.h"
#include "tests/support/jpeg_maker.h"

#include <doctest/doctest.h>
#include <libheif/heif.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>

// x265 forgets a little memory with every picture it writes; only this test writes any.
// NOLINTBEGIN: the sanitizer asks for this name.
extern "C" const char* __lsan_default_suppressions();

extern "C" const char* __lsan_default_suppressions() {
    return "leak:libx265";
}

// NOLINTEND

namespace cunji {
namespace {

std::string refusal(std::string_view bytes) {
    const Result<Picture> picture = read_picture(bytes);
    return picture ? "read" : picture.error().key;
}

/// As phones write it, its rotation both in the file's own boxes and in EXIF; nullopt where libheif
/// came without an HEVC encoder.
std::optional<std::string> make_heic(const test::JpegSpec& spec) {
    using Context = std::unique_ptr<heif_context, decltype(&heif_context_free)>;
    const Context context{heif_context_alloc(), &heif_context_free};
    heif_encoder* encoder = nullptr;
    if (heif_context_get_encoder_for_format(context.get(), heif_compression_HEVC, &encoder).code !=
        heif_error_Ok)
        return std::nullopt;
    const std::unique_ptr<heif_encoder, decltype(&heif_encoder_release)> encoder_owner{
        encoder, &heif_encoder_release};
    heif_encoder_set_lossy_quality(encoder, 60);
    heif_encoder_set_parameter_string(encoder, "preset", "ultrafast");

    const int orientation = spec.exif ? std::max(1, spec.exif->orientation) : 1;
    const Pixels pixels = test::stored(test::draw_scene(spec), orientation);
    heif_image* image = nullptr;
    heif_image_create(pixels.width, pixels.height, heif_colorspace_RGB, heif_chroma_interleaved_RGB,
                      &image);
    const std::unique_ptr<heif_image, decltype(&heif_image_release)> image_owner{
        image, &heif_image_release};
    heif_image_add_plane(image, heif_channel_interleaved, pixels.width, pixels.height, 8);
    int stride = 0;
    std::uint8_t* out = heif_image_get_plane(image, heif_channel_interleaved, &stride);
    const std::ptrdiff_t row_bytes = std::ptrdiff_t{pixels.width} * 3;
    for (std::ptrdiff_t y = 0; y < pixels.height; ++y)
        std::copy_n(pixels.rgb.begin() + y * row_bytes, row_bytes, out + y * stride);

    using Options = std::unique_ptr<heif_encoding_options, decltype(&heif_encoding_options_free)>;
    const Options options{heif_encoding_options_alloc(), &heif_encoding_options_free};
    options->image_orientation = static_cast<heif_orientation>(orientation);
    heif_image_handle* handle = nullptr;
    REQUIRE(heif_context_encode_image(context.get(), image, encoder, options.get(), &handle).code ==
            heif_error_Ok);
    const std::unique_ptr<heif_image_handle, decltype(&heif_image_handle_release)> handle_owner{
        handle, &heif_image_handle_release};
    if (spec.exif) {
        const std::string exif = test::make_exif(*spec.exif);
        heif_context_add_exif_metadata(context.get(), handle, exif.data(),
                                       static_cast<int>(exif.size()));
    }
    heif_context_set_primary_image(context.get(), handle);

    std::string file;
    heif_writer writer{.writer_api_version = 1,
                       .write = [](heif_context*, const void* data, size_t size, void* to) {
                           static_cast<std::string*>(to)->append(static_cast<const char*>(data),
                                                                 size);
                           return heif_error{heif_error_Ok, heif_suberror_Unspecified, ""};
                       }};
    heif_context_write(context.get(), &writer, &file);
    return file;
}

constexpr const char* kNoEncoder = "libheif has no HEVC encoder here";

TEST_CASE("a phone's HEIC is read with all it tells") {
    const auto file = make_heic({.seed = 3,
                                 .width = 1200,
                                 .height = 900,
                                 .exif = test::ExifSpec{.taken_at = "2026:05:01 10:30:59",
                                                        .lat_e7 = 305'728'160,
                                                        .lon_e7 = 1'142'795'700,
                                                        .accuracy_m = 9,
                                                        .make = "Apple",
                                                        .model = "iPhone 15",
                                                        .software = "17.4.1"}});
    if (!file) {
        MESSAGE(kNoEncoder);
        return;
    }
    const Result<Picture> picture = read_picture(*file);
    REQUIRE(picture);
    CHECK(picture->format == "heic");
    CHECK(picture->width == 1200);
    CHECK(picture->height == 900);
    CHECK(picture->bytes == static_cast<std::int64_t>(file->size()));
    CHECK(picture->taken_at == "2026-05-01T10:30:59+08:00");
    CHECK(picture->place ==
          ShotPlace{.lat_e7 = 305'728'160, .lon_e7 = 1'142'795'700, .accuracy_m = 9});
    CHECK(picture->camera == "Apple iPhone 15");
    CHECK_FALSE(picture->edited);
    CHECK(picture->thumbnail.size() <= kThumbnailBytesMax);
    CHECK(picture->preview.find("Exif") == std::string::npos);
}

TEST_CASE("a HEIC taken in any position is seen upright, turned once only") {
    const Result<Picture> jpeg =
        read_picture(test::make_jpeg({.seed = 3, .width = 320, .height = 240}));
    REQUIRE(jpeg);
    for (int orientation = 1; orientation <= 8; ++orientation) {
        CAPTURE(orientation);
        const auto file = make_heic({.seed = 3,
                                     .width = 320,
                                     .height = 240,
                                     .exif = test::ExifSpec{.orientation = orientation}});
        if (!file) {
            MESSAGE(kNoEncoder);
            return;
        }
        const Result<Picture> picture = read_picture(*file);
        REQUIRE(picture);
        CHECK(picture->width == 320);
        CHECK(picture->height == 240);
        CHECK(hamming(picture->dhash, jpeg->dhash) <= kSamePictureDistance);
    }
}

TEST_CASE("a HEIC copied in part or changed is refused, or read, and breaks nothing") {
    const auto file =
        make_heic({.width = 160, .height = 120, .exif = test::ExifSpec{.make = "Apple"}});
    if (!file) {
        MESSAGE(kNoEncoder);
        return;
    }
    const std::string_view whole = *file;
    for (std::size_t length = 16; length < whole.size(); length += length < 600 ? 1 : 53)
        REQUIRE_MESSAGE(refusal(whole.substr(0, length)) == "error.picture.damaged", length);
    CHECK(refusal(whole.substr(0, whole.size() - 1)) == "error.picture.damaged");
    CHECK(refusal(whole) == "read");

    SeededRandom random{7};
    for (int i = 0; i < 300; ++i) {
        std::string changed = *file;
        for (std::uint64_t flips = 1 + random.below(3); flips > 0; --flips)
            changed[random.below(changed.size())] = static_cast<char>(random.below(256));
        refusal(changed);
    }
}

TEST_CASE("a HEIC of 60 megapixels is refused before decoding") {
    auto file = make_heic({.width = 64, .height = 64});
    if (!file) {
        MESSAGE(kNoEncoder);
        return;
    }
    // The size stands in the 'ispe' box; the coded picture behind it stays as small as it is.
    const std::size_t box = file->find("ispe");
    REQUIRE(box != std::string::npos);
    file->replace(box + 8, 8, std::string("\0\0\x27\x10\0\0\x17\x70", 8));
    CHECK(refusal(*file) == "error.picture.too_large");
}

TEST_CASE("bytes that only begin as HEIC are damaged") {
    const std::string_view head{
        "\0\0\0\x18"
        "ftypheic\0\0\0\0mif1heic",
        24};
    CHECK(media_kind(head) == MediaKind::Heic);
    CHECK(refusal(head) == "error.picture.damaged");
    CHECK(refusal(std::string{head} + std::string(400, 'x')) == "error.picture.damaged");
    CHECK(refusal(std::string{head} + std::string(400, '\0')) == "error.picture.damaged");
    CHECK(media_kind({"\xFF\xFF\xFF\xFF"
                      "ftypheic\0\0\0\0",
                      16}) == MediaKind::Heic);
    CHECK(media_kind({"\0\0\0\x08"
                      "ftypheic\0\0\0\0",
                      16}) == MediaKind::None);
    CHECK(media_kind("") == MediaKind::None);
}

}  // namespace
}  // namespace cunji
