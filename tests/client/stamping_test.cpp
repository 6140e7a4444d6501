#include "client/app/stamping.h"

#include "client/app/picture.h"
#include "client/app/stamping_text.h"
#include "client/app/thumbnails.h"
#include "tests/client/field_day.h"
#include "tests/support/jpeg_maker.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>

namespace cunji::test {

namespace {

const std::vector<std::string> kLines{"2026-05-01 10:30", "雾岭脚村 未定位", "实施前：通组路硬化"};

Pixels snow(int width, int height) {
    return {.width = width,
            .height = height,
            .rgb = std::vector<std::uint8_t>(
                static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3, 255)};
}

std::uint8_t red_at(const Pixels& picture, int x, int y) {
    return picture.rgb[(static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width) +
                        static_cast<std::size_t>(x)) *
                       3];
}

/// Pixels of the row that are brighter than the band itself.
int letters_in_row(const Pixels& picture, int y) {
    int count = 0;
    for (int x = 0; x < picture.width; ++x)
        count += red_at(picture, x, y) > 200 ? 1 : 0;
    return count;
}

int rows_changed(const Pixels& before, const Pixels& after) {
    int rows = 0;
    const auto row = static_cast<std::size_t>(before.width) * 3;
    for (int y = 0; y < before.height; ++y) {
        const auto at = static_cast<std::ptrdiff_t>(static_cast<std::size_t>(y) * row);
        const auto end = at + static_cast<std::ptrdiff_t>(row);
        if (!std::equal(before.rgb.begin() + at, before.rgb.begin() + end, after.rgb.begin() + at))
            ++rows;
    }
    return rows;
}

Pixels must_stamp(const Pixels& picture, const std::vector<std::string>& lines) {
    std::optional<Pixels> marked = stamped(picture, lines, stamp_faces());
    if (!marked) FAIL("no face with Chinese on this machine: tools/install");
    return std::move(*marked);
}

Picture facts(bool with_place) {
    Picture picture;
    picture.taken_at = "2026-05-01T10:30:00+08:00";
    if (with_place) picture.place = ShotPlace{.lat_e7 = 261'234'567, .lon_e7 = 1'061'234'560};
    return picture;
}

std::string preview_of(const Desk& desk, const std::string& photo, const char* field) {
    return *desk.row("photo", photo).at(field).text();
}

}  // namespace

TEST_CASE("stamp: the lines stand white on a dark band at the lower edge, the rest is untouched") {
    const Pixels picture = snow(1600, 1200);
    const Pixels marked = must_stamp(picture, kLines);
    CHECK(marked.width == 1600);
    CHECK(marked.height == 1200);
    const int changed = rows_changed(picture, marked);
    CHECK(changed > 100);
    CHECK(changed < 1200 / 4);
    CHECK(red_at(marked, 0, 1200 - changed - 1) == 255);
    // Dark enough for white letters on snow: at most 30 % of white is left.
    CHECK(red_at(marked, 0, 1199) < 80);
    int rows_with_letters = 0;
    for (int y = 1200 - changed; y < 1200; ++y)
        rows_with_letters += letters_in_row(marked, y) > 0 ? 1 : 0;
    CHECK(rows_with_letters > changed / 2);
}

TEST_CASE("stamp: the same lines on the same picture are the same pixels") {
    CHECK(must_stamp(snow(640, 480), kLines).rgb == must_stamp(snow(640, 480), kLines).rgb);
}

TEST_CASE("stamp: a long line is cut within the picture, a strange one harms nothing") {
    std::string long_name;
    for (int i = 0; i < 200; ++i)
        long_name += "路";
    const Pixels cut = must_stamp(snow(320, 240), {long_name});
    // An ellipsis ends it: the right margin stays free.
    for (int y = 0; y < 240; ++y)
        CHECK(red_at(cut, 319, y) != 254);
    CHECK(rows_changed(snow(320, 240), cut) < 240 / 4);
    must_stamp(snow(320, 240), {"\xff\xfe broken", "", "𬭎 龘 \U0001F600"});
    must_stamp(snow(1, 1), kLines);
    must_stamp(snow(3000, 20), kLines);
}

TEST_CASE("stamp: without a face that can be read nothing is drawn") {
    CHECK_FALSE(stamped(snow(64, 64), kLines, {}).has_value());
    const TempDir folder;
    write_file(folder.file("broken.ttf"), "not a font");
    const std::vector<FontFace> broken{{folder.file("broken.ttf"), 0},
                                       {folder.file("none.ttf"), 0}};
    CHECK_FALSE(stamped(snow(64, 64), kLines, broken).has_value());
}

TEST_CASE("stamp: it says when, where and what, and says so when it does not know") {
    FieldDay day;
    const std::string household = day.ann.save("household", a_household()).saved.id;
    const RecordKey key = *find_record(day.ann.store(), household);
    const std::vector<std::string> known =
        stamp_lines(day.ann.device(), key, {"", household, "dwelling", ""}, facts(true));
    CHECK(known == std::vector<std::string>{"2026-05-01 10:30:00",
                                            "990101101201, 26.12° N, 106.12° E",
                                            "Dwelling: 王铁柱"});
    const std::vector<std::string> unknown =
        stamp_lines(day.ann.device(), key, {"", household, "dwelling", ""}, Picture{});
    CHECK(unknown.at(0) == "time unknown");
    CHECK(unknown.at(1) == "990101101201, no position");

    SUBCASE("a visit has no name of its own: the household's stands there") {
        const std::string visit =
            day.ann.save("visit", a_visit(household, day.ann.person())).saved.id;
        const std::vector<std::string> lines = stamp_lines(
            day.ann.device(), *find_record(day.ann.store(), visit), {"", visit, "visit", ""}, {});
        CHECK(lines.at(2) == "Visit: 王铁柱");
    }
}

TEST_CASE("stamp: where a project stands is exact, and a typed place stands beside it") {
    FieldDay day;
    Desk town = day.another("镇里", "township_reviewer");
    const std::string road = town.save("project", {{"name", "通组路"}, {"step", "pool"}}).saved.id;
    const std::vector<std::string> lines =
        stamp_lines(town.device(), *find_record(town.store(), road),
                    {"", road, "before", "", "三组桥头"}, facts(true));
    CHECK(lines.at(1) == "990101101201, 三组桥头 (26.12346° N, 106.12346° E)");
    CHECK(lines.at(2) == "Before: 通组路");
}

TEST_CASE("stamp: what others see is stamped; the original, its hash and the thumbnail are not") {
    FieldDay day;
    const std::string household = day.ann.save("household", a_household()).saved.id;
    const std::string file = day.folder.file("a.jpg");
    const std::string bytes = make_jpeg({.seed = 3, .width = 800, .height = 600});
    write_file(file, bytes);
    const auto added = add_photo(day.ann.device(), {file, household, "dwelling", ""});
    REQUIRE(added.ok());
    CHECK(added->stamped);
    CHECK(added->sha256 == to_hex(sha256(bytes)));
    CHECK(read_file(file) == bytes);

    const Picture plain = *read_picture(bytes);
    CHECK(preview_of(day.ann, added->id, "thumb_sha256") == to_hex(sha256(plain.thumbnail)));
    CHECK(preview_of(day.ann, added->id, "phash") == to_hex64(plain.dhash));
    const std::string shared = preview_of(day.ann, added->id, "preview_sha256");
    CHECK(shared != to_hex(sha256(plain.preview)));

    // The lower edge is dark, the upper part as it was but for the JPEG's own noise.
    const Pixels seen = *decode_thumbnail(day.ann.device(), shared, kPreviewEdgeMax);
    const Pixels before = *look_at_picture(plain.preview, kPreviewEdgeMax);
    REQUIRE(seen.rgb.size() == before.rgb.size());
    CHECK(red_at(seen, 799, 599) < 90);
    int worst = 0;
    for (std::size_t i = 0; i < seen.rgb.size() / 2; ++i)
        worst = std::max(worst, std::abs(int{seen.rgb[i]} - int{before.rgb[i]}));
    CHECK(worst == 0);
}

}  // namespace cunji::test
