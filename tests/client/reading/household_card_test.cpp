#include "client/reading/household_card.h"

#include "client/app/photos.h"
#include "tests/client/field_day.h"
#include "tests/support/jpeg_maker.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace cunji::test {

namespace {

struct Household : FieldDay {
    std::string id = ann.save("household", a_household()).saved.id;

    std::string member(const std::string& name, const std::string& relation,
                       const std::string& birth) {
        return ann
            .save("member",
                  {{"household", id}, {"name", name}, {"relation", relation}, {"birth", birth}})
            .saved.id;
    }

    HouseholdCard card() {
        const auto card = read_household_card(ann.store(), id, *day_of("2025-11-21"));
        REQUIRE(card.has_value());
        return *card;
    }
};

}  // namespace

TEST_CASE("household card: nothing for an id that is not a household's") {
    Household home;
    const std::string visit = home.ann.save("visit", a_visit(home.id, home.ann.person())).saved.id;
    CHECK_FALSE(read_household_card(home.ann.store(), visit, Day{}).has_value());
    CHECK_FALSE(read_household_card(home.ann.store(), "nobody", Day{}).has_value());
    const HouseholdCard card = home.card();
    CHECK(card.head == "王铁柱");
    CHECK(card.number == "H001");
    CHECK(card.group == "三组");
    CHECK(card.address == "水井旁");
    CHECK(card.only_here);
}

TEST_CASE("household card: members with their age of today and the newest year, the head first") {
    Household home;
    home.member("小红", "30", "2015-11-22");
    const std::string gone = home.member("大哥", "20", "1990-01-01");
    home.ann.save("member", {{"id", gone}, {"leave_reason", "moved_out"}});
    const std::string head = home.member("王铁柱", "02", "1960-11-21");
    for (const int year : {2024, 2025}) {
        home.ann.save("member_year",
                      {{"member", head},
                       {"year", year},
                       {"health", Json::array({year == 2025 ? "chronic" : "healthy"})},
                       {"work_status", "farming"}});
    }
    const HouseholdCard card = home.card();
    REQUIRE(card.members.size() == 3);
    CHECK(card.members[0].name == "王铁柱");
    CHECK(card.members[0].age == 65);
    CHECK(card.members[0].year == 2025);
    CHECK(card.members[0].health == std::vector<Code>{"chronic"});
    CHECK(card.members[0].work_status == "farming");
    CHECK(card.members[1].name == "小红");
    CHECK(card.members[1].age == 9);  // her birthday is tomorrow
    CHECK(card.members[1].year == 0);
    CHECK(card.members[2].leave_reason == "moved_out");
    CHECK(card.size == 2);
}

TEST_CASE("household card: living conditions of the newest year stay as bad as they are") {
    Household home;
    CHECK(home.card().living.id.empty());
    for (const int year : {2025, 2023}) {
        home.ann.save("living_condition", {{"household", home.id},
                                           {"year", year},
                                           {"safety", year == 2025 ? "C" : "A"},
                                           {"water_safe", year == 2025 ? "no" : "yes"}});
    }
    const CardLiving living = home.card().living;
    CHECK(living.year == 2025);
    CHECK(living.safety == "C");
    CHECK(living.water_safe == "no");
}

