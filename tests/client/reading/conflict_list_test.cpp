#include "client/reading/conflict_list.h"

#include "client/app/resolving.h"
#include "tests/client/field_day.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace cunji::test {

namespace {

std::vector<FieldConflict> conflicts_of(Desk& desk) {
    Wording wording{desk.store(), desk.device().texts()};
    return read_conflicts(desk.store(), wording);
}

std::vector<ConflictOutcome> outcomes_of(Desk& desk) {
    Wording wording{desk.store(), desk.device().texts()};
    return read_conflict_outcomes(desk.store(), wording, 0);
}

struct TwoValues {
    FieldDay day;
    Desk bo = day.another("波", "village_cadre");
    std::string id = day.ann.save("household", a_household()).saved.id;

    void settle() {
        for (int round = 0; round < 2; ++round) {
            day.ann.sync();
            bo.sync();
        }
    }

    void write(const Json& of_ann, const Json& of_bo) {
        settle();
        day.ann.save("household", of_ann);
        day.clock.pass(60'000);
        bo.save("household", of_bo);
        settle();
    }
};

const ConflictValue& value_by(const FieldConflict& conflict, bool mine) {
    return *std::find_if(conflict.values.begin(), conflict.values.end(),
                         [&](const ConflictValue& value) { return value.mine == mine; });
}

}  // namespace

TEST_CASE("conflicts: who wrote what, when and where, and what stands now") {
    TwoValues two;
    two.write({{"id", two.id}, {"head_name", "王铁注"}}, {{"id", two.id}, {"head_name", "王铁住"}});
    const std::vector<FieldConflict> conflicts = conflicts_of(two.day.ann);
    REQUIRE(conflicts.size() == 1);
    const FieldConflict& conflict = conflicts.front();
    CHECK(conflict.record == two.id);
    CHECK(conflict.field == "head_name");
    CHECK_FALSE(conflict.label.empty());
    CHECK_FALSE(conflict.for_office);
    REQUIRE(conflict.values.size() == 2);
    const ConflictValue& mine = value_by(conflict, true);
    const ConflictValue& other = value_by(conflict, false);
    CHECK(mine.name == "安娜");
    CHECK(mine.this_device);
    CHECK(mine.texts.front().second == "王铁注");
    CHECK(other.name == "波");
    CHECK_FALSE(other.this_device);
    CHECK(other.texts.front().second == "王铁住");
    CHECK(other.at == mine.at + 60'000);
    CHECK(mine.shown != other.shown);
}

TEST_CASE("conflicts: what somebody decided about my value is told me, with the reason") {
    TwoValues two;
    two.write({{"id", two.id}, {"head_name", "王铁注"}}, {{"id", two.id}, {"head_name", "王铁住"}});
    const std::vector<FieldConflict> conflicts = conflicts_of(two.bo);
    REQUIRE(conflicts.size() == 1);
    REQUIRE(resolve_conflict(
                two.bo.device(),
                {two.id, "head_name", value_by(conflicts.front(), true).op, {}, "与户口簿一致"})
                .ok());
    two.settle();
    CHECK(conflicts_of(two.day.ann).empty());
    const std::vector<ConflictOutcome> outcomes = outcomes_of(two.day.ann);
    REQUIRE(outcomes.size() == 1);
    CHECK(outcomes.front().mine == "王铁注");
    CHECK(outcomes.front().decided == "王铁住");
    CHECK_FALSE(outcomes.front().took_mine);
    CHECK(outcomes.front().name == "波");
    CHECK(outcomes.front().why == "与户口簿一致");
    CHECK(outcomes_of(two.bo).empty());  // who decided knows it
}

}  // namespace cunji::test
