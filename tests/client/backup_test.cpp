#include "client/app/backup.h"

#include "client/app/people.h"
#include "client/app/photos.h"
#include "tests/client/field_day.h"
#include "tests/support/jpeg_maker.h"
#include "tests/support/test_keys.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace cunji::test {

namespace {

namespace fs = std::filesystem;

/// A device with a household and a picture of it, and a stick to copy it to.
struct Packed {
    FieldDay day;
    std::string household = day.ann.save("household", a_household()).saved.id;
    std::string stick = day.folder.file("stick");

    Packed() {
        fs::create_directory(stick);
        write_file(day.folder.file("photo.jpg"), make_jpeg({}));
        const auto photo =
            add_photo(day.ann.device(), {day.folder.file("photo.jpg"), household, "visit", "门口"});
        REQUIRE(photo.ok());
    }

    [[nodiscard]] std::size_t entries() const {
        return static_cast<std::size_t>(
            std::distance(fs::directory_iterator{stick}, fs::directory_iterator{}));
    }
};

void overwrite(const std::string& file, std::streamoff from, std::size_t count) {
    std::fstream out{file, std::ios::in | std::ios::out | std::ios::binary};
    out.seekp(from);
    out << std::string(count, '\x5a');
}

}  // namespace

TEST_CASE("backup: a copy holds what the device holds and opens like it") {
    Packed packed;
    const Result<BackupReport> report = back_up(packed.day.ann.device(), packed.stick);
    REQUIRE(report.ok());
    CHECK(report->missing.empty());
    CHECK(report->pictures == 3);
    CHECK(report->records >= 2);
    CHECK(fs::exists(report->folder + "/README.txt"));

    FieldDevice copy = FieldDevice::open(report->folder, test::test_keys(), packed.day.clock,
                                         packed.day.random, Language::English);
    CHECK(digest_of(copy.store()) == digest_of(packed.day.ann.store()));
    CHECK(copy.enrolment().ok());

    // Put into use it is a copy of a device: the county sees that, and nothing is mixed up.
    packed.day.ann.save("household", {{"id", packed.household}, {"address", "村口"}});
    packed.day.ann.sync();
    LoopbackTransport link{packed.day.county.routes()};
    auto group = read_requests({{"id", packed.household}, {"group_name", "四组"}}, "household");
    REQUIRE(record_group(copy, *group).ok());
    const Result<RoundResult> round = sync_round(copy, link, {});
    REQUIRE(round.ok());
    CHECK_FALSE(round->problem.has_value());
    packed.day.ann.sync();
    CHECK(digest_of(copy.store()) == digest_of(packed.day.ann.store()));
}

TEST_CASE("backup: what is there stays, and half a backup never bears a name") {
    Packed packed;
    REQUIRE(back_up(packed.day.ann.device(), packed.stick).ok());
    const auto stop = [](std::int64_t, std::int64_t) { return false; };
    const Result<BackupReport> stopped = back_up(packed.day.ann.device(), packed.stick, stop);
    REQUIRE_FALSE(stopped.ok());
    CHECK(stopped.error().key == "error.backup.stopped");
    CHECK(packed.entries() == 1);
    REQUIRE(back_up(packed.day.ann.device(), packed.stick).ok());
    CHECK(packed.entries() == 2);
}

TEST_CASE("backup: a folder that cannot take it says why") {
    Packed packed;
    const Result<BackupReport> missing =
        back_up(packed.day.ann.device(), packed.day.folder.file("nowhere"));
    REQUIRE_FALSE(missing.ok());
    CHECK(missing.error().key == "error.backup.no_folder");
    const std::string own = packed.day.folder.file("ann");
    for (const std::string& inside : {own, own + "/blobs"}) {
        CHECK(back_up(packed.day.ann.device(), inside).error().key == "error.backup.inside");
        CHECK(back_up_files(own, inside, packed.day.clock.now()).error().key ==
              "error.backup.inside");
    }
    // Nobody may make a folder there, not even root.
    const Result<BackupReport> refused = back_up(packed.day.ann.device(), "/proc");
    REQUIRE_FALSE(refused.ok());
    const bool said = refused.error().key == "error.backup.not_writable" ||
                      refused.error().key == "error.backup.no_room";
    CHECK(said);
}

