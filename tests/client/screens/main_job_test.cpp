// The whole main job through the window: a week of a first secretary whose village has no network,
// with a real server on a real socket, and the device of a colleague who sees the same afterwards.

#include "client/reading/photo_list.h"
#include "shared/base/bytes.h"
#include "shared/crypto/crypto.h"
#include "shared/store/blob_table.h"
#include "shared/store/reading.h"
#include "shared/store/verifying.h"
#include "sync/blob_transfer.h"
#include "sync/curl_transport.h"
#include "tests/client/screens/first_secretary.h"
#include "tests/client/village_meeting.h"
#include "tests/support/jpeg_maker.h"
#include "tests/support/real_county.h"
#include "tests/support/test_keys.h"

#include <doctest/doctest.h>

#include <array>
#include <set>

namespace cunji::test {

namespace {

constexpr const char* kHead = "王铁柱";
constexpr const char* kRoad = "通组路硬化工程";
constexpr const char* kChair = "刘长河";
constexpr Millis kLater = 10 * 60 * 1000;

/// What others have made before the first secretary comes, and where it is.
struct Village {
    Home home;          ///< of kHead
    std::string chair;  ///< a member of staff
    std::string road;   ///< a project
};

void join(Desk& desk, const RealCounty& county, const std::string& code) {
    auto way = CurlTransport::open({county.address()});
    REQUIRE(way.ok());
    desk.join(std::move(*way), county.address(), code);
}

Village make_village(Desk& cadre, Desk& office) {
    Village village;
    const Json chair{{"name", kChair}, {"role", "village_cadre"}, {"post", "村支书"}};
    village.chair = office.save("person", chair).saved.id;
    const Json road{{"name", kRoad},
                    {"category", "infrastructure"},
                    {"step", "pool"},
                    {"place", "三组"},
                    {"content", "硬化三组至五组通组路。"},
                    {"start_plan", "2025-10-01"},
                    {"end_plan", "2026-06-30"},
                    {"total", 96'000'000}};
    village.road = office.save("project", road).saved.id;
    office.sync();
    village.home = a_home(cadre, "三组", "001", kHead, "李秀英");
    a_home(cadre, "三组", "002", "赵四");
    a_home(cadre, "五组", "003", "李大山");
    a_home(cadre, "五组", "004", "周文");
    cadre.sync();
    return village;
}

/// The codes with which the people of the story enrol their devices.
struct Codes {
    std::string secretary, cadre, office;

    void make(County& county) {
        const auto code = [&](const char* name, const char* role) {
            return county.code_for(county.add_person(name, role, kVillage), kVillage);
        };
        secretary = code("安娜", "first_secretary");
        cadre = code("波", "village_cadre");
        office = code("县里", "county_merger");
    }
};

/// The story's people and machines.
struct Week {
    TempDir folder;
    FakeClock clock;
    SeededRandom random{7};
    Codes codes;
    RealCounty county{folder.file("county"), clock, random,
                      [this](County& prepared) { codes.make(prepared); }};
    Desk cadre{folder.file("cadre"), clock, random};
    Desk office{folder.file("office"), clock, random};
    FirstSecretary secretary;
    Village village;
    std::set<std::string> pictures;  ///< SHA-256 of every file that was given to the window

    explicit Week(ScreenShape shape) : secretary(folder.file("secretary"), clock, random, shape) {
        join(cadre, county, codes.cadre);
        join(office, county, codes.office);
        village = make_village(cadre, office);
    }

    /// Time goes by, as it does between two things that a person does.
    void later() { clock.pass(kLater); }

