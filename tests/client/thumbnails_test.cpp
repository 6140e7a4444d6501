#include "client/app/thumbnails.h"

#include "client/app/photos.h"
#include "tests/client/field_day.h"
#include "tests/support/jpeg_maker.h"

#include <doctest/doctest.h>

namespace cunji::test {

TEST_CASE("thumbnails: a stored picture is decoded no larger than asked for") {
    FieldDay day;
    const std::string household = day.ann.save("household", a_household()).saved.id;
    write_file(day.folder.file("a.jpg"), make_jpeg({.seed = 3, .width = 900, .height = 1200}));
    const auto added =
        add_photo(day.ann.device(), {day.folder.file("a.jpg"), household, "dwelling", ""});
    REQUIRE(added.ok());
    const Values row = day.ann.row("photo", added->id);
    const Result<Pixels> small =
        decode_thumbnail(day.ann.device(), *row.at("preview_sha256").text(), 320);
    REQUIRE(small.ok());
    CHECK(small->width == 240);
    CHECK(small->height == 320);
    const Result<Pixels> thumbnail =
        decode_thumbnail(day.ann.device(), *row.at("thumb_sha256").text(), 320);
    REQUIRE(thumbnail.ok());
    CHECK(thumbnail->height <= 160);
}

TEST_CASE("thumbnails: what is not here, damaged or no picture is said, never thrown") {
    FieldDay day;
    CHECK(decode_thumbnail(day.ann.device(), std::string(64, 'a'), 320).error().key ==
          "error.photo.not_here");
    CHECK(decode_thumbnail(day.ann.device(), "../../etc/passwd", 320).error().key ==
          "error.photo.not_here");
    const std::string whole = make_jpeg({.seed = 3});
    write_file(day.folder.file("half.jpg"), whole.substr(0, whole.size() / 2));
    write_file(day.folder.file("text.jpg"), "a letter");
    CHECK(decode_picture_file(day.folder.file("half.jpg"), 320).error().key ==
          "error.picture.damaged");
    CHECK(decode_picture_file(day.folder.file("text.jpg"), 320).error().key ==
          "error.picture.not_a_picture");
    CHECK(decode_picture_file(day.folder.file("none.jpg"), 320).error().key ==
          "error.file.not_found");
}

TEST_CASE("thumbnails: a file is shown as the camera was held") {
    const TempDir folder;
    write_file(
        folder.file("turned.jpg"),
        make_jpeg({.seed = 3, .width = 600, .height = 800, .exif = ExifSpec{.orientation = 6}}));
    const Result<Pixels> seen = decode_picture_file(folder.file("turned.jpg"), 200);
    REQUIRE(seen.ok());
    CHECK(seen->width == 150);
    CHECK(seen->height == 200);
}

}  // namespace cunji::test
