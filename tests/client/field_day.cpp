#include "tests/client/field_day.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace cunji::test {

void Desk::join(County& county, const std::string& name, const std::string& role,
                const std::string& scope) {
    auto loopback = std::make_unique<LoopbackTransport>(county.routes());
    loopback_ = loopback.get();
    const std::string person = county.add_person(name, role, scope);
    join(std::move(loopback), "http://loopback", county.code_for(person, scope));
}

void Desk::join(std::unique_ptr<Transport> way, const std::string& server,
                const std::string& code) {
    transport_ = std::move(way);
    const Result<Enrolment> enrolment = join_county(device_, *transport_, {server, code});
    if (!enrolment.ok()) FAIL(enrolment.error().key);
    person_ = enrolment->by;
}

std::vector<SavedRecord> Desk::save_all(const std::string& kind, const Json& json) {
    auto group = read_requests(json, kind);
    if (!group.ok()) FAIL(group.error().front().message.key);
    auto saved = record_group(device_, *group);
    if (!saved.ok()) {
        FAIL(saved.error().front().message.key << " " << saved.error().front().field);
    }
    return std::move(*saved);
}

SavedRecord Desk::save(const std::string& kind, const Json& json) {
    return save_all(kind, json).front();
}

std::vector<SaveProblem> Desk::refuse(const std::string& kind, const Json& json) {
    const std::int64_t before = ops();
    const auto group = read_requests(json, kind);
    if (!group.ok()) return group.error();
    const auto saved = record_group(device_, *group);
    REQUIRE_FALSE(saved.ok());
    CHECK(ops() == before);
    return saved.error();
}

RoundResult Desk::sync() {
    const Result<RoundResult> round = sync_round(device_, *transport_, {});
    REQUIRE(round.ok());
    if (round->problem) FAIL(round->problem->key);
    return *round;
}

Values Desk::row(const std::string& kind, const std::string& id) const {
    return store().table(kind)->read(store().db(), id, kVillage).value_or(Values{});
}

std::int64_t Desk::ops() const {
    return store().db().integer("SELECT count(*) FROM op").value_or(0);
}

Json a_household(const std::string& head) {
    return {{"household_no", "H001"},
            {"group_name", "三组"},
            {"head_name", head},
            {"address", "水井旁"}};
}

Json a_visit(const std::string& household, const std::string& visitor) {
    return {{"household", household},
            {"purpose", "routine"},
            {"visitors", Json::array({visitor})},
            {"start_at", "2025-11-21T09:30+08:00"},
            {"content", "问了收入和看病的情况。"}};
}

bool has_finding(const std::vector<Finding>& findings, std::string_view rule,
                 std::string_view field) {
    return std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) {
        const bool about = std::any_of(
            finding.message.args.begin(), finding.message.args.end(),
            [&](const auto& arg) { return arg.first == "field" && arg.second == field; });
        return finding.rule == rule && (field.empty() || about);
    });
}

}  // namespace cunji::test