    /// A picture as a camera makes it.
    std::string shoot(std::uint64_t seed) {
        std::string file = folder.file("picture" + std::to_string(seed) + ".jpg");
        const std::string bytes = make_jpeg({.seed = seed,
                                             .exif = ExifSpec{.taken_at = "2025:11:20 10:30:00",
                                                              .lat_e7 = 261'234'567,
                                                              .lon_e7 = 1'061'234'560}});
        write_file(file, bytes);
        pictures.insert(to_hex(sha256(bytes)));
        return file;
    }

    void work_without_network() {
        secretary.visit(kHead, shoot(1));
        later();
        secretary.hold_meeting(kChair, {kHead, "赵四", "李大山"}, kRoad);
        std::uint64_t seed = 2;
        for (const char* slot : {"实施前", "实施中", "实施后"}) {
            later();
            secretary.photograph(kRoad, slot, shoot(seed++));
        }
        later();
    }
};

/// The only live record of the kind, computed fields too.
Json only(const Store& store, const std::string& kind) {
    const Result<Json> list = list_records(store, kind, {});
    REQUIRE(list.ok());
    REQUIRE(list->size() == 1);
    return list->front();
}

std::vector<PhotoItem> photos_on(const Store& store, const std::string& record) {
    return photos_of(store, std::array{record});
}

void check_visit(const Store& store, const Week& week) {
    const Json visit = only(store, "visit");
    CHECK(visit.at("household") == week.village.home.household);
    CHECK(visit.at("content") == kVisitContent);
    CHECK(visit.at("geo_lat") == 261'234'567);
    CHECK(is_sha256(text_of(visit, "head_sign")));
    const std::vector<PhotoItem> photos = photos_on(store, visit.at("id"));
    REQUIRE(photos.size() == 1);
    CHECK(visit.at("photos") == Json::array({photos.front().id}));
    CHECK(photos.front().stage == "visit");
    CHECK(week.pictures.contains(photos.front().sha256));
}

void check_meeting(const Store& store, const Week& week) {
    const Json meeting = only(store, "meeting");
    CHECK(meeting.at("type") == "villagers_assembly");
    CHECK(meeting.at("agenda") == kAgenda);
    CHECK(meeting.at("resolution") == kResolution);
    CHECK(meeting.at("host") == week.village.chair);
    CHECK(meeting.at("should_attend") == 4);
    CHECK(meeting.at("attended") == 3);
    CHECK(meeting.at("listed") == 3);
    const Json vote = only(store, "vote");
    CHECK(vote.at("meeting") == meeting.at("id"));
    CHECK(vote.at("subject") == week.village.road);
    CHECK(vote.at("yes") == 2);
    CHECK(vote.at("no") == 1);
    CHECK(vote.at("abstain") == 0);
    CHECK(vote.at("passed") == "yes");
}

void check_project(const Store& store, const Week& week) {
    std::set<std::string> stages;
    std::set<std::string> files;
    for (const PhotoItem& photo : photos_on(store, week.village.road)) {
        stages.insert(photo.stage);
        files.insert(photo.sha256);
        CHECK(week.pictures.contains(photo.sha256));
    }
    CHECK(stages == std::set<std::string>{"before", "during", "after"});
    CHECK(files.size() == stages.size());
}

void check_work(const Store& store, const Week& week) {
    check_visit(store, week);
    check_meeting(store, week);
    check_project(store, week);
    CHECK(verify(store).empty());
}

/// Every picture of the records: originals, what is made of them, signatures.
std::set<std::string> picture_files(const Store& store) {
    std::set<std::string> files{only(store, "visit").at("head_sign")};
    Query query = store.db().query("SELECT sha256, thumb_sha256, preview_sha256 FROM photo");
    while (query.step()) {
        for (int column = 0; column < query.columns(); ++column)
            files.insert(query.str(column));
    }
    return files;
}

/// Gets them from the server and finds them to be, byte for byte, what the window has kept.
void check_pictures_arrive(Desk& desk, const std::string& kept) {
    const Compressor compressor;
    const Enrolment enrolment = *read_enrolment(desk.store());
    ServerLink link{desk.store(), enrolment, desk.transport(), compressor};
    BlobStore here{desk.device().blob_folder(), test::test_keys()};
    const BlobStore there{kept, test::test_keys()};
    const std::set<std::string> files = picture_files(desk.store());
    CHECK(files.size() == 4 * 3 + 1);
    for (const std::string& file : files) {
        const Result<std::int64_t> fetched = fetch_blob(link, here, file);
        REQUIRE(fetched.ok());
        CHECK(here.is_whole(file));
        CHECK(there.size(file) == *fetched);
    }
}

void check_same_everywhere(Week& week) {
    const std::string digest = digest_of(week.secretary.store());
    CHECK(digest_of(week.cadre.store()) == digest);
    CHECK(digest_of(week.county.reader()) == digest);
}

/// What was decided, and the reason for everybody to read.
void check_settled(const Store& store, const Week& week, const std::string& name) {
    const std::string& household = week.village.home.household;
    CHECK(open_conflicts(store) == 0);
    const std::optional<Json> record = show_record(store, household, true);
    REQUIRE(record.has_value());
    CHECK(record->at("fields").at("head_name") == name);
    CHECK(record->at("history").back().at("why") == kReason);
    CHECK(verify(store).empty());
}

void first_day(Week& week) {
    week.secretary.enrol(week.county.address(), week.codes.secretary);
    const Store& store = week.secretary.store();
    CHECK(list_records(store, "household", {})->size() == 4);
    CHECK(list_records(store, "member", {})->size() == 5);
    CHECK(only(store, "project").at("id") == week.village.road);
    check_same_everywhere(week);
}

void in_the_village(Week& week) {
    week.county.close();
    week.work_without_network();
    check_work(week.secretary.store(), week);
    week.secretary.sync();
    week.secretary.find("上次同步没有做完");
    CHECK(sync_status(week.secretary.store()).on_device > 0);
    CHECK(blobs_left(week.secretary.store()).count == 4 * 3 + 1);
}

void back_in_town(Week& week) {
    week.county.open();
    week.secretary.sync();
    week.secretary.find("都已送到服务器");
    CHECK(sync_status(week.secretary.store()).on_device == 0);
    CHECK(blobs_left(week.secretary.store()).count == 0);
    week.cadre.sync();
    check_work(week.cadre.store(), week);
    check_work(week.county.reader(), week);
    check_pictures_arrive(week.cadre, week.secretary.blob_folder());
    check_same_everywhere(week);
}

void two_names_for_one(Week& week) {
    const std::string right = "王铁住";
    const std::string wrong = "王铁注";
    week.later();
    week.secretary.rename_head(kHead, wrong);
    week.cadre.save("household", {{"id", week.village.home.household}, {"head_name", right}});
    week.cadre.sync();
    week.secretary.sync();
    CHECK(open_conflicts(week.secretary.store()) == 1);
    week.secretary.settle_names(right, wrong);
    week.secretary.sync();
    week.cadre.sync();
    check_settled(week.secretary.store(), week, right);
    check_settled(week.cadre.store(), week, right);
    check_same_everywhere(week);
}

}  // namespace

TEST_CASE("main job: a first secretary's week through the window, a real server at its end") {
    ScreenShape shape;
    SUBCASE("on a phone") {
        shape = kPhone;
    }
    SUBCASE("on a desktop") {
        shape = kDesktop;
    }
    Week week{shape};
    first_day(week);
    in_the_village(week);
    back_in_town(week);
    two_names_for_one(week);
}

}  // namespace cunji::test
