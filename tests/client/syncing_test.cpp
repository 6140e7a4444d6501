// One round of a device: what goes first when there are pictures and a slow link.

#include "client/app/tidying.h"
#include "shared/store/blob_table.h"
#include "tests/client/field_day.h"
#include "tests/support/test_keys.h"

#include <doctest/doctest.h>

#include <chrono>
#include <filesystem>

namespace cunji::test {

namespace {

constexpr std::size_t kBigPicture = 3 * 1024 * 1024;

/// Adds a picture that begins like a camera's and waits to be sent.
std::string add_picture(FieldDevice& device, std::size_t size, char filling) {
    const std::string bytes = "\xff\xd8\xff\xe0" + std::string(size - 4, filling);
    BlobStore blobs{device.blob_folder(), test::test_keys()};
    std::string name = blobs.put(bytes);
    put_blob(device.store(), {name, kVillage, static_cast<std::int64_t>(size), BlobPart::Original});
    return name;
}

std::string first_word(const WireRequest& request) {
    return request.method + " " + request.target.substr(0, 9);
}

void make_old(const std::string& file) {
    std::filesystem::last_write_time(
        file, std::filesystem::file_time_type::clock::now() - std::chrono::hours(24 * 400));
}

}  // namespace

TEST_CASE("syncing: what is recorded while a picture travels goes before its next part") {
    FieldDay day;
    add_picture(day.ann.device(), kBigPicture, 'p');
    std::vector<std::string> seen;
    bool saved = false;
    day.ann.link().after = [&](const WireRequest& request) {
        seen.push_back(first_word(request));
        if (request.method != "PATCH" || saved) return;
        saved = true;
        day.ann.save("household", a_household());
    };
    const RoundResult round = day.ann.sync();
    CHECK(round.photos_sent == 1);
    CHECK(round.photos_left == 0);
    CHECK(round.report.pushed == 1);
    const auto part = std::find(seen.begin(), seen.end(), "PATCH /v1/blobs");
    REQUIRE(seen.end() - part > 4);
    CHECK(part[1] == "POST /v1/hello");
    CHECK(part[2] == "POST /v1/push");
    CHECK(part[3] == "POST /v1/pull");
    CHECK(part[4] == "PATCH /v1/blobs");
    CHECK(std::count(seen.begin(), seen.end(), "POST /v1/hello") == 2);
    CHECK(std::count(seen.begin(), seen.end(), "POST /v1/blobs") == 1);
}

TEST_CASE("syncing: while pictures travel for long, others' news comes in") {
    FieldDay day;
    Desk bo = day.another("波", "village_cadre");
    add_picture(day.ann.device(), kBigPicture, 'p');
    bool saved = false;
    day.ann.link().after = [&](const WireRequest& request) {
        if (request.method != "PATCH" || saved) return;
        saved = true;
        bo.save("household", a_household());
        bo.sync();
        day.clock.pass(kNewsEvery);
    };
    const RoundResult round = day.ann.sync();
    CHECK(round.report.pulled == 1);
    CHECK(round.photos_sent == 1);
}

TEST_CASE("syncing: records that cannot be exchanged any more end the pictures too") {
    FieldDay day;
    add_picture(day.ann.device(), kBigPicture, 'p');
    bool saved = false;
    day.ann.link().fault = [&](int, const WireRequest& request) {
        if (request.method == "PATCH" && !saved) {
            saved = true;
            day.ann.save("household", a_household());
        } else if (saved && request.target == "/v1/push") {
            return LoopbackTransport::Fault::LoseReply;
        }
        return LoopbackTransport::Fault::None;
    };
    const Result<RoundResult> round = sync_round(day.ann.device(), day.ann.link(), {});
    REQUIRE(round.ok());
    REQUIRE(round->problem.has_value());
    CHECK(round->problem->key == "error.net.cut");
    CHECK(round->photos_left == 1);
    day.ann.link().fault = {};
    CHECK(day.ann.sync().photos_sent == 1);
}

TEST_CASE("device: opening tidies up what ended programs left, once a day") {
    const TempDir folder;
    SystemClock clock;
    SeededRandom random{3};
    std::string kept;
    std::string orphan;
    const std::string part = folder.file("data/blobs/tmp/left.part");
    const auto open = [&] {
        return FieldDevice::open(folder.file("data"), test::test_keys(), clock, random,
                                 Language::Chinese);
    };
    {
        FieldDevice device = open();
        kept = add_picture(device, 100, 'k');
        BlobStore blobs{device.blob_folder(), test::test_keys()};
        orphan = blobs.put("nobody's");
        for (const std::string& name : {kept, orphan})
            make_old(blobs.path_of(name));
        write_file(part, "x");
    }
    {
        const FieldDevice device = open();
        const BlobStore blobs{device.blob_folder(), test::test_keys()};
        CHECK(blobs.has(kept));
        CHECK_FALSE(blobs.has(orphan));
        CHECK_FALSE(std::filesystem::exists(part));
        write_file(part, "x");
    }
    open();
    CHECK(std::filesystem::exists(part));
    FieldDevice device = open();
    tidy_blobs(device.store(), device.blob_folder(), clock.now() + kTidyEvery + 60'000);
    CHECK_FALSE(std::filesystem::exists(part));
    // A clock that was set back does not put it off for years.
    write_file(part, "x");
    tidy_blobs(device.store(), device.blob_folder(), clock.now());
    CHECK_FALSE(std::filesystem::exists(part));
}

}  // namespace cunji::test
