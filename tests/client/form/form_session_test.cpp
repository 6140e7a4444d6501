#include "client/form/form_session.h"

#include "client/form/explaining.h"
#include "tests/client/form/form_day.h"

#include <doctest/doctest.h>

namespace cunji::test {

namespace {

/// 990101 with a check digit: of nobody.
constexpr const char* kIdOfWoman = "990101198503070020";

std::string text_in(const Values& row, const std::string& field) {
    const auto found = row.find(field);
    return found != row.end() && found->second.text() != nullptr ? *found->second.text() : "";
}

/// The number with the last digit that makes it right.
std::string with_check_digit(std::string number) {
    for (const char last : std::string{"0123456789X"}) {
        number.back() = last;
        Field field;
        field.type = FieldType::IdNumber;
        if (!read_typed(field, number).problem) return number;
    }
    return {};
}

}  // namespace

TEST_CASE("form: a visit begins with who, when and why, and says what it lacks") {
    FormDay day;
    const std::string household = day.ann.save("household", a_household()).saved.id;
    FormSession visit = day.begin("visit", {{"household", household}});
    CHECK(visit.value({{}, "household"}) == household);
    CHECK(visit.value({{}, "visitors"}) == Json::array({day.ann.person()}));
    CHECK(visit.value({{}, "purpose"}) == "routine");
    CHECK(visit.value({{}, "start_at"}) == "2025-11-21T12:40+08:00");
    CHECK(finds(visit, "required", "content"));
    CHECK(visit.left() == 1);

    day.type(visit, "content", "问了收入和看病的情况。");
    CHECK(visit.left() == 0);
    const SavedForm saved = day.save(visit);
    const Values row = day.ann.row("visit", saved.ids.at(""));
    CHECK(text_in(row, "content") == "问了收入和看病的情况。");
    CHECK(text_in(row, "purpose") == "routine");
}

TEST_CASE(
    "form: what is wrong stays as it was typed, is said beside it, and does not stop a save") {
    FormDay day;
    FormSession form = day.begin("household");
    day.type(form, "head_name", "王𬭎");
    day.type(form, "phone", "1380000");
    CHECK(form.root().answer("phone").typed == "1380000");
    CHECK(finds(form, "typed", "phone"));
    const Values row = day.ann.row("household", day.save(form).ids.at(""));
    CHECK(text_in(row, "head_name") == "王𬭎");
    CHECK(row.find("phone") == row.end());

    day.type(form, "phone", "138 0000 0000");
    CHECK_FALSE(finds(form, "typed", "phone"));
    CHECK(form.value({{}, "phone"}) == "13800000000");
}

TEST_CASE("form: an answer that is not asked any more is kept, not saved, and comes back") {
    FormDay day;
    FormSession year = day.begin("member_year");
    CHECK_FALSE(asks(year, "work_place"));
    day.choose(year, "work_status", "working");
    CHECK(asks(year, "work_place"));
    day.type(year, "work_place", "贵阳");
    day.choose(year, "work_status", "farming");
    CHECK_FALSE(asks(year, "work_place"));
    CHECK_FALSE(year.root().changes().contains("work_place"));
    day.choose(year, "work_status", "working");
    CHECK(year.root().changes().at("work_place") == "贵阳");
}

TEST_CASE("form: hiding one answer hides what hangs on it") {
    FormDay day;
    FormSession year = day.begin("member_year");
    day.choose(year, "work_status", "working");
    day.choose(year, "channel", "public_post");
    CHECK(asks(year, "public_post"));
    day.choose(year, "work_status", "farming");
    CHECK_FALSE(asks(year, "channel"));
    CHECK_FALSE(asks(year, "public_post"));
}

TEST_CASE("form: a saved answer that is not asked any more is emptied, but only if it was asked") {
    FormDay day;
    const std::string household = day.ann.save("household", a_household()).saved.id;
    const Json left{{"household", household},
                    {"name", "王小"},
                    {"leave_reason", "moved_out"},
                    {"left_on", "2025-01-02"}};
    const std::string member = day.ann.save("member", left).saved.id;
    FormSession form = day.change("member", member);
    CHECK(form.root().changes().empty());
    day.choose(form, "leave_reason", nullptr);
    CHECK(form.root().changes() == Json{{"leave_reason", nullptr}, {"left_on", nullptr}});

    // As an older form may have saved it: asked by nobody, changed by nobody.
    const Json odd{{"household", household}, {"name", "王二"}, {"left_on", "2025-01-02"}};
    FormSession other = day.change("member", day.ann.save("member", odd).saved.id);
    day.type(other, "name", "王三");
    CHECK(other.root().changes() == Json{{"name", "王三"}});
}

TEST_CASE("form: computed fields follow the answers, and the children on the form") {
    FormDay day;
    FormSession year = day.begin("household_year");
    day.type(year, "size", "3");
    day.type(year, "wage", "10000");
    day.type(year, "cost", "0.01");
    CHECK(year.value({{}, "net_income"}) == 999999);
    CHECK(year.value({{}, "per_capita"}) == 333333);

    FormSession household = day.begin("household");
    CHECK(household.value({{}, "size"}) == 0);
    const std::string head = household.add_child("member", {{"relation", "02"}});
    const std::string son = household.add_child("member", {{"relation", "20"}});
    day.choose(household, "political", "01", head);
    CHECK(household.value({{}, "size"}) == 2);
    CHECK(household.value({{}, "party_family"}) == "yes");
    household.remove_child(son);
    day.refresh(household);
    CHECK(household.value({{}, "size"}) == 1);
}

TEST_CASE("form: choices follow what was chosen before") {
    FormDay day;
    FormSession meeting = day.begin("meeting");
    day.choose(meeting, "type", "branch");
    CHECK_FALSE(meeting.root().said.not_offered.at("four_step").contains("proposal"));
    CHECK(meeting.root().said.not_offered.at("four_step").contains("resolution"));
    day.choose(meeting, "four_step", "proposal");
    CHECK_FALSE(finds(meeting, "choice", "four_step"));
    day.choose(meeting, "type", "representatives");
    CHECK(finds(meeting, "choice", "four_step"));
    CHECK(meeting.value({{}, "four_step"}) == "proposal");
}

TEST_CASE("form: the identity number fills in birth and sex, and contradicting it is an error") {
    FormDay day;
    FormSession member = day.begin("member");
    day.type(member, "id_no", with_check_digit(kIdOfWoman));
    CHECK(member.value({{}, "birth"}) == "1985-03-07");
    CHECK(member.value({{}, "sex"}) == "2");
    CHECK_FALSE(finds(member, "R002", "birth"));
    day.type(member, "birth", "1985-03-08");
    CHECK(finds(member, "R002", "birth"));
    day.choose(member, "sex", "1");
    CHECK(finds(member, "R002", "sex"));
}

TEST_CASE("form: a household and its members are saved as one") {
    FormDay day;
    FormSession form = day.begin("household");
    day.type(form, "head_name", "王铁柱");
    CHECK(finds(form, "R009", "head_member"));
    const std::string head = form.add_child("member", {{"relation", "02"}});
    day.type(form, "name", "王铁柱", head);
    day.choose(form, "head_member", "@" + head);
    CHECK_FALSE(finds(form, "R009", "head_member"));
    CHECK_FALSE(asks(form, "household", head));
    const std::string nobody = form.add_child("member", Json::object());
    form.remove_child(nobody);

    const std::int64_t before = day.ann.ops();
    const SavedForm saved = day.save(form);
    CHECK(day.ann.ops() == before + 2);
    CHECK(text_in(day.ann.row("household", saved.ids.at("")), "head_member") == saved.ids.at(head));
    CHECK(text_in(day.ann.row("member", saved.ids.at(head)), "household") == saved.ids.at(""));

    SUBCASE("opened again, its members are on the form; what is not changed is not written") {
        FormSession again = day.change("household", saved.ids.at(""));
        REQUIRE(again.children().size() == 1);
        const std::string key = again.children().front().key;
        day.type(again, "name", "王𬭎柱", key);
        CHECK(again.value({{}, "size"}) == 1);
        const std::int64_t ops = day.ann.ops();
        day.save(again);
        CHECK(day.ann.ops() == ops + 1);
        CHECK(text_in(day.ann.row("member", saved.ids.at(head)), "name") == "王𬭎柱");
    }
    SUBCASE("a member taken off a saved household is declared void") {
        FormSession again = day.change("household", saved.ids.at(""));
        again.remove_child(again.children().front().key);
        day.refresh(again);
        CHECK(again.value({{}, "size"}) == 0);
        day.save(again);
        CHECK(text_in(day.ann.row("member", saved.ids.at(head)), "void_reason") != "");
    }
}

TEST_CASE("form: an appeal becomes a task with its owner and its day") {
    FormDay day;
    const std::string household = day.ann.save("household", a_household()).saved.id;
    FormSession visit = day.begin("visit", {{"household", household}});
    day.type(visit, "appeal", "想修水管");
    const std::string task =
        visit.add_child("followup", {{"household", household}, {"description", "想修水管"}});
    day.refresh(visit);
    const SavedForm saved = day.save(visit);
    const Values row = day.ann.row("followup", saved.ids.at(task));
    CHECK(text_in(row, "source") == saved.ids.at(""));
    CHECK(text_in(row, "owner") == day.ann.person());
    CHECK(text_in(row, "due_on") == "2025-12-06");
    CHECK(text_in(row, "state") == "open");
}

TEST_CASE("form: a warning is answered with a word that goes into the remarks") {
    FormDay day;
    const std::string household = day.ann.save("household", a_household()).saved.id;
    FormSession visit = day.begin("visit", {{"household", household}});
    day.type(visit, "content", "谈了话。");
    CHECK(finds(visit, "R057", "head_sign"));
    CHECK(visit.left() == 0);
    visit.explain({}, "R057", "户主不在家，隔着门说的");
    const std::string id = day.save(visit).ids.at("");
    const Values row = day.ann.row("visit", id);
    REQUIRE(row.contains("remarks"));
    CHECK(*row.at("remarks").list()->front().text() == "R057：户主不在家，隔着门说的");

    // Opened again, it is explained already, and saying it again adds nothing.
    FormSession again = day.change("visit", id);
    CHECK(explanation_of(again.root(), "R057") == "户主不在家，隔着门说的");
    for (const FieldFinding& finding : again.findings()) {
        CHECK(finding.explained == (finding.rule == "R057"));
    }
    again.explain({}, "R057", "户主不在家，隔着门说的");
    const std::int64_t ops = day.ann.ops();
    day.save(again);
    CHECK(day.ann.ops() == ops);
}

TEST_CASE("form: two people change different things of a household at the same time") {
    FormDay day;
    const std::string id = day.ann.save("household", a_household()).saved.id;
    FormSession form = day.change("household", id);
    day.ann.save("household", {{"id", id}, {"address", "新村"}, {"phone", "13800000000"}});
    day.type(form, "phone", "13900000000");
    day.save(form);
    const Values row = day.ann.row("household", id);
    CHECK(text_in(row, "address") == "新村");
    CHECK(text_in(row, "phone") == "13900000000");
}

TEST_CASE("form: a village does not fill in what the township does") {
    FormDay day;
    const auto begun = FormSession::begin(day.device(), {"project", {}, Json::object(), {}});
    REQUIRE_FALSE(begun.ok());
    CHECK(begun.error().key == "error.right.kind");
    const auto gone = FormSession::begin(day.device(), {"visit", "nobody", Json::object(), {}});
    REQUIRE_FALSE(gone.ok());
    CHECK(gone.error().key == "form.not_here");
}

TEST_CASE("form: who helps a village opens their own visits, and no card of a household") {
    FormDay day;
    const std::string home = day.ann.save("household", a_household()).saved.id;
    const std::string visit = day.ann.save("visit", a_visit(home, day.ann.person())).saved.id;
    day.ann.sync();
    Desk helper = day.another("helper", "helper");
    helper.sync();
    const std::string own = helper.save("visit", a_visit(home, helper.person())).saved.id;
    const auto opened = [&](const char* kind, const std::string& record) {
        const auto begun = FormSession::begin(helper.device(), {kind, record, Json::object(), {}});
        return begun.ok() ? std::string{} : begun.error().key;
    };
    CHECK(opened("household", "") == "error.right.own_work");
    CHECK(opened("household", home) == "error.right.own_work");
    CHECK(opened("visit", visit) == "error.right.own_work");
    CHECK(opened("visit", own).empty());
    CHECK(opened("visit", "").empty());
}

TEST_CASE("form: every kind can be begun by somebody, and its SQL answers") {
    FormDay day;
    Desk office = day.another("office", "township_reviewer");
    int begun = 0;
    for (const auto& [kind, form] : day.store().policy().forms) {
        CAPTURE(kind);
        Result<FormSession> session =
            FormSession::begin(day.device(), {kind, {}, Json::object(), {}});
        if (!session) session = FormSession::begin(office.device(), {kind, {}, Json::object(), {}});
        if (!session) continue;
        ++begun;
        CHECK_FALSE(session->asked(session->root()).empty());
    }
    CHECK(begun >= 20);  // the regions are the county's
}

}  // namespace cunji::test
