#include "client/app/photos.h"

#include "client/app/picture.h"
#include "client/app/similar_pictures.h"
#include "shared/store/blob_table.h"
#include "tests/client/field_day.h"
#include "tests/support/jpeg_maker.h"
#include "tests/support/test_keys.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <set>

namespace cunji::test {

namespace {

/// A village with two progress reports of projects, and pictures as files.
struct Album {
    FieldDay day;
    std::string road = day.ann.save("visit", {{"content", "路"}}).saved.id;
    std::string well = day.ann.save("visit", {{"content", "井"}}).saved.id;

    std::string file(const char* name, const JpegSpec& spec) const {
        const std::string path = day.folder.file(name);
        write_file(path, make_jpeg(spec));
        return path;
    }

    AddedPhoto add(const std::string& file, const std::string& subject, const char* stage) {
        Result<AddedPhoto, std::vector<SaveProblem>> added =
            add_photo(day.ann.device(), {file, subject, stage, "题名"});
        if (!added.ok()) FAIL(added.error().front().message.key);
        return *added;
    }

    std::string refused(const PhotoRequest& request) {
        const std::int64_t before = day.ann.ops();
        const auto added = add_photo(day.ann.device(), request);
        CHECK(day.ann.ops() == before);
        return added.ok() ? std::string{} : added.error().front().message.key;
    }
};

bool holds_blob(const Desk& desk, const std::string& folder, const std::string& sha256) {
    const std::string path =
        folder + "/blobs/" + sha256.substr(0, 2) + '/' + sha256.substr(2, 2) + '/' + sha256;
    return std::filesystem::exists(path) && !find_blobs(desk.store(), sha256).empty();
}

}  // namespace

TEST_CASE("photos: the picture is kept whole, with its two small ones and what it says of itself") {
    Album album;
    const std::string file =
        album.file("before.jpg", {.seed = 3,
                                  .exif = ExifSpec{.taken_at = "2025:11:20 10:30:00",
                                                   .offset = "+08:00",
                                                   .lat_e7 = 347'000'000,
                                                   .lon_e7 = 1'040'000'000,
                                                   .make = "ACME"}});
    const AddedPhoto photo = album.add(file, album.road, "before");
    CHECK(photo.op.has_value());
    CHECK(photo.similar_to.empty());
    CHECK(photo.sha256 == to_hex(sha256(read_file(file))));

    const Values row = album.day.ann.row("photo", photo.id);
    CHECK(*row.at("sha256").text() == photo.sha256);
    CHECK(*row.at("subject").text() == album.road);
    CHECK(*row.at("stage").text() == "before");
    CHECK(*row.at("title").text() == "题名");
    CHECK(*row.at("width").integer() == 640);
    CHECK(*row.at("taken_at").text() == "2025-11-20T10:30:00+08:00");
    CHECK(*row.at("place_lat").integer() == 347'000'000);
    CHECK(*row.at("media_type").text() == "image/jpeg");
    CHECK(row.at("phash").text()->size() == 16);

    const std::string folder = album.day.folder.file("ann");
    for (const char* field : {"sha256", "preview_sha256", "thumb_sha256"}) {
        CHECK(holds_blob(album.day.ann, folder, *row.at(field).text()));
    }
    CHECK(blobs_left(album.day.ann.store()).count == 3);
    CHECK(find_blobs(album.day.ann.store(), photo.sha256).front().record == photo.id);
    const std::string original = read_file(file);
    CHECK(BlobStore{folder + "/blobs", test::test_keys()}.read(photo.sha256, 0, original.size()) ==
          original);

    SUBCASE("a sync brings them to the server, after the record") {
        const RoundResult round = album.day.ann.sync();
        CHECK(round.photos_sent == 3);
        CHECK(round.photos_left == 0);
        CHECK(round.report.notes.empty());
        CHECK(album.day.ann.sync().photos_sent == 0);
    }
}

TEST_CASE("photos: the same picture for another purpose is found, however it was saved again") {
    Album album;
    const AddedPhoto before = album.add(album.file("a.jpg", {.seed = 3}), album.road, "before");

    const AddedPhoto again = album.add(album.file("b.jpg", {.seed = 3}), album.road, "after");
    CHECK(again.similar_to == std::vector<std::string>{before.id});
    CHECK(has_finding(again.findings, "R069"));
    const AddedPhoto brighter =
        album.add(album.file("c.jpg", {.seed = 3, .width = 320, .height = 240, .quality = 60}),
                  album.well, "before");
    // By id: made in the same millisecond, either may be the smaller.
    CHECK(std::set<std::string>{brighter.similar_to.begin(), brighter.similar_to.end()} ==
          std::set<std::string>{before.id, again.id});
    CHECK(album.add(album.file("d.jpg", {.seed = 4}), album.road, "after").similar_to.empty());
}

TEST_CASE("photos: another picture of the same thing at the same stage is nothing to ask about") {
    Album album;
    album.add(album.file("a.jpg", {.seed = 3}), album.road, "before");
    CHECK(album.add(album.file("b.jpg", {.seed = 3, .quality = 70}), album.road, "before")
              .similar_to.empty());
}

TEST_CASE("photos: adding the same file for the same purpose again changes nothing") {
    Album album;
    const std::string file = album.file("a.jpg", {.seed = 3});
    const AddedPhoto first = album.add(file, album.road, "before");
    const std::int64_t ops = album.day.ann.ops();
    const AddedPhoto second = album.add(file, album.road, "before");
    CHECK(second.id == first.id);
    CHECK_FALSE(second.op.has_value());
    CHECK(album.day.ann.ops() == ops);
}

TEST_CASE("photos: pictures that others took are compared as well") {
    Album album;
    const AddedPhoto hers = album.add(album.file("a.jpg", {.seed = 3}), album.road, "before");
    album.day.ann.sync();
    Desk bo = album.day.another("bo", "village_cadre");
    bo.sync();
    const auto his = add_photo(
        bo.device(), {album.file("b.jpg", {.seed = 3, .quality = 60}), album.well, "before", ""});
    REQUIRE(his.ok());
    CHECK(his->similar_to == std::vector<std::string>{hers.id});
    CHECK(has_finding(his->findings, "R069"));
}

TEST_CASE("photos: what is no photo is refused, and nothing is written") {
    Album album;
    const std::string file = album.file("a.jpg", {.seed = 3});
    write_file(album.day.folder.file("text.jpg"), "not a picture");
    CHECK(album.refused({album.day.folder.file("text.jpg"), album.road, "before", ""}) ==
          "error.picture.not_a_picture");
    CHECK(album.refused({album.day.folder.file("none.jpg"), album.road, "before", ""}) ==
          "error.file.not_found");
    CHECK(album.refused({file, "01931f6e-7c1a-7e07-9d0e-2f5b8d1c9a10", "before", ""}) ==
          "error.photo.no_such_subject");
    CHECK(album.refused({file, album.road, "someday", ""}) == "error.field.choice");
}

TEST_CASE("photos: a picture declared void is compared no more") {
    Album album;
    const AddedPhoto wrong = album.add(album.file("a.jpg", {.seed = 3}), album.road, "before");
    album.day.ann.save("photo", {{"id", wrong.id}, {"void_reason", "拍错了"}});
    CHECK(known_pictures(album.day.ann.store()).empty());
    CHECK(album.add(album.file("b.jpg", {.seed = 3}), album.well, "before").similar_to.empty());
}

}  // namespace cunji::test
