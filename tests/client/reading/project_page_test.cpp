#include "client/reading/project_page.h"

#include "client/app/photos.h"
#include "tests/client/field_day.h"
#include "tests/support/jpeg_maker.h"
#include "tests/support/test_keys.h"

#include <doctest/doctest.h>

namespace cunji::test {

namespace {

constexpr const char* kToday = "2025-11-21";

/// A village for which the county wrote down a road and took it to the building step; both devices
/// hold it.
struct Works {
    FieldDay day;
    Desk office = day.another("县里", "county_merger");
    std::string road;

    Works() {
        road = office
                   .save("project", {{"name", "通组路"},
                                     {"category", "infrastructure"},
                                     {"step", "pool"},
                                     {"pool_no", "P-1"},
                                     {"start_plan", "2025-10-01"},
                                     {"end_plan", "2026-06-30"},
                                     {"start_on", "2025-10-02"},
                                     {"total", 1000},
                                     {"fund_central", 600},
                                     {"fund_self", 300}})
                   .saved.id;
        for (const char* step :
             {"approved", "plan", "plan_approved", "filed", "publicized", "building"}) {
            office.save("project", {{"id", road}, {"step", step}});
        }
        meet();
    }

    void meet() {
        office.sync();
        day.ann.sync();
        office.sync();
    }

    std::string photo(const std::string& subject, const char* stage, std::uint64_t seed,
                      ExifSpec exif = {.taken_at = "2025:10:01 08:00:00"}) {
        const std::string file = day.folder.file(std::to_string(seed) + stage + ".jpg");
        write_file(file, make_jpeg({.seed = seed, .exif = exif}));
        const auto added = add_photo(day.ann.device(), {file, subject, stage, ""});
        REQUIRE(added.ok());
        return added->id;
    }

    ProjectPage page(std::string_view role = "first_secretary") {
        auto found = read_project(day.ann.store(), road, powers_of(role), kToday);
        REQUIRE(found.has_value());
        return std::move(*found);
    }

