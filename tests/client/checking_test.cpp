#include "client/app/checking.h"

#include "tests/client/field_day.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace cunji::test {

namespace {

// Fictional: area 990101 does not exist; the check digits are right.
constexpr const char* kIdNumber = "990101198001010014";

std::vector<Finding> findings_of(const Desk& desk, const std::string& id) {
    return check_record(desk.store(), *find_record(desk.store(), id));
}

Json a_member(const std::string& household, const std::string& name, const char* relation) {
    return {{"household", household}, {"name", name}, {"relation", relation}};
}

}  // namespace

TEST_CASE("checking: a field is missed only where it is relevant") {
    FieldDay day;
    const std::string household = day.ann.save("household", a_household()).saved.id;
    const std::string id = day.ann.save("member", a_member(household, "王铁柱", "02")).saved.id;
    CHECK(has_finding(findings_of(day.ann, id), "required", "id_no"));
    day.ann.save("member", {{"id", id}, {"id_type", "none"}});
    CHECK_FALSE(has_finding(findings_of(day.ann, id), "required", "id_no"));
    day.ann.save("member", {{"id", id}, {"id_type", "id"}});
    CHECK(has_finding(findings_of(day.ann, id), "required", "id_no"));
    CHECK_FALSE(has_finding(findings_of(day.ann, id), "required", "age"));  // computed
}

TEST_CASE("checking: a household has one head") {
    FieldDay day;
    const std::string household = day.ann.save("household", a_household()).saved.id;
    const auto message = [&] {
        for (const Finding& finding : findings_of(day.ann, household)) {
            if (finding.rule == "R009") return finding.message.key;
        }
        return std::string{};
    };
    CHECK(message() == "check.no_members");
    const std::string wife = day.ann.save("member", a_member(household, "李秀英", "10")).saved.id;
    CHECK(message() == "check.heads");
    day.ann.save("member", a_member(household, "王铁柱", "02"));
    CHECK(message().empty());
    day.ann.save("member", {{"id", wife}, {"relation", "02"}});
    CHECK(message() == "check.heads");
    day.ann.save("member", {{"id", wife}, {"void_reason", "登记重复"}});
    CHECK(message().empty());
}

TEST_CASE("checking: two people of one village cannot have one identity number") {
    FieldDay day;
    const std::string household = day.ann.save("household", a_household()).saved.id;
    Json first = a_member(household, "王铁柱", "02");
    first["id_no"] = kIdNumber;
    const SavedRecord one = day.ann.save("member", first);
    CHECK_FALSE(has_finding(one.findings, "R004"));
    Json second = a_member(household, "王小柱", "20");
    second["id_no"] = kIdNumber;
    const SavedRecord other = day.ann.save("member", second);
    CHECK(has_finding(other.findings, "R004"));
    CHECK(has_finding(findings_of(day.ann, one.saved.id), "R004"));
    day.ann.save("member", {{"id", other.saved.id}, {"void_reason", "登记重复"}});
    CHECK_FALSE(has_finding(findings_of(day.ann, one.saved.id), "R004"));
}

TEST_CASE("checking: all records at once say the same as each by itself, but the void ones") {
    FieldDay day;
    const std::string household = day.ann.save("household", a_household()).saved.id;
    const std::string visit = day.ann.save("visit", {{"household", household}}).saved.id;
    const std::string gone = day.ann.save("visit", {{"void_reason", "填错"}}).saved.id;
    CHECK(findings_of(day.ann, gone).empty());
    const std::vector<Finding> all = check_all(day.ann.store());
    CHECK(all.size() ==
          findings_of(day.ann, household).size() + findings_of(day.ann, visit).size());
    CHECK(std::none_of(all.begin(), all.end(),
                       [&](const Finding& finding) { return finding.record == gone; }));
}

}  // namespace cunji::test
