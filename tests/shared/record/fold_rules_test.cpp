#include "shared/record/fold.h"
#include "tests/shared/record/folding.h"

#include <doctest/doctest.h>

#include <vector>

namespace cunji::test {

TEST_CASE(
    "max and min: of edits that did not see each other, the value decides and not the clock") {
    struct Case {
        std::string what;
        std::string field;
        Value later;    ///< by the later clock
        Value earlier;  ///< by the earlier clock
        Value expected;
    };

    const std::vector<Case> cases = {
        {"the larger, though earlier", "d", 3, 8, 8},
        {"the larger, and later", "d", 8, 3, 8},
        {"the smaller, though earlier", "e", 8, 3, 3},
        {"the smaller, and later", "e", 3, 8, 3},
        {"negative numbers are compared as numbers", "d", -10, -9, -9},
        {"dates are compared as texts", "d", "2026-03-01", "2026-11-21", "2026-11-21"},
        {"an erased field never beats a value: max", "d", nullptr, -5, -5},
        {"an erased field never beats a value: min", "e", nullptr, 5, 5},
    };
    for (const Case& one : cases) {
        CAPTURE(one.what);
        Line anna{0xa};
        Line bo{0xb};
        const LoggedOp first = an_op(anna).set("d", 5).set("e", 5).log();
        const LoggedOp annas =
            an_op(anna).after(first).set(one.field, one.later).at(kNoon + 9).log();
        const LoggedOp bos = an_op(bo).after(first).set(one.field, one.earlier).log();
        const RecordState state = state_of({first, annas, bos});
        CHECK(shown(state, one.field) == one.expected);
        CHECK(state.conflicts.empty());
    }
}

TEST_CASE("max: a correction that saw a typo removes it") {
    Line anna{0xa};
    Line bo{0xb};
    const LoggedOp typo = an_op(anna).set("d", 20'260'101).log();
    const LoggedOp corrected = an_op(anna).after(typo).set("d", 20'250'101).log();
    const LoggedOp bos = an_op(bo).after(typo).set("d", 20'250'601).log();
    CHECK(shown(state_of({typo, corrected}), "d") == Value{20'250'101});
    CHECK(shown(state_of({typo, corrected, bos}), "d") == Value{20'250'601});
}

TEST_CASE("rank competes before the value: only heads of the highest rank are in the race") {
    struct Case {
        std::string field;
        Value village;
        Value office;
    };

    const std::vector<Case> cases = {
        {"a", 9, 1},
        {"b", 9, 1},
        {"c", "z", "a"},
        {"d", 9, 1},
        {"e", 1, 9},
        {"d", 9, nullptr},
        {"review", "submitted", "returned"},
        {"review", "approved", "draft"},
    };
    for (const Case& one : cases) {
        CAPTURE(one.field);
        Line anna{0xa};
        Line office{0x1};
        const LoggedOp first = an_op(anna).set("a", 0).log();
        const LoggedOp village =
            an_op(anna).after(first).set(one.field, one.village).at(kNoon + 9).log();
        const LoggedOp official =
            an_op(office).after(first).set(one.field, one.office).rank(1).log();
        CHECK(shown(state_of({first, village, official}), one.field) == one.office);
    }
}

TEST_CASE("status: the step further on the way is shown, then the tie") {
    struct Case {
        std::string what;
        std::string later;
        std::string earlier;
        std::string expected;
    };

    const std::vector<Case> cases = {
        {"submitted is after draft", "draft", "submitted", "submitted"},
        {"the same step is no question", "submitted", "submitted", "submitted"},
        {"a step that the form does not know is before all", "whatever", "draft", "draft"},
        {"two unknown steps: the tie", "one", "two", "one"},
    };
    for (const Case& one : cases) {
        CAPTURE(one.what);
        Line anna{0xa};
        Line bo{0xb};
        const LoggedOp first = an_op(anna).set("a", 0).log();
        const LoggedOp annas =
            an_op(anna).after(first).set("review", one.later).at(kNoon + 9).log();
        const LoggedOp bos = an_op(bo).after(first).set("review", one.earlier).log();
        const RecordState state = state_of({first, annas, bos});
        CHECK(shown(state, "review") == Value{one.expected});
        CHECK(state.conflicts.empty());
    }
}

TEST_CASE("status: going back is a decision of somebody who saw the step") {
    Line anna{0xa};
    const LoggedOp submitted = an_op(anna).set("review", "submitted").log();
    const LoggedOp draft = an_op(anna).after(submitted).set("review", "draft").log();
    CHECK(shown(state_of({submitted, draft}), "review") == Value{"draft"});
}

TEST_CASE("set: one op adds three elements, one is removed, two stay") {
    Line anna{0xa};
    const LoggedOp three = an_op(anna).add("s", {"flood", "illness", "school"}).log();
    const LoggedOp fewer = an_op(anna).after(three).rem("s", {"illness"}).log();
    CHECK(shown(state_of({three, fewer}), "s") == Value{Value::List{"flood", "school"}});
}

TEST_CASE("set: an addition that a removal did not see wins") {
    Line anna{0xa};
    Line bo{0xb};
    const LoggedOp first = an_op(anna).add("s", {"flood"}).log();
    const LoggedOp removed = an_op(anna).after(first).rem("s", {"flood"}).at(kNoon + 9).log();
    const LoggedOp again = an_op(bo).after(first).add("s", {"flood"}).log();
    CHECK(shown(state_of({first, removed}), "s").is_null());
    CHECK(shown(state_of({first, removed, again}), "s") == Value{Value::List{"flood"}});

    // Whoever saw both additions and removes it means it.
    const LoggedOp last = an_op(bo).after(removed, again).rem("s", {"flood"}).at(1).log();
    CHECK(shown(state_of({first, removed, again, last}), "s").is_null());
}

TEST_CASE("set: additions of several people come together, sorted, each once, rank or not") {
    Line anna{0xa};
    Line bo{0xb};
    Line office{0x1};
    const LoggedOp annas = an_op(anna).add("s", {"school", "flood", "flood"}).log();
    const LoggedOp bos = an_op(bo).add("s", {"illness", "flood"}).log();
    const LoggedOp official = an_op(office).add("s", {"debt"}).rank(2).log();
    const RecordState state = state_of({annas, bos, official});
    CHECK(shown(state, "s") == Value{Value::List{"debt", "flood", "illness", "school"}});
    CHECK(state.conflicts.empty());
}

TEST_CASE("set: an element removed and added in one op is in") {
    Line anna{0xa};
    const LoggedOp first = an_op(anna).add("s", {"flood"}).log();
    const LoggedOp both = an_op(anna).after(first).rem("s", {"flood"}).add("s", {"flood"}).log();
    CHECK(shown(state_of({first, both}), "s") == Value{Value::List{"flood"}});
}

TEST_CASE("set: removing what nobody added changes nothing, and does not stop a later addition") {
    Line anna{0xa};
    const LoggedOp removed = an_op(anna).rem("s", {"flood"}).log();
    const LoggedOp added = an_op(anna).after(removed).add("s", {"flood"}).log();
    CHECK(shown(state_of({removed}), "s").is_null());
    CHECK(shown(state_of({removed, added}), "s") == Value{Value::List{"flood"}});
}

TEST_CASE("append: all entries stay, by clock, line, number, hash and place in their op") {
    Line anna{0xa};
    Line bo{0xb};
    const LoggedOp second = an_op(anna).app("l", {"2a", "2b"}).at(kNoon).log();
    const LoggedOp third = an_op(bo).app("l", {"3"}).at(kNoon).rank(0).log();
    const LoggedOp fourth = an_op(anna).after(second).app("l", {"4"}).at(kNoon + 1).log();
    // Seen by all and still first: where an entry stands is not a question of who saw whom.
    const LoggedOp first =
        an_op(bo).after(third, fourth).app("l", {"1"}).at(kNoon - kYear).rank(2).log();
    const RecordState state = state_of({second, third, fourth, first});
    CHECK(shown(state, "l") == Value{Value::List{"1", "2a", "2b", "3", "4"}});
    CHECK(state.conflicts.empty());
}

TEST_CASE("append: with equal stamps the tenth entry of a line stands after the ninth") {
    Line anna{0xa};
    std::vector<LoggedOp> ops;
    Value::List expected;
    for (int i = 1; i <= 12; ++i) {
        OpBuilder next = an_op(anna);
        if (!ops.empty()) next.after(ops.back());
        ops.push_back(next.app("l", {i}).log());
        expected.emplace_back(i);
    }
    CHECK(shown(state_of(ops), "l") == Value{expected});
}

TEST_CASE("append: the same words twice are two entries") {
    Line anna{0xa};
    Line bo{0xb};
    const LoggedOp annas = an_op(anna).app("l", {"seen"}).log();
    const LoggedOp bos = an_op(bo).app("l", {"seen"}).log();
    CHECK(shown(state_of({annas, bos}), "l") == Value{Value::List{"seen", "seen"}});
}

TEST_CASE("unit: fields set together are shown from one and the same op") {
    Line anna{0xa};
    Line bo{0xb};
    const LoggedOp annas =
        an_op(anna).set("lat", 1).set("lon", 2).set("accuracy", 30).at(kNoon + 1).log();
    const LoggedOp bos = an_op(bo).set("lat", 5).set("lon", 6).set("accuracy", 7).log();
    const RecordState state = state_of({annas, bos});
    CHECK(shown(state, "lat") == Value{1});
    CHECK(shown(state, "lon") == Value{2});
    CHECK(shown(state, "accuracy") == Value{30});
}

TEST_CASE("computed: a value that an op brings nevertheless is not believed") {
    Line anna{0xa};
    const LoggedOp op = an_op(anna).set("age", 40).set("a", 1).log();
    const RecordState state = state_of({op});
    CHECK_FALSE(state.values.contains("age"));
    CHECK(shown(state, "a") == Value{1});
}

TEST_CASE("wrong shapes: a change of a kind that its field's rule does not take is left out") {
    Line anna{0xa};
    const LoggedOp first = an_op(anna).set("s", 1).set("l", 2).add("a", {3}).rem("b", {4}).log();
    const LoggedOp second = an_op(anna).after(first).app("s", {5}).app("a", {6}).log();
    for (const RecordState& state : {state_of({first}), state_of({first, second})}) {
        CHECK(state.exists);
        CHECK(state.values.empty());
    }
    const LoggedOp right = an_op(anna).after(first).set("a", 7).add("s", {"x"}).log();
    const LoggedOp wrong = an_op(anna).after(right).add("a", {8}).rem("a", {7}).set("s", 9).log();
    const RecordState state = state_of({first, right, wrong});
    CHECK(shown(state, "a") == Value{7});
    CHECK(shown(state, "s") == Value{Value::List{"x"}});
}

TEST_CASE("unknown fields are left out, and appear when the form knows them") {
    Line anna{0xa};
    Line bo{0xb};
    const LoggedOp first =
        an_op(anna).set("a", 1).set("c", "Wang").add("s", {"flood"}).app("l", {"seen"}).log();
    const LoggedOp bos = an_op(bo).after(first).set("c", "Huang").log();
    const LoggedOp annas = an_op(anna).after(first).set("c", "Hwang").log();
    for (const std::string field : {"c", "s", "l"}) {
        CAPTURE(field);
        const RecordState before = state_of({first, bos, annas}, a_form_without(field));
        CHECK_FALSE(before.values.contains(field));
        CHECK_FALSE(before.conflicts.contains(field));
        CHECK(shown(before, "a") == Value{1});
        CHECK(before.heads == ids({bos, annas}));
        CHECK(state_of({first, bos, annas}).values.contains(field));
    }
    CHECK(in_conflict(state_of({first, bos, annas}), "c") == ids({bos, annas}));
}

TEST_CASE("an op that changes nothing joins heads") {
    Line anna{0xa};
    Line bo{0xb};
    const LoggedOp annas = an_op(anna).set("c", "Wang").log();
    const LoggedOp bos = an_op(bo).set("c", "Huang").log();
    const LoggedOp join = an_op(bo).after(annas, bos).log();
    const RecordState state = state_of({annas, bos, join});
    CHECK(state.heads == ids({join}));
    CHECK(in_conflict(state, "c") == ids({annas, bos}));
}

TEST_CASE("on top: an op that saw every head, in whatever order it names them") {
    Line anna{0xa};
    Line bo{0xb};
    const LoggedOp one = an_op(anna).set("a", 1).log();
    const LoggedOp two = an_op(bo).set("d", 2).log();
    const RecordState state = state_of({one, two});
    CHECK(can_apply_on_top(state, an_op(anna).after(one, two).log()));
    CHECK(can_apply_on_top(state, an_op(anna).after(two, one).log()));
    CHECK_FALSE(can_apply_on_top(state, an_op(anna).after(two).log()));
    CHECK_FALSE(can_apply_on_top(state, an_op(anna).log()));
    CHECK_FALSE(can_apply_on_top(state, an_op(anna).after(two, one).app("l", {"x"}).log()));
    CHECK_FALSE(can_apply_on_top(state, an_op(anna).after(two, one).annul(one).log()));

    const LoggedOp three = an_op(anna).set("c", "Wang").log();
    const LoggedOp four = an_op(bo).set("c", "Huang").log();
    const RecordState open = state_of({three, four});
    CHECK_FALSE(can_apply_on_top(open, an_op(anna).after(three, four).log()));
}

}  // namespace cunji::test