TEST_CASE("backup: a picture that this disk has damaged is named, the rest is copied") {
    Packed packed;
    Query query =
        packed.day.ann.store().db().query("SELECT sha256 FROM blob WHERE part = 'preview'");
    REQUIRE(query.step());
    const BlobStore blobs{packed.day.ann.device().blob_folder(), test::test_keys()};
    overwrite(blobs.path_of(query.str(0)), 10, 20);
    const Result<BackupReport> report = back_up(packed.day.ann.device(), packed.stick);
    REQUIRE(report.ok());
    CHECK(report->pictures == 2);
    REQUIRE(report->missing.size() == 1);
    CHECK(report->missing.front().key == "error.blob.file_damaged");
}

TEST_CASE("backup: a damaged database is seen, copied as it is, and mended from its ops") {
    const TempDir folder;
    FakeClock clock;
    SeededRandom random{7};
    County county{folder.file("county"), clock, random};
    const std::string data = folder.file("ann");
    CHECK(check_database(data, test::test_keys()).state == DatabaseState::Missing);
    {
        Desk ann{data, clock, random};
        ann.join(county, "安娜", "first_secretary");
        ann.save("household", a_household());
        CHECK(check_database(data, test::test_keys()).state == DatabaseState::Fine);
        // A bug or a hand changed a row behind the log's back.
        ann.store().db().exec("UPDATE household SET head_name = '别人'");
    }
    CHECK(mend_database(data, test::test_keys()).empty());
    {
        const Desk ann{data, clock, random};
        CHECK(ann.store().db().text("SELECT head_name FROM household") == "王铁柱");
    }
    SUBCASE("pages in the middle") {
        const auto size = static_cast<std::streamoff>(fs::file_size(data + "/cunji.db"));
        overwrite(data + "/cunji.db", size / 2, static_cast<std::size_t>(size / 3));
        const DatabaseCheck check = check_database(data, test::test_keys());
        CHECK(check.state != DatabaseState::Fine);
        CHECK_FALSE(check.problem.key.empty());
    }
    SUBCASE("the head of the file") {
        overwrite(data + "/cunji.db", 0, 200);
        CHECK(check_database(data, test::test_keys()).state == DatabaseState::Unreadable);
    }
    fs::create_directory(folder.file("stick"));
    const Result<BackupReport> report = back_up_files(data, folder.file("stick"), clock.now());
    REQUIRE(report.ok());
    CHECK(read_file(report->folder + "/cunji.db") == read_file(data + "/cunji.db"));
    const std::string aside = put_database_aside(data, clock.now());
    CHECK(fs::exists(aside));
    CHECK(check_database(data, test::test_keys()).state == DatabaseState::Missing);
}

TEST_CASE("people: each has a folder of their own, found again by its keys") {
    const TempDir folder;
    FakeClock clock;
    SeededRandom random{7};
    County county{folder.file("county"), clock, random};
    const std::string root = folder.file("data");
    CHECK(people_of(root).empty());
    {
        Desk ann{root, clock, random};
        test::give_passphrase(root);
        ann.join(county, "安娜", "first_secretary");
    }
    const std::string second = new_person_folder(root);
    {
        Desk bo{second, clock, random};
        test::give_passphrase(second);
        bo.join(county, "波", "village_cadre");
    }
    const std::vector<PersonFolder> people = people_of(root);
    REQUIRE(people.size() == 2);
    CHECK(people[0].name == "安娜");
    CHECK(people[1].name == "波");
    CHECK(people[1].folder == second);
    CHECK(root_of(second) == root);
    CHECK(root_of(root) == root);
    CHECK(new_person_folder(root) != second);
    CHECK(people[1].role == "village_cadre");
    // One damaged file does not hide the others.
    overwrite(root + "/keys.json", 0, 200);
    overwrite(root + "/keys.copy.json", 0, 200);
    CHECK_FALSE(people_of(root)[0].readable);
    CHECK(people_of(root)[1].name == "波");
}

}  // namespace cunji::test