TEST_CASE("household card: income by year, oldest first, with what it is made of") {
    Household home;
    for (const int year : {2020, 2019}) {
        home.ann.save("household_year", {{"household", home.id},
                                         {"year", year},
                                         {"size", 2},
                                         {"wage", 1'000'000 + year},
                                         {"cost", 1000},
                                         {"poverty_class", "general"},
                                         {"main_cause", "illness"}});
    }
    const HouseholdCard card = home.card();
    REQUIRE(card.incomes.size() == 2);
    CHECK(card.incomes[0].year == 2019);
    CHECK(card.incomes[1].wage == 1'002'020);
    CHECK(card.incomes[1].net == 1'001'020);
    CHECK(card.incomes[1].per_capita == 500'510);
    CHECK_FALSE(card.incomes[1].transfer.has_value());
    CHECK(card.household_class == HouseholdClass::Poor);
}

TEST_CASE("household card: visits newest first, who was there, photos and open follow-ups") {
    Household home;
    const std::string first = home.ann.save("visit", a_visit(home.id, home.ann.person())).saved.id;
    home.ann.sync();
    Json later = a_visit(home.id, home.ann.person());
    later["start_at"] = "2025-11-22T08:00+08:00";
    later["findings"] = Json::array({"water"});
    const std::string second = home.ann.save("visit", later).saved.id;
    home.ann.save("followup", {{"source", second},
                               {"household", home.id},
                               {"description", "水压低"},
                               {"state", "open"},
                               {"due_on", "2025-11-20"}});
    write_file(home.folder.file("p.jpg"), make_jpeg({}));
    const auto photo =
        add_photo(home.ann.device(), {home.folder.file("p.jpg"), second, "visit", ""});
    REQUIRE(photo.ok());

    const HouseholdCard card = home.card();
    REQUIRE(card.visits.size() == 2);
    CHECK(card.visits[0].id == second);
    CHECK(card.visits[0].only_here);
    CHECK(card.visits[0].photos == 1);
    CHECK(card.visits[0].findings == std::vector<Code>{"water"});
    CHECK(card.visits[1].id == first);
    CHECK_FALSE(card.visits[1].only_here);
    CHECK(to_text(*card.last_visit) == "2025-11-22");
    REQUIRE(card.photos.size() == 1);
    CHECK(card.photos[0].thumb_here);
    REQUIRE(card.followups.size() == 1);
    CHECK(card.followups[0].open);
    CHECK(card.followups[0].overdue);
}

TEST_CASE("household card: what is missing in the household and its members") {
    Household home;
    home.member("王铁柱", "02", "1960-11-21");
    const auto findings = check_household_card(home.ann.store(), home.card());
    CHECK(has_finding(findings, "required", "head_member"));
    CHECK(has_finding(findings, "required", "sex"));
}

TEST_CASE("household card: the history names who changed what, when and where it is") {
    Household home;
    const std::string member = home.member("王小", "20", "2000-01-01");
    home.ann.sync();
    home.ann.save("household", {{"id", home.id}, {"address", "井东"}, {"why", "搬家"}});
    home.ann.save("household", {{"id", home.id}, {"head_member", member}});
    const auto history = read_household_history(home.ann.store(), home.id, 100);
    const auto of_field = [&](std::string_view field) {
        const auto found = std::find_if(history.begin(), history.end(), [&](const CardChange& one) {
            return one.field == field && one.kind == "household";
        });
        REQUIRE(found != history.end());
        return *found;
    };
    const CardChange address = of_field("address");
    CHECK(address.value == "\"井东\"");
    CHECK(address.why == "搬家");
    CHECK(address.author == "安娜");
    CHECK(address.only_here);
    CHECK(of_field("head_member").value == "\"王小\"");
    CHECK_FALSE(of_field("household_no").only_here);
    CHECK(std::any_of(history.begin(), history.end(), [&](const CardChange& one) {
        return one.kind == "member" && one.record_name == "王小";
    }));
    CHECK(read_household_history(home.ann.store(), home.id, 1).size() == 1);
}

TEST_CASE("household card: a conflict of a member is one of the card") {
    Household home;
    const std::string member = home.member("王小", "20", "2000-01-01");
    home.ann.sync();
    Desk bo = home.another("bo", "village_cadre");
    bo.sync();
    home.ann.save("member", {{"id", member}, {"name", "王晓"}});
    bo.save("member", {{"id", member}, {"name", "王霄"}});
    home.ann.sync();
    bo.sync();
    home.ann.sync();
    const HouseholdCard card = home.card();
    REQUIRE(card.conflicts.size() == 1);
    CHECK(card.conflicts[0].field == "name");
    CHECK_FALSE(card.conflicts[0].record_name.empty());
}

}  // namespace cunji::test
