#include "client/app/watched_folder.h"

#include "client/app/photos.h"
#include "tests/client/field_day.h"
#include "tests/support/jpeg_maker.h"

#include <doctest/doctest.h>

#include <chrono>
#include <filesystem>

namespace cunji::test {

namespace {

namespace fs = std::filesystem;

/// A camera's card beside a village's device.
struct Card {
    FieldDay day;
    std::string folder = day.folder.file("DCIM");

    Card() { fs::create_directories(folder + "/100APPLE"); }

    /// Written at the device's present time, so many days ago.
    void put(const std::string& name, std::uint64_t seed, int days_ago = 0) {
        const std::string path = folder + "/" + name;
        write_file(path, make_jpeg({.seed = seed, .width = 64, .height = 48}));
        const auto at = std::chrono::sys_time<std::chrono::milliseconds>{
            std::chrono::milliseconds{day.ann.device().clock().now()} -
            std::chrono::days{days_ago}};
        fs::last_write_time(path, std::chrono::file_clock::from_sys(at));
    }

    /// Names of what is offered.
    std::vector<std::string> look() {
        const auto found = look_for_pictures(day.ann.device(), folder);
        REQUIRE(found.ok());
        offered = *found;
        std::vector<std::string> names;
        for (const NewPicture& picture : *found)
            names.push_back(fs::path{picture.path}.filename().string());
        return names;
    }

    std::vector<NewPicture> offered;
};

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("watched folder: new pictures are offered, newest first, with what lies below") {
    Card card;
    card.put("a.jpg", 1, 2);
    card.put("100APPLE/b.JPG", 2, 1);
    write_file(card.folder + "/notes.txt", "no picture");
    CHECK(card.look() == Names{"b.JPG", "a.jpg"});
    CHECK(card.offered.front().sha256.size() == 64);
    card.put("c.jpg", 3);
    CHECK(card.look() == Names{"c.jpg", "b.JPG", "a.jpg"});
}

TEST_CASE("watched folder: what was put aside is not offered again, under any name") {
    Card card;
    card.put("a.jpg", 1);
    card.put("b.jpg", 2);
    card.look();
    const std::string first = card.offered.front().sha256;
    const std::string name = fs::path{card.offered.front().path}.filename().string();
    put_pictures_aside(card.day.ann.device(), {&first, 1});
    CHECK(card.look().size() == 1);
    fs::copy_file(card.folder + "/" + name, card.folder + "/copy.jpg");
    CHECK(card.look().size() == 1);
}

TEST_CASE("watched folder: what was added as a photo is offered no more") {
    Card card;
    card.put("a.jpg", 1);
    const std::string household = card.day.ann.save("household", a_household()).saved.id;
    CHECK(card.look() == Names{"a.jpg"});
    REQUIRE(
        add_photo(card.day.ann.device(), {card.folder + "/a.jpg", household, "dwelling", ""}).ok());
    CHECK(card.look().empty());
}

TEST_CASE("watched folder: one picture under two names is offered once") {
    Card card;
    card.put("a.jpg", 1);
    card.put("b.jpg", 1);
    CHECK(card.look().size() == 1);
}

TEST_CASE("watched folder: the first look leaves old pictures alone, later ones do not") {
    Card card;
    card.put("old.jpg", 1, 30);
    card.put("new.jpg", 2, 1);
    CHECK(card.look() == Names{"new.jpg"});
    // Copied over from a camera whose clock is wrong.
    card.put("found.jpg", 3, 400);
    CHECK(card.look() == Names{"new.jpg", "found.jpg"});
}

TEST_CASE("watched folder: a file that was written again is looked at again") {
    Card card;
    card.put("a.jpg", 1, 2);
    card.look();
    const std::string sha256 = card.offered.front().sha256;
    put_pictures_aside(card.day.ann.device(), {&sha256, 1});
    CHECK(card.look().empty());
    card.put("a.jpg", 2, 1);
    CHECK(card.look() == Names{"a.jpg"});
}

TEST_CASE("watched folder: a card that was taken out is said") {
    Card card;
    fs::remove_all(card.folder);
    const auto found = look_for_pictures(card.day.ann.device(), card.folder);
    REQUIRE_FALSE(found.ok());
    CHECK(found.error().key == "error.watched.gone");
}

TEST_CASE("watched folder: a look can be ended between two files") {
    Card card;
    card.put("a.jpg", 1);
    card.put("b.jpg", 2);
    int asked = 0;
    const auto found =
        look_for_pictures(card.day.ann.device(), card.folder, [&] { return ++asked > 1; });
    REQUIRE(found.ok());
    CHECK(found->size() == 1);
}

}  // namespace cunji::test