    static const StageSlot& slot(const ProjectPage& page, std::string_view stage) {
        for (const StageSlot& slot : page.slots)
            if (slot.stage == stage) return slot;
        FAIL("no such slot");
        return page.slots.front();
    }
};

}  // namespace

TEST_CASE("project page: ten steps with their days; the one it is at, and what each lacks") {
    Works works;
    const ProjectPage page = works.page();
    REQUIRE(page.steps.size() == 10);
    CHECK(page.steps[0].code == "pool");
    CHECK(page.steps[0].state == StepState::Done);
    CHECK(page.steps[7].state == StepState::Present);
    CHECK(page.steps[7].on == "2025-10-02");
    CHECK(page.steps[8].state == StepState::Ahead);
    CHECK(page.steps[0].lacks.front().name == "pooled_on");
    CHECK_FALSE(page.steps[7].lacks.empty());
}

TEST_CASE("project page: a step without a day of its own has the day it was set") {
    Works works;
    works.office.save("project", {{"id", works.road}, {"step", "accepted"}});
    works.meet();
    CHECK(works.page().steps[8].on == "2025-11-21");
}

TEST_CASE("project page: only who may take a step is offered it") {
    Works works;
    const ProjectPage village = works.page();
    REQUIRE(village.next.size() == 2);
    CHECK(village.next.front().code == "accepted");
    CHECK(village.next.front().forward);
    CHECK_FALSE(village.next.front().mine);
    CHECK_FALSE(village.can_edit);
    const ProjectPage town = works.page("township_reviewer");
    CHECK(town.next.front().mine);
    CHECK_FALSE(town.next.back().forward);
    CHECK_FALSE(town.next.back().mine);
    CHECK(town.can_edit);
}

TEST_CASE("project page: funds, and progress with who reported it, newest first") {
    Works works;
    works.day.ann.save(
        "progress",
        {{"project", works.road}, {"report_on", "2025-10-20"}, {"percent", 10}, {"spent", 100}});
    works.day.ann.save("progress", {{"project", works.road},
                                    {"report_on", "2025-11-10"},
                                    {"percent", 30},
                                    {"note", "路基完成"}});
    works.meet();
    const ProjectPage page = works.page();
    CHECK(page.fund_sum == 900);
    CHECK(page.facts.percent == 30);
    CHECK(page.facts.spent == 100);
    CHECK(page.facts.last_report_on == "2025-11-10");
    REQUIRE(page.progress.size() == 2);
    CHECK(page.progress.front().percent == 30);
    CHECK(page.progress.front().note == "路基完成");
    CHECK(page.progress.front().by == "安娜");
    CHECK(page.progress.back().spent == 100);
}

TEST_CASE("project page: photos stand in their stage, also those of its reports and notices") {
    Works works;
    CHECK(Works::slot(works.page(), "before").missing);
    works.photo(works.road, "before", 1, {.taken_at = "2025:09:30 08:00:00"});
    const std::string later =
        works.photo(works.road, "before", 2, {.taken_at = "2025:10:01 08:00:00"});
    const std::string report =
        works.day.ann
            .save("progress",
                  {{"project", works.road}, {"report_on", "2025-11-10"}, {"percent", 30}})
            .saved.id;
    works.photo(report, "during", 3, {.taken_at = "2025:11:10 08:00:00"});
    const std::string notice =
        works.day.ann
            .save("publicity", {{"type", "project_start"}, {"subjects", Json::array({works.road})}})
            .saved.id;
    works.photo(notice, "notice", 4);
    works.photo(works.road, "document", 5);

    const ProjectPage page = works.page();
    const StageSlot& before = Works::slot(page, "before");
    CHECK_FALSE(before.missing);
    REQUIRE(before.photos.size() == 2);
    CHECK(before.photos.front().id == later);
    CHECK(before.photos.front().added_by == "安娜");
    CHECK(before.photos.front().original == OriginalState::OnlyHere);
    CHECK(before.photos.front().thumb_here);
    CHECK(Works::slot(page, "during").photos.size() == 1);
    CHECK(Works::slot(page, "notice").photos.size() == 1);
    CHECK(page.others.size() == 1);
    CHECK(page.order.empty());

    const std::vector<ProjectLine> list = list_projects(works.day.ann.store(), kToday);
    REQUIRE(list.size() == 1);
    CHECK(list.front().facts.pictures("during") == 1);
    CHECK(list.front().facts.pictures("notice") == 1);
    CHECK(list.front().missing == std::vector<std::string>{"signboard"});

    SUBCASE(
        "after a sync the originals are at the server, and another device knows whose they are") {
        works.meet();
        CHECK(Works::slot(works.page(), "before").photos.front().original == OriginalState::Both);
        const auto theirs = find_photo(works.office.store(), later);
        REQUIRE(theirs.has_value());
        CHECK(theirs->original == OriginalState::Elsewhere);
        CHECK(theirs->added_by == "安娜");
    }
}

TEST_CASE("project page: a picture used twice, without a time or from another place is doubted") {
    Works works;
    const std::string before = works.photo(
        works.road, "before", 1,
        {.taken_at = "2025:09:30 08:00:00", .lat_e7 = 260'000'000, .lon_e7 = 1'060'000'000});
    const std::string again = works.photo(works.road, "after", 1);
    works.photo(
        works.road, "after", 2,
        {.taken_at = "2025:11:01 08:00:00", .lat_e7 = 260'020'000, .lon_e7 = 1'060'000'000});
    works.photo(works.road, "inspection", 3, {});
    const ProjectPage page = works.page();
    CHECK(Works::slot(page, "before").photos.front().reused ==
          std::vector<ReusedPicture>{{again, works.road, "after"}});
    const StageSlot& after = Works::slot(page, "after");
    REQUIRE(after.photos.front().doubts.size() == 1);
    CHECK(after.photos.front().doubts.front() ==
          Message{"projects.doubt.moved", {{"metres", "222"}}});
    CHECK(Works::slot(page, "inspection").photos.front().doubts.front().key ==
          "projects.doubt.no_time");
    CHECK(find_photo(works.day.ann.store(), before)->lat_e7 == 260'000'000);
}

TEST_CASE(
    "project page: a device that was never enrolled, an unknown and a void project have none") {
    FakeClock clock;
    SeededRandom random{1};
    const TempDir folder;
    FieldDevice fresh =
        FieldDevice::open(folder.file("new"), test::test_keys(), clock, random, Language::Chinese);
    CHECK(list_projects(fresh.store(), kToday).empty());
    CHECK(photos_of(fresh.store(), std::vector<std::string>{"x"}).empty());
    Works works;
    CHECK_FALSE(read_project(works.day.ann.store(), "nothing", powers_of("first_secretary"), kToday)
                    .has_value());
    works.office.save("project", {{"id", works.road}, {"void_reason", "重复"}});
    works.meet();
    CHECK_FALSE(
        read_project(works.day.ann.store(), works.road, powers_of("first_secretary"), kToday)
            .has_value());
    CHECK(list_projects(works.day.ann.store(), kToday).empty());
}

TEST_CASE("projects: what needs a look stands first") {
    Works works;
    works.office.save("project", {{"name", "甲"}, {"step", "pool"}, {"pool_no", "P"}});
    works.office.save("project", {{"name", "乙"}, {"step", "pool"}, {"suspended", nullptr}});
    works.meet();
    const std::vector<ProjectLine> list = list_projects(works.day.ann.store(), kToday);
    REQUIRE(list.size() == 3);
    CHECK(list.front().name == "通组路");
    CHECK(list.front().light != Light::Green);
    CHECK(list.front().facts.step_no == 8);
}

}  // namespace cunji::test
