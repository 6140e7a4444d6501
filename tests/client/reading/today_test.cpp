#include "client/reading/today.h"

#include "client/app/round_log.h"
#include "client/reading/household_list_read.h"
#include "shared/store/blob_table.h"
#include "shared/store/drafts.h"
#include "tests/client/field_day.h"

#include <doctest/doctest.h>

namespace cunji::test {

namespace {

constexpr const char* kToday = "2025-11-21";

struct Village : FieldDay {
    std::string id = ann.save("household", a_household()).saved.id;

    Today today(const std::string& day = kToday, const std::string& scope = kVillage) {
        const HouseholdListPtr list = read_household_list(ann.store());
        return read_today(ann.store(), *list, {.today = *day_of(day), .scope = scope});
    }

    std::string publish(const std::string& start, const std::string& end,
                        const std::string& state = "posted") {
        Json notice{{"type", "identify"}, {"tier", "village"}, {"form", "notice"},
                    {"state", "draft"},   {"start_on", start}, {"end_on", end}};
        const std::string notice_id = ann.save("publicity", notice).saved.id;
        if (state != "draft") ann.save("publicity", {{"id", notice_id}, {"state", state}});
        return notice_id;
    }
};

Json a_followup(const std::string& visit, const std::string& household, const std::string& due) {
    return {{"source", visit},
            {"household", household},
            {"description", "屋顶漏雨"},
            {"state", "assigned"},
            {"due_on", due}};
}

}  // namespace

TEST_CASE("today: who was not visited, the helped ones first and who waits longest before others") {
    Village village;
    const std::string poor = village.ann.save("household", a_household("李四")).saved.id;
    village.ann.save("household", a_household("赵六"));
    village.ann.save("household_year",
                     {{"household", poor}, {"year", 2020}, {"poverty_class", "general"}});
    Json visit = a_visit(poor, village.ann.person());
    visit["start_at"] = "2025-06-01T09:30+08:00";
    village.ann.save("visit", visit);
    village.ann.save("visit", a_visit(village.id, village.ann.person()));  // today

    const Today today = village.today();
    CHECK(today.visits.helped == 1);
    CHECK(today.visits.others == 1);
    CHECK(today.visits.never == 1);
    REQUIRE(today.visits.first.size() == 2);
    CHECK(today.visits.first[0].name == "李四");
    CHECK(to_text(*today.visits.first[0].last_visit) == "2025-06-01");
    CHECK(today.visits.first[1].name == "赵六");
    CHECK(today.households == 3);
    CHECK(today.coverage.visited == 1);
    CHECK(today.coverage.all == 3);
    CHECK(village.today(kToday, kOtherVillage).visits.others == 0);
}

TEST_CASE("today: meetings that were announced and are still ahead") {
    Village village;
    const auto meeting = [&](const char* title, const char* start, bool announced) {
        Json fields{{"type", "representatives"}, {"title", title}, {"start_at", start}};
        if (announced) fields["notice_at"] = "2025-11-10T09:00+08:00";
        village.ann.save("meeting", fields);
    };
    meeting("评议会", "2025-11-25T09:00+08:00", true);
    meeting("今晚的会", "2025-11-21T19:00+08:00", true);
    meeting("没有通知的会", "2025-11-26T09:00+08:00", false);
    meeting("开过的会", "2025-11-20T09:00+08:00", true);
    const Today today = village.today();
    REQUIRE(today.meetings.count == 2);
    CHECK(today.meetings.first[0].title == "今晚的会");
    CHECK(today.meetings.first[1].title == "评议会");
}

TEST_CASE("today: notices that end soon or lack a photo") {
    Village village;
    const std::string fresh = village.publish("2025-11-20", "2025-12-10");  // lacks the first photo
    const std::string soon = village.publish("2025-11-18", "2025-11-23");
    const std::string over = village.publish("2025-11-01", "2025-11-08");
    village.publish("2025-11-22", "2025-12-10");           // not begun
    village.publish("2025-11-01", "2025-11-08", "draft");  // never posted
    const Today today = village.today();
    REQUIRE(today.notices.count == 3);
    CHECK(today.notices.first[0].id == over);
    CHECK(today.notices.first[0].ended);
    CHECK(today.notices.first[0].lacks_end_photo);
    CHECK(today.notices.first[1].id == soon);
    CHECK_FALSE(today.notices.first[1].ended);
    CHECK_FALSE(today.notices.first[1].lacks_end_photo);
    CHECK(today.notices.first[2].id == fresh);
    CHECK(today.notices.first[2].lacks_start_photo);
}

TEST_CASE("today: follow-ups due within a week and overdue, with the household's name") {
    Village village;
    const std::string visit =
        village.ann.save("visit", a_visit(village.id, village.ann.person())).saved.id;
    village.ann.save("followup", a_followup(visit, village.id, "2025-11-20"));
    village.ann.save("followup", a_followup(visit, village.id, "2025-11-28"));
    village.ann.save("followup", a_followup(visit, village.id, "2025-11-29"));  // in time
    Json done = a_followup(visit, village.id, "2025-11-01");
    done["state"] = "resolved";
    village.ann.save("followup", done);
    const Today today = village.today();
    REQUIRE(today.followups.count == 2);
    CHECK(today.followups.first[0].overdue);
    CHECK(today.followups.first[0].household_name == "王铁柱");
    CHECK_FALSE(today.followups.first[1].overdue);
}

TEST_CASE("today: projects that lack a photo which their step needs") {
    Village village;
    Desk office = village.another("县办", "county_merger");
    const auto project = [&](const char* name) {
        return office.save("project", {{"name", name}, {"category", "infrastructure"}}).saved.id;
    };
    const std::string road = project("通组路");
    for (const char* step : {"pool", "guide", "approved", "plan", "plan_approved", "filed",
                             "publicized", "building"}) {
        office.save("project", {{"id", road}, {"step", step}});
    }
    project("还没开工");
    office.sync();
    village.ann.sync();
    const Today today = village.today();
    REQUIRE(today.projects.count == 1);
    CHECK(today.projects.first[0].name == "通组路");
    CHECK(today.projects.first[0].step == "building");
    CHECK_FALSE(today.projects.first[0].stages.empty());
    CHECK(village.today(kToday, kOtherVillage).projects.count == 0);
}

TEST_CASE("today: work that an office sent back, with who and why") {
    Village village;
    const std::string visit =
        village.ann.save("visit", a_visit(village.id, village.ann.person())).saved.id;
    village.ann.save("visit", {{"id", visit}, {"review", "submitted"}});
    village.ann.sync();
    Desk office = village.another("李主任", "township_reviewer");
    office.sync();
    office.save("visit", {{"id", visit}, {"review", "returned"}, {"why", "没有签字"}});
    office.sync();
    CHECK(village.today().returned.count == 0);
    village.ann.sync();
    const Today today = village.today();
    REQUIRE(today.returned.count == 1);
    CHECK(today.returned.first[0].record.name == "王铁柱");
    CHECK(today.returned.first[0].record.key.kind == "visit");
    CHECK(today.returned.first[0].by == "李主任");
    CHECK(today.returned.first[0].why == "没有签字");
}

TEST_CASE("today: what was given back, not what a form keeps while it is filled in") {
    Village village;
    const RecordKey key{kVillage, "household", village.id};
    put_draft(village.ann.store(), {"d1", key, {{"set", {{"address", "井东"}}}}, "已锁定", 6});
    keep_begun_draft(village.ann.store(), {"d2", key, "{}", "{}", 7});
    const Today today = village.today();
    REQUIRE(today.given_back.count == 1);
    CHECK(today.given_back.first[0].reason == "已锁定");
    CHECK(today.given_back.first[0].record.name == "王铁柱");
}

TEST_CASE("today: conflicts, and only the first few of many are named") {
    Village village;
    village.ann.sync();
    Desk bo = village.another("bo", "village_cadre");
    bo.sync();
    village.ann.save("household", {{"id", village.id}, {"head_name", "王铁注"}});
    bo.save("household", {{"id", village.id}, {"head_name", "王铁住"}});
    village.ann.sync();
    bo.sync();
    village.ann.sync();
    Today today = village.today();
    REQUIRE(today.conflicts.count == 1);
    CHECK(today.conflicts.first[0].field == "head_name");

    for (int i = 0; i < 60; ++i)
        put_draft(village.ann.store(),
                  {"d" + std::to_string(i), {kVillage, "household", village.id}, {}, "已锁定", i});
    today = village.today();
    CHECK(today.given_back.count == 60);
    CHECK(today.given_back.first.size() == kListedMost);
}

TEST_CASE("today: where the work of this device is") {
    Village village;
    Today today = village.today();
    CHECK(today.sync.enrolled);
    CHECK(today.sync.on_device == 1);
    CHECK(today.sync.at_server == 0);
    CHECK_FALSE(today.sync.at_county.has_value());
    CHECK(today.sync.last_contact == village.clock.now());  // of joining the county
    village.clock.pass(60'000);
    village.ann.sync();
    today = village.today();
    CHECK(today.sync.on_device == 0);
    CHECK(today.sync.at_server == 1);
    CHECK(today.sync.last_contact == village.clock.now());
    CHECK(today.sync.photos_left == 0);
    CHECK_FALSE(today.sync.photo_seconds_left.has_value());
}

TEST_CASE("today: pictures that are left, and how long they take by the last rounds") {
    Village village;
    const Store& store = village.ann.store();
    put_blob(store, {.sha256 = std::string(64, 'a'), .scope = kVillage, .bytes = 100'000});
    LoggedRound round;
    round.id = begin_round(store, RoundCause::Asked, 1000);
    round.ended = 11'000;
    round.outcome = RoundOutcome::Done;
    round.photos = 1;
    round.bytes_up = 50'000;
    end_round(store, round);
    const SyncPlaces places = read_sync_places(store);
    CHECK(places.photos_left == 1);
    CHECK(places.photo_bytes_left == 100'000);
    CHECK(places.photo_seconds_left == 20);
}

}  // namespace cunji::test
