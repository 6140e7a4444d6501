#include "client/reading/photo_folder.h"

#include "tests/support/temp_dir.h"

#include <doctest/doctest.h>

#include <chrono>
#include <filesystem>

namespace cunji::test {

namespace {

namespace fs = std::filesystem;

void put(const std::string& path, int hours_ago) {
    write_file(path, "a picture");
    fs::last_write_time(path, fs::file_time_type::clock::now() - std::chrono::hours{hours_ago});
}

}  // namespace

TEST_CASE("folder: its folders by name, then its pictures, newest first; nothing hidden") {
    const TempDir folder;
    fs::create_directories(folder.file("b"));
    fs::create_directories(folder.file("a"));
    fs::create_directories(folder.file(".thumbnails"));
    put(folder.file("old.jpg"), 5);
    put(folder.file("new.HEIC"), 1);
    put(folder.file("notes.txt"), 1);
    put(folder.file(".hidden.jpg"), 1);
    const Result<FolderListing> listing = list_folder(folder.path().string());
    REQUIRE(listing.ok());
    std::vector<std::string> names;
    for (const FolderEntry& entry : listing->entries)
        names.push_back(entry.name);
    CHECK(names == std::vector<std::string>{"a", "b", "new.HEIC", "old.jpg"});
    CHECK(listing->entries.front().folder);
    CHECK(listing->entries.back().bytes == 9);
    CHECK(listing->parent == folder.path().parent_path().string());
    CHECK(list_folder("/")->parent.empty());
}

TEST_CASE("folder: one that is not there is said") {
    const TempDir folder;
    put(folder.file("a.jpg"), 1);
    CHECK(list_folder(folder.file("none")).error().key == "error.folder.not_a_folder");
    CHECK(list_folder(folder.file("a.jpg")).error().key == "error.folder.not_a_folder");
}

TEST_CASE("folder: cards and cameras come before the person's own pictures and sticks") {
    const TempDir folder;
    fs::create_directories(folder.file("home/图片"));
    fs::create_directories(folder.file("media/CANON/DCIM"));
    fs::create_directories(folder.file("media/STICK"));
    using Place = PicturePlace;
    CHECK(picture_places(folder.file("home"), {folder.file("media"), folder.file("none")}) ==
          std::vector<Place>{{PicturePlaceKind::Camera, "CANON", folder.file("media/CANON/DCIM")},
                             {PicturePlaceKind::Pictures, "", folder.file("home/图片")},
                             {PicturePlaceKind::Home, "", folder.file("home")},
                             {PicturePlaceKind::Stick, "STICK", folder.file("media/STICK")}});
    CHECK(picture_places("", {}).empty());
}

}  // namespace cunji::test
