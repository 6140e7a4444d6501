#include "shared/record/changes.h"

#include "tests/shared/record/folding.h"

#include <doctest/doctest.h>

namespace cunji::test {

namespace {

std::vector<std::vector<FieldChange>> changes(const std::vector<LoggedOp>& ops, const Form& form) {
    return changes_of({kVillage, kRecord, &form, as_fold_ops(ops)});
}

using Changes = std::vector<FieldChange>;

}  // namespace

TEST_CASE("changes: from what the author saw to what they said") {
    const Form form = a_form();
    Line ann{1};
    Line bo{2};
    const LoggedOp first = an_op(ann).set("a", 5).set("b", "x").log();
    const LoggedOp second = an_op(ann).after(first).set("a", 6).set("b", "x").log();
    const LoggedOp erased = an_op(ann).after(second).set("b", nullptr).log();
    // Bo saw only the first: from 5, whatever Ann said meanwhile.
    const LoggedOp beside = an_op(bo).after(first).set("a", 7).log();
    const LoggedOp joined = an_op(bo).after(erased, beside).set("a", 8).log();
    const auto found = changes({first, second, erased, beside, joined}, form);
    CHECK(found[0] == Changes{{"a", {}, 5}, {"b", {}, "x"}});
    CHECK(found[1] == Changes{{"a", 5, 6}});
    CHECK(found[2] == Changes{{"b", "x", {}}});
    CHECK(found[3] == Changes{{"a", 5, 7}});
    REQUIRE(found[4].size() == 1);
    CHECK(found[4].front().to == Value{8});
    CHECK((found[4].front().from == Value{6} || found[4].front().from == Value{7}));
}

TEST_CASE("changes: a list goes whole from one value to the other") {
    const Form form = a_form();
    Line ann{1};
    const LoggedOp first = an_op(ann).add("s", {"flood", "ill"}).app("l", {"came"}).log();
    const LoggedOp second =
        an_op(ann).after(first).rem("s", {"flood"}).add("s", {"school"}).app("l", {"left"}).log();
    const LoggedOp third = an_op(ann).after(second).add("s", {"ill"}).log();
    const LoggedOp last = an_op(ann).after(third).rem("s", {"ill", "school"}).log();
    const auto found = changes({first, second, third, last}, form);
    CHECK(found[0] ==
          Changes{{"l", {}, Value::List{"came"}}, {"s", {}, Value::List{"flood", "ill"}}});
    CHECK(found[1] == Changes{{"l", Value::List{"came"}, Value::List{"came", "left"}},
                              {"s", Value::List{"flood", "ill"}, Value::List{"ill", "school"}}});
    CHECK(found[2].empty());
    CHECK(found[3] == Changes{{"s", Value::List{"ill", "school"}, {}}});
}

TEST_CASE("changes: what is not known is not made up") {
    Line ann{1};
    const LoggedOp first = an_op(ann).set("a", 5).set("b", "x").log();
    const LoggedOp second = an_op(ann).after(first).set("a", 6).set("d", 9).log();
    const LoggedOp lower = an_op(ann).after(second).set("d", 3).log();
    const Form older = a_form_without("a");
    const auto found = changes({first, second, lower}, older);
    CHECK(found[0] == Changes{{"a", {}, 5}, {"b", {}, "x"}});
    CHECK(found[1] == Changes{{"a", {}, 6}, {"d", {}, 9}});
    CHECK(found[2] == Changes{{"d", 9, 3}});
    // The first op never came here.
    const auto without = changes({second, lower}, a_form());
    CHECK(without[0] == Changes{{"a", {}, 6}, {"d", {}, 9}});
}

TEST_CASE("changes: who decides a conflict is told with what they took") {
    const Form form = a_form();
    Line ann{1};
    Line bo{2};
    const LoggedOp first = an_op(ann).set("b", "x").log();
    const LoggedOp left = an_op(ann).after(first).set("b", "y").log();
    const LoggedOp right = an_op(bo).after(first).set("b", "z").log();
    const auto seen = state_at({kVillage, kRecord, &form, as_fold_ops({first, left, right})},
                               std::vector<OpId>{left.id, right.id});
    REQUIRE(seen);
    REQUIRE(seen->conflicts.contains("b"));
    const Value shown = seen->values.at("b");
    const LoggedOp taken = an_op(ann).after(left, right).set("b", shown).log();
    CHECK(changes({first, left, right, taken}, form)[3] == Changes{{"b", shown, shown}});
}

TEST_CASE("changes: the short way and the fold agree") {
    const Form form = a_form();
    Line ann{1};
    Line bo{2};
    std::vector<LoggedOp> ops{an_op(ann).set("a", 0).log()};
    for (int i = 1; i < 40; ++i) {
        Line& who = i % 3 == 0 ? bo : ann;
        // Every fifth did not see the one before.
        const LoggedOp& seen = ops[ops.size() - (i % 5 == 0 && i > 5 ? 2 : 1)];
        ops.push_back(an_op(who).after(seen).set("a", i).set("c", i / 2).add("s", {i % 4}).log());
    }
    const auto found = changes(ops, form);
    for (std::size_t i = 1; i < ops.size(); ++i) {
        CAPTURE(i);
        const RecordHistory history{kVillage, kRecord, &form, as_fold_ops(ops)};
        const auto before = state_at(history, ops[i].op.par);
        REQUIRE(before);
        for (const FieldChange& change : found[i]) {
            const auto held = before->values.find(change.field);
            const Value from = held == before->values.end() ? Value{} : held->second;
            CHECK(change.from == from);
        }
        REQUIRE_FALSE(found[i].empty());
        CHECK(found[i].front().field == "a");
    }
}

}  // namespace cunji::test
