#include "client/app/recording.h"

#include "tests/client/field_day.h"

#include <doctest/doctest.h>

namespace cunji::test {

namespace {

std::string text_in(const Values& row, const std::string& field) {
    const auto found = row.find(field);
    return found != row.end() && found->second.text() != nullptr ? *found->second.text() : "";
}

std::vector<std::string> texts_in(const Values& row, const std::string& field) {
    std::vector<std::string> out;
    const auto found = row.find(field);
    if (found == row.end() || found->second.list() == nullptr) return out;
    for (const Value& value : *found->second.list())
        out.push_back(*value.text());
    return out;
}

/// The field and the reason of the first problem.
std::string reason(const std::vector<SaveProblem>& problems) {
    return problems.front().field + ' ' + problems.front().message.key;
}

std::int64_t rank_of_last_op(const Desk& desk) {
    const std::optional<std::string> bytes = desk.store().db().text(
        "SELECT bytes FROM op WHERE kind = 'household' ORDER BY lseq DESC LIMIT 1");
    return decode_op(*bytes)->rank;
}

}  // namespace

TEST_CASE("recording: a visit is saved at once, and says what it still lacks") {
    FieldDay day;
    const SavedRecord household = day.ann.save("household", a_household());
    const Json visit{{"household", household.saved.id}, {"start_at", "2025-11-21T09:30+08:00"}};
    const SavedRecord saved = day.ann.save("visit", visit);
    CHECK(saved.saved.op.has_value());
    CHECK(text_in(day.ann.row("visit", saved.saved.id), "household") == household.saved.id);
    CHECK(has_finding(saved.findings, "required", "purpose"));
    CHECK(has_finding(saved.findings, "required", "visitors"));
    CHECK(has_finding(saved.findings, "required", "content"));
    CHECK_FALSE(has_finding(saved.findings, "required", "start_at"));

    SUBCASE("filling it in later leaves nothing to say") {
        const Json rest{{"id", saved.saved.id},
                        {"purpose", "routine"},
                        {"visitors", Json::array({day.ann.person()})},
                        {"content", "问了收入。"}};
        CHECK(day.ann.save("visit", rest).findings.empty());
        CHECK(text_in(day.ann.row("visit", saved.saved.id), "start_at") ==
              "2025-11-21T09:30+08:00");
    }
}

TEST_CASE("recording: a meeting, its attendees and its vote are one group") {
    FieldDay day;
    const Json group = Json::array(
        {{{"kind", "meeting"}, {"type", "representatives"}, {"title", "村民代表会议"}},
         {{"kind", "attendee"}, {"meeting", "@0"}, {"name", "李秀英"}},
         {{"kind", "attendee"}, {"meeting", "@0"}, {"name", "赵四"}},
         {{"kind", "vote"}, {"meeting", "@0"}, {"matter", "修路"}, {"yes", 2}, {"no", 0}}});
    const std::vector<SavedRecord> saved = day.ann.save_all("", group);
    REQUIRE(saved.size() == 4);
    const std::string meeting = saved[0].saved.id;
    CHECK(text_in(day.ann.row("attendee", saved[1].saved.id), "meeting") == meeting);
    CHECK(text_in(day.ann.row("attendee", saved[2].saved.id), "meeting") == meeting);
    CHECK(text_in(day.ann.row("vote", saved[3].saved.id), "meeting") == meeting);

    SUBCASE("whole or not at all: one wrong entry, and nothing is written") {
        Json wrong = group;
        wrong[2]["capacity"] = "king";
        const std::vector<SaveProblem> problems = day.ann.refuse("", wrong);
        CHECK(reason(problems) == "capacity error.field.choice");
        CHECK(problems.front().index == 2);
    }
    SUBCASE("a place that the group does not have") {
        Json wrong = group;
        wrong[1]["meeting"] = "@9";
        CHECK(reason(day.ann.refuse("", wrong)) == "meeting error.field.no_such_place");
    }
}

TEST_CASE("recording: what cannot be is refused with its field, and nothing is written") {
    FieldDay day;
    const auto refused = [&](const char* kind, const Json& json) {
        return reason(day.ann.refuse(kind, json));
    };
    CHECK(refused("household", {{"colour", "red"}}) == "colour error.field.unknown");
    CHECK(refused("spaceship", {{"name", "x"}}) == " error.kind.unknown");
    CHECK(refused("visit", {{"satisfaction", "superb"}}) == "satisfaction error.field.choice");
    CHECK(refused("visit", {{"findings", Json::array({"water", "ghosts"})}}) ==
          "findings error.field.choice");
    CHECK(refused("visit", {{"start_at", "2025-02-30T09:30+08:00"}}) ==
          "start_at error.field.time");
    CHECK(refused("member", {{"birth", "2023-02-29"}}) == "birth error.field.date");
    CHECK(refused("member", {{"id_no", "990101198001011234"}}) == "id_no error.field.id_check");
    CHECK(refused("meeting", {{"attended", "forty"}}) == "attended error.field.not_integer");
    CHECK(refused("meeting", {{"attended", -1}}) == "attended error.field.too_small");
    CHECK(refused("household", {{"head_name", 5}}) == "head_name error.field.not_text");
    CHECK(refused("household", {{"size", 3}}) == "size error.field.computed");
    CHECK(refused("household", {{"id", "01931f6e-7c1a-7e07-9d0e-2f5b8d1c9a10"}}) ==
          " error.save.no_such_record");
}

TEST_CASE("recording: all that is wrong is said at once") {
    FieldDay day;
    const std::vector<SaveProblem> problems =
        day.ann.refuse("visit", {{"satisfaction", "superb"}, {"start_at", "soon"}, {"x", 1}});
    CHECK(problems.size() == 3);
}

TEST_CASE("recording: the JSON itself can be wrong") {
    const auto reason_of = [](const Json& json, const char* kind) {
        const auto group = read_requests(json, kind);
        return group.ok() ? std::string{} : group.error().front().message.key;
    };
    CHECK(reason_of(Json::array(), "visit") == "error.save.nothing");
    CHECK(reason_of("text", "visit") == "error.save.not_object");
    CHECK(reason_of({{"head_name", "x"}}, "") == "error.save.no_kind");
    CHECK(reason_of({{"id", 7}}, "visit") == "error.save.member");
    CHECK(reason_of({{"official", "yes"}}, "visit") == "error.save.member_flag");
    CHECK(reason_of(Json::array({{{"kind", "visit"}}, 3}), "") == "error.save.not_object");
    CHECK(reason_of({{"kind", "visit"}}, "household").empty());
}

TEST_CASE("recording: texts are kept as one normal form, trimmed; an emptied one is erased") {
    FieldDay day;
    const SavedRecord saved =
        day.ann.save("household", {{"head_name", "  Cafe\u0301 \n"}, {"address", "水井旁"}});
    CHECK(text_in(day.ann.row("household", saved.saved.id), "head_name") == "Caf\u00e9");
    day.ann.save("household", {{"id", saved.saved.id}, {"address", "   "}});
    CHECK_FALSE(day.ann.row("household", saved.saved.id).contains("address"));
    day.ann.save("household", {{"id", saved.saved.id}, {"head_name", nullptr}});
    CHECK_FALSE(day.ann.row("household", saved.saved.id).contains("head_name"));
}

TEST_CASE("recording: lists are given whole; remarks only grow") {
    FieldDay day;
    const std::string id =
        day.ann.save("visit", {{"findings", Json::array({"water", "housing"})}, {"remarks", "一"}})
            .saved.id;
    CHECK(texts_in(day.ann.row("visit", id), "findings") ==
          std::vector<std::string>{"housing", "water"});
    day.ann.save("visit", {{"id", id}, {"findings", Json::array({"water"})}, {"remarks", "二"}});
    CHECK(texts_in(day.ann.row("visit", id), "findings") == std::vector<std::string>{"water"});
    CHECK(texts_in(day.ann.row("visit", id), "remarks") == std::vector<std::string>{"一", "二"});
    day.ann.save("visit", {{"id", id}, {"findings", Json::array()}});
    CHECK(texts_in(day.ann.row("visit", id), "findings").empty());
}

TEST_CASE("recording: a place is one, whichever part of it is given") {
    FieldDay day;
    const std::string id =
        day.ann
            .save("household",
                  {{"geo_lat", 347'000'000}, {"geo_lon", 1'040'000'000}, {"geo_acc", 12}})
            .saved.id;
    day.ann.save("household", {{"id", id}, {"geo_lat", 347'000'009}});
    const Values row = day.ann.row("household", id);
    CHECK(*row.at("geo_lat").integer() == 347'000'009);
    CHECK(*row.at("geo_lon").integer() == 1'040'000'000);
    CHECK(reason(day.ann.refuse("household", {{"geo_lat", 910'000'000}, {"geo_lon", 1}})) ==
          "geo_lat error.field.degrees");
}

TEST_CASE("recording: saving what is there already writes nothing") {
    FieldDay day;
    const std::string id = day.ann.save("household", a_household()).saved.id;
    Json again = a_household();
    again["id"] = id;
    CHECK_FALSE(day.ann.save("household", again).saved.op.has_value());
    CHECK(day.ann.ops() == 1);
}

TEST_CASE("recording: a new record goes to a village of the person's own") {
    FieldDay day;
    const auto save = [&](Json json) { return reason(day.ann.refuse("household", json)); };
    CHECK(save({{"head_name", "甲"}, {"scope", "990101101299"}}) == " error.scope.not_yours");

    day.county.write([&](const Store& store) {
        grant(store, day.ann.person(), kOtherVillage, day.clock.now());
    });
    day.ann.sync();
    CHECK(save({{"head_name", "甲"}}) == " error.scope.several");
    const SavedRecord there =
        day.ann.save("household", {{"head_name", "甲"}, {"scope", kOtherVillage}});
    const std::optional<RecordKey> key = find_record(day.ann.store(), there.saved.id);
    REQUIRE(key.has_value());
    CHECK(key->scope == kOtherVillage);

    SUBCASE("a group goes where one of it is") {
        const Json group = Json::array({{{"id", there.saved.id}, {"address", "新址"}},
                                        {{"kind", "member"}, {"household", there.saved.id}}});
        const std::vector<SavedRecord> saved = day.ann.save_all("household", group);
        CHECK(find_record(day.ann.store(), saved[1].saved.id)->scope == kOtherVillage);
    }
    SUBCASE("a village that was taken away can be read but not changed") {
        day.ann.sync();
        day.ann.device().store().db().run("UPDATE scope SET state = 'lost' WHERE scope = ?1",
                                          kOtherVillage);
        CHECK(save({{"head_name", "乙"}, {"scope", kOtherVillage}}) == " error.scope.lost");
        CHECK(save({{"id", there.saved.id}, {"address", "新址"}}) == " error.scope.lost");
    }
}

TEST_CASE("recording: who is nobody yet, or may only read, saves nothing") {
    TempDir folder;
    FakeClock clock;
    SeededRandom random{3};
    Desk nobody{folder.file("nobody"), clock, random};
    CHECK(reason(nobody.refuse("household", a_household())) == " error.device.not_enrolled");

    FieldDay day;
    Desk auditor = day.another("审计", "auditor_ro");
    CHECK(reason(auditor.refuse("household", a_household())) == " error.device.only_reads");
}

TEST_CASE("recording: who helps a village records their own work, and hears why not more") {
    FieldDay day;
    const std::string home = day.ann.save("household", a_household()).saved.id;
    const std::string visit = day.ann.save("visit", a_visit(home, day.ann.person())).saved.id;
    day.ann.sync();
    for (const char* role : {"helper", "contact_leader"}) {
        CAPTURE(role);
        Desk helper = day.another(role, role);
        helper.sync();
        const std::string others = " error.right.own_work";
        CHECK(reason(helper.refuse("household", a_household("李四"))) == others);
        CHECK(reason(helper.refuse("household", {{"id", home}, {"phone", "13800000000"}})) ==
              others);
        CHECK(reason(helper.refuse("visit", {{"id", visit}, {"appeal", "修水渠"}})) == others);

        const std::string own = helper.save("visit", a_visit(home, helper.person())).saved.id;
        helper.save("visit", {{"id", own}, {"appeal", "修水渠"}});
        helper.save("visit", {{"id", own}, {"review", "submitted"}});
        helper.sync();
    }
    CHECK(day.county.reader().db().integer("SELECT count(*) FROM refusal") == 0);
}

TEST_CASE("recording: an office's correction carries its rank, a village's does not") {
    FieldDay day;
    Desk township = day.another("township", "township_reviewer");
    const std::string id = day.ann.save("household", a_household()).saved.id;
    day.ann.sync();
    township.sync();
    township.save("household", {{"id", id}, {"address", "井台旁"}, {"official", true}});
    CHECK(rank_of_last_op(township) == 1);
    township.save("household", {{"id", id}, {"address", "井边"}});
    CHECK(rank_of_last_op(township) == 0);
    day.ann.save("household", {{"id", id}, {"address", "井东"}, {"official", true}});
    CHECK(rank_of_last_op(day.ann) == 0);
}

TEST_CASE("recording: the village submits, the township approves, and then it is locked") {
    FieldDay day;
    Desk township = day.another("township", "township_reviewer");
    const std::string id = day.ann.save("household", a_household()).saved.id;
    CHECK(reason(day.ann.refuse("household", {{"id", id}, {"review", "approved"}})) ==
          " error.transition");
    day.ann.save("household", {{"id", id}, {"review", "submitted"}});
    day.ann.sync();
    township.sync();
    township.save("household", {{"id", id}, {"review", "approved"}});
    CHECK(rank_of_last_op(township) == 1);
    township.sync();
    day.ann.sync();
    CHECK(text_in(day.ann.row("household", id), "review") == "approved");
    CHECK(reason(day.ann.refuse("household", {{"id", id}, {"address", "别处"}})) ==
          " error.locked");
    day.ann.save("household", {{"id", id}, {"review", "unlock_requested"}});
}

}  // namespace cunji::test
