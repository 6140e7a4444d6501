#include "client/reading/meeting_list.h"
#include "client/reading/meeting_page.h"
#include "client/reading/meeting_people.h"
#include "client/reading/publicity_list.h"
#include "tests/client/village_meeting.h"

#include <doctest/doctest.h>

namespace cunji::test {

namespace {

std::vector<std::string> names_of(const std::vector<PersonCard>& people) {
    std::vector<std::string> out;
    for (const PersonCard& person : people)
        out.push_back(person.name);
    return out;
}

/// A vote on a household, with one of it present, and the notice that followed.
struct Held {
    FieldDay day;
    Home wang = a_home(day.ann, "岩头组", "001", "王铁柱", "李秀英");
    Home zhao = a_home(day.ann, "寨脚组", "002", "赵四");
    std::string meeting;
    std::string notice;

    Held() {
        Json fields = a_meeting("democratic_review", "识别评议会");
        fields["count_basis"] = "members";
        fields["should_attend"] = 3;
        fields["attended"] = 2;
        fields["related"] = Json::array({wang.household});
        const std::vector<SavedRecord> saved =
            day.ann.save_all("", Json::array({fields,
                                              {{"kind", "attendee"},
                                               {"meeting", "@0"},
                                               {"person", wang.other},
                                               {"capacity", "representative"},
                                               {"recused", "yes"}},
                                              {{"kind", "attendee"},
                                               {"meeting", "@0"},
                                               {"name", "外村人"},
                                               {"capacity", "observer"}},
                                              {{"kind", "vote"},
                                               {"meeting", "@0"},
                                               {"subject", wang.household},
                                               {"yes", 1},
                                               {"no", 0},
                                               {"abstain", 0},
                                               {"passed", "yes"}},
                                              {{"kind", "signature"},
                                               {"target", "@0"},
                                               {"person", wang.other},
                                               {"role", "representative"},
                                               {"signed_at", "2025-11-21T15:00+08:00"}},
                                              {{"kind", "publicity"},
                                               {"meeting", "@0"},
                                               {"type", "identify"},
                                               {"form", "notice"},
                                               {"state", "posted"},
                                               {"subjects", Json::array({wang.household})},
                                               {"start_on", "2025-11-22"},
                                               {"end_on", "2025-11-27"}}}));
        meeting = saved.front().saved.id;
        notice = saved.back().saved.id;
    }
};

}  // namespace

TEST_CASE("meetings: the list says how many came, what was decided and how long the notice hangs") {
    Held held;
    const std::vector<MeetingRow> rows = read_meetings(held.day.ann.store());
    REQUIRE(rows.size() == 1);
    const MeetingRow& row = rows.front();
    CHECK(row.id == held.meeting);
    CHECK(row.title == "识别评议会");
    CHECK(row.should_attend == 3);
    CHECK(row.attended == 2);
    CHECK(row.listed == 2);
    CHECK(row.votes == 1);
    CHECK(row.passed == 1);
    CHECK(row.signatures == 1);
    CHECK(row.notice == held.notice);
    CHECK(row.notice_state == "posted");
    CHECK(row.notice_end == "2025-11-27");
}

TEST_CASE("meetings: the latest stands first, and what was declared void not at all") {
    FieldDay day;
    Json early = a_meeting("branch", "早的会");
    early["start_at"] = "2025-03-01T09:00+08:00";
    day.ann.save("meeting", early);
    day.ann.save("meeting", a_meeting("branch", "晚的会"));
    Json open = a_meeting("branch", "时间没定的会");
    open.erase("start_at");
    day.ann.save("meeting", open);
    Json wrong = a_meeting("branch", "记错的会");
    wrong["void_reason"] = "重复登记";
    day.ann.save("meeting", wrong);
    std::vector<std::string> titles;
    for (const MeetingRow& row : read_meetings(day.ann.store()))
        titles.push_back(row.title);
    CHECK(titles == std::vector<std::string>{"时间没定的会", "晚的会", "早的会"});
}

TEST_CASE("meeting: whoever works here has a name on its page, also without a record of staff") {
    FieldDay day;
    const std::vector<RecordLink> links = read_links(day.ann.store(), {day.ann.person()});
    CHECK(links.front().title == "安娜");
}

TEST_CASE("meeting: one whole, with who came, votes, signatures and notices") {
    Held held;
    const std::optional<MeetingPage> page = read_meeting(held.day.ann.store(), held.meeting);
    REQUIRE(page.has_value());
    CHECK(page->type == "democratic_review");
    REQUIRE(page->attendees.size() == 2);
    CHECK(page->attendees[0].name == "李秀英");
    CHECK(page->attendees[0].household == held.wang.household);
    CHECK(page->attendees[0].recused);
    CHECK(page->attendees[1].name == "外村人");
    CHECK(page->attendees[1].capacity == "observer");
    REQUIRE(page->votes.size() == 1);
    CHECK(page->votes[0].subject == held.wang.household);
    CHECK(page->votes[0].yes == 1);
    REQUIRE(page->signatures.size() == 1);
    CHECK(page->signatures[0].name == "李秀英");
    REQUIRE(page->related.size() == 1);
    CHECK(page->related[0].kind == "household");
    CHECK(page->related[0].title == "王铁柱");
    CHECK(page->related[0].note == "岩头组");
    REQUIRE(page->notices.size() == 1);
    CHECK(page->notices[0].id == held.notice);
    CHECK_FALSE(page->notices[0].about_project);
    CHECK_FALSE(read_meeting(held.day.ann.store(), held.wang.household).has_value());
}

TEST_CASE("meeting: the other steps of the four deliberations are those about the same matter") {
    FieldDay day;
    const std::string subject = a_home(day.ann, "岩头组", "001", "王铁柱").household;
    Json proposal = a_meeting("branch", "支部提议");
    proposal["four_step"] = "proposal";
    proposal["related"] = Json::array({subject});
    day.ann.save("meeting", proposal);
    Json elsewhere = a_meeting("branch", "别的提议");
    elsewhere["four_step"] = "proposal";
    day.ann.save("meeting", elsewhere);
    Json consultation = a_meeting("two_committees", "两委商议");
    consultation["four_step"] = "consultation";
    consultation["related"] = Json::array({subject});
    const std::string id = day.ann.save("meeting", consultation).saved.id;
    const std::optional<MeetingPage> page = read_meeting(day.ann.store(), id);
    REQUIRE(page.has_value());
    REQUIRE(page->four_steps.size() == 1);
    CHECK(page->four_steps[0].step == "proposal");
}

TEST_CASE("people: those who live in the village, heads first, then staff in office") {
    FieldDay day;
    Home wang = a_home(day.ann, "岩头组", "001", "王铁柱", "李秀英");
    a_home(day.ann, "岩头组", "002", "赵四");
    day.ann.save("member", {{"household", wang.household},
                            {"name", "王小妹"},
                            {"leave_reason", "marriage"},
                            {"left_on", "2020-01-01"}});
    const std::vector<PersonCard> people = read_people(day.ann.store(), kVillage);
    CHECK(names_of(people) == std::vector<std::string>{"王铁柱", "李秀英", "赵四"});
    CHECK(people[0].is_head);
    CHECK(people[0].group == "岩头组");
    CHECK(people[0].household_no == "001");
    CHECK_FALSE(people[1].is_head);
    CHECK(people[1].head_name == "王铁柱");
}

TEST_CASE("people: a name is found by a part of it, by initials, and by the household's number") {
    FieldDay day;
    a_home(day.ann, "岩头组", "00117", "王铁柱");
    const std::vector<PersonCard> people = read_people(day.ann.store(), kVillage);
    REQUIRE(people.size() == 1);
    for (const char* typed : {"", "王", "铁柱", "wtz", "WTZ", "tz", "0011"}) {
        CAPTURE(typed);
        CHECK(matches(people.front(), typed));
    }
    for (const char* typed : {"李", "zt", "117", "王五"}) {
        CAPTURE(typed);
        CHECK_FALSE(matches(people.front(), typed));
    }
}

TEST_CASE("people: each kind of meeting begins with those it calls") {
    PersonCard head;
    head.is_head = true;
    head.birth = "1970-03-07";
    PersonCard wife;
    wife.birth = "1972-05-01";
    wife.political = "01";
    wife.came_to = {"representatives"};
    PersonCard child;
    child.birth = "2007-11-22";
    PersonCard cadre;
    cadre.staff = true;
    cadre.role = "village_cadre";
    const char* day = "2025-11-21";

    CHECK(is_expected(head, "villagers_assembly", "households", day));
    CHECK_FALSE(is_expected(wife, "villagers_assembly", "households", day));
    CHECK(is_expected(wife, "villagers_assembly", "adults", day));
    CHECK_FALSE(is_expected(child, "villagers_assembly", "adults", day));
    CHECK(is_expected(child, "villagers_assembly", "adults", "2025-11-22"));
    CHECK(is_expected(wife, "party_members", "members", day));
    CHECK_FALSE(is_expected(head, "party_members", "members", day));
    CHECK(is_expected(wife, "representatives", "members", day));
    CHECK_FALSE(is_expected(head, "representatives", "members", day));
    CHECK(is_expected(cadre, "two_committees", "members", day));
    CHECK_FALSE(is_expected(cadre, "villagers_assembly", "adults", day));

    CHECK(usual_capacity(head, "villagers_assembly", "households") == "household_representative");
    CHECK(usual_capacity(wife, "party_members", "members") == "party_member");
    CHECK(usual_capacity(head, "party_members", "members") == "observer");
    CHECK(usual_capacity(cadre, "representatives", "members") == "observer");
    CHECK(usual_capacity(cadre, "two_committees", "members") == "committee_member");
}

TEST_CASE("people: the village is counted for the number who should attend") {
    FieldDay day;
    a_home(day.ann, "岩头组", "001", "王铁柱", "李秀英");
    a_home(day.ann, "岩头组", "002", "赵四");
    Json last = a_meeting("representatives", "上次的会");
    last["should_attend"] = 31;
    day.ann.save("meeting", last);
    const std::vector<PersonCard> people = read_people(day.ann.store(), kVillage);
    const VillageCounts counts = count_village(day.ann.store(), kVillage, people, "2025-11-21");
    CHECK(counts.adults == 3);
    CHECK(counts.households == 2);
    CHECK(counts.party_members == 0);
    REQUIRE(counts.last_should.size() == 1);
    CHECK(counts.last_should[0] == std::pair<std::string, std::int64_t>{"representatives", 31});
}

TEST_CASE("publicity: what hangs and ends soon, and what ended without its last photo") {
    Held held;
    Store& store = held.day.ann.device().store();
    CHECK(publicities_ending(store, "2025-11-26").empty());
    CHECK(publicities_ending(store, "2025-11-27").size() == 1);
    held.day.ann.save("publicity", {{"id", held.notice}, {"state", "ended"}});
    CHECK(publicities_ending(store, "2025-11-27").size() == 1);
    held.day.ann.save("publicity", {{"id", held.notice}, {"state", "closed"}});
    CHECK(publicities_ending(store, "2025-11-27").empty());
}

TEST_CASE("publicity: an objection is open until it has a time of answer") {
    Held held;
    const std::string objection = held.day.ann
                                      .save("objection", {{"publicity", held.notice},
                                                          {"content", "反映名单中一户有小货车。"},
                                                          {"raised_at", "2025-11-23T10:00+08:00"}})
                                      .saved.id;
    CHECK(read_publicities(held.day.ann.store()).front().open_objections == 1);
    held.day.ann.save("objection", {{"id", objection},
                                    {"result", "车辆属其兄所有。"},
                                    {"replied_at", "2025-11-25T15:00+08:00"}});
    CHECK(read_publicities(held.day.ann.store()).front().open_objections == 0);
    const std::vector<ObjectionRow> rows = read_objections(held.day.ann.store(), held.notice);
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].result == "车辆属其兄所有。");
}

}  // namespace cunji::test
