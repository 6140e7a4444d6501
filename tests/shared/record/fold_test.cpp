#include "shared/record/fold.h"

#include "tests/shared/record/folding.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

namespace cunji::test {

namespace {

/// Two secretaries who edit the same record, each without seeing the other.
struct TwoEdits {
    Line anna{0xa};
    Line bo{0xb};
    LoggedOp first = an_op(anna).set("a", 0).set("b", 0).set("c", "0").log();

    LoggedOp annas(const std::string& field, Value value) {
        return an_op(anna).after(first).set(field, std::move(value)).log();
    }

    LoggedOp bos(const std::string& field, Value value) {
        return an_op(bo).after(first).set(field, std::move(value)).log();
    }
};

}  // namespace

TEST_CASE("fold: nothing known is no record") {
    CHECK(state_of({}) == RecordState{});
    CHECK_FALSE(state_of({}).exists);
}

TEST_CASE("fold: one op is the record") {
    Line anna{0xa};
    const LoggedOp op = an_op(anna).set("a", 5).set("c", "Wang").add("s", {"flood"}).log();
    const RecordState state = state_of({op});
    CHECK(state.exists);
    CHECK_FALSE(state.approved);
    CHECK(state.heads == ids({op}));
    CHECK(state.conflicts.empty());
    CHECK(shown(state, "a") == Value{5});
    CHECK(shown(state, "c") == Value{"Wang"});
    CHECK(shown(state, "s") == Value{Value::List{"flood"}});
}

TEST_CASE("fold: an edit that saw another wins though its clock is ten years behind") {
    Line anna{0xa};
    Line bo{0xb};
    for (const std::string field : {"a", "b", "c", "d", "e"}) {
        CAPTURE(field);
        // For max and min the later edit corrects a typo against the rule's own direction.
        const LoggedOp typo = an_op(anna).set(field, field == "d" ? 9 : 1).log();
        const LoggedOp right = an_op(bo).after(typo).set(field, 5).at(kNoon - 10 * kYear).log();
        const RecordState state = state_of({typo, right});
        CHECK(shown(state, field) == Value{5});
        CHECK(state.conflicts.empty());
        CHECK(state.heads == ids({right}));
    }
}

TEST_CASE("fold: an edit beats what it saw through others") {
    Line anna{0xa};
    Line bo{0xb};
    const LoggedOp one = an_op(anna).set("a", 1).log();
    const LoggedOp between = an_op(bo).after(one).set("b", 7).log();
    const LoggedOp last = an_op(anna).after(between).set("a", 2).at(1).log();
    const RecordState state = state_of({one, between, last});
    CHECK(shown(state, "a") == Value{2});
    CHECK(shown(state, "b") == Value{7});
}

TEST_CASE("fold: an erased field is a value like others") {
    Line anna{0xa};
    const LoggedOp one = an_op(anna).set("a", 1).log();
    const LoggedOp two = an_op(anna).after(one).set("a", nullptr).log();
    CHECK(shown(state_of({one, two}), "a").is_null());
}

TEST_CASE("latest: of edits that did not see each other, the larger rank, at, rid, n, h is shown") {
    struct Case {
        std::string what;
        LoggedOp loser;
        LoggedOp winner;
    };

    Line low{0x1};
    Line high{0x2};
    Line numbered{0x3};
    for (int i = 0; i < 8; ++i)
        an_op(numbered).on("01931f6e-7c1a-7e07-9d0e-000000000000").log();
    // A copied database writes other bytes under the same number: only the hash is left to decide.
    Line copied{0x4};
    Line copy = copied;
    LoggedOp fork_one = an_op(copied).set("a", 1).log();
    LoggedOp fork_two = an_op(copy).set("a", 2).log();
    if (fork_two.h < fork_one.h) std::swap(fork_one, fork_two);
    const std::vector<Case> cases = {
        {"a higher rank, whatever the clock", an_op(high).set("a", 1).at(kNoon + 10 * kYear).log(),
         an_op(low).set("a", 2).rank(1).at(kNoon - 10 * kYear).log()},
        {"the county over the township", an_op(high).set("a", 1).rank(1).log(),
         an_op(low).set("a", 2).rank(2).log()},
        {"then the later clock", an_op(high).set("a", 1).at(kNoon).log(),
         an_op(low).set("a", 2).at(kNoon + 1).log()},
        {"then the larger line", an_op(low).set("a", 1).log(), an_op(high).set("a", 2).log()},
        {"then the number, as a number: 10 after 9", an_op(numbered).set("a", 1).log(),
         an_op(numbered).set("a", 2).log()},
        {"then the hash", fork_one, fork_two},
    };
    REQUIRE(cases[4].loser.op.n == 9);
    REQUIRE(cases[5].loser.op.n == cases[5].winner.op.n);
    for (const Case& one : cases) {
        CAPTURE(one.what);
        const RecordState state = state_of({one.loser, one.winner});
        CHECK(shown(state, "a") == *one.winner.op.find_set("a"));
        CHECK(state.conflicts.empty());  // "a" is not flagged
        CHECK(state.heads == ids({one.loser, one.winner}));
    }
}

TEST_CASE("latest: concurrent values of a flagged field are a conflict, of another field not") {
    TwoEdits edits;
    for (const std::string field : {"a", "b"}) {
        CAPTURE(field);
        const bool flagged = field == "b";
        const LoggedOp annas = edits.annas(field, 1);
        const LoggedOp bos = edits.bos(field, 2);
        const RecordState state = state_of({edits.first, annas, bos});
        CHECK(shown(state, field) == Value{2});
        CHECK(state.conflicts.size() == (flagged ? 1 : 0));
        CHECK(in_conflict(state, field) == (flagged ? ids({annas, bos}) : ids({})));
    }
}

TEST_CASE(
    "keep_both: concurrent values are a conflict that holds them all and names the one shown") {
    TwoEdits edits;
    Line cai{0xc};
    const LoggedOp annas = edits.annas("c", "Wang");
    const LoggedOp bos = edits.bos("c", "Huang");
    const LoggedOp cais = an_op(cai).after(edits.first).set("c", nullptr).at(kNoon - 1).log();
    const RecordState state = state_of({edits.first, annas, bos, cais});
    CHECK(shown(state, "c") == Value{"Huang"});
    REQUIRE(state.conflicts.contains("c"));
    const Conflict& conflict = state.conflicts.at("c");
    CHECK(conflict.shown == bos.id);
    CHECK(conflict.values ==
          std::vector<FieldHead>{{annas.id, "Wang"}, {bos.id, "Huang"}, {cais.id, nullptr}});
}

TEST_CASE("keep_both: an edit that saw all values is the resolution") {
    TwoEdits edits;
    const LoggedOp annas = edits.annas("c", "Wang");
    const LoggedOp bos = edits.bos("c", "Huang");
    const LoggedOp resolved = an_op(edits.anna).after(annas, bos).set("c", "Wang").at(1).log();
    const RecordState state = state_of({edits.first, annas, bos, resolved});
    CHECK(state.conflicts.empty());
    CHECK(shown(state, "c") == Value{"Wang"});
    CHECK(state.heads == ids({resolved}));
}

TEST_CASE("keep_both: an edit that saw only one value leaves the other in conflict with it") {
    TwoEdits edits;
    const LoggedOp annas = edits.annas("c", "Wang");
    const LoggedOp bos = edits.bos("c", "Huang");
    const LoggedOp again = an_op(edits.anna).after(annas).set("c", "Wáng").log();
    const RecordState state = state_of({edits.first, annas, bos, again});
    CHECK(in_conflict(state, "c") == ids({again, bos}));
}

TEST_CASE("keep_both: an edit of other fields that saw all values leaves the conflict open") {
    TwoEdits edits;
    const LoggedOp annas = edits.annas("c", "Wang");
    const LoggedOp bos = edits.bos("c", "Huang");
    const LoggedOp other = an_op(edits.anna).after(annas, bos).set("a", 3).log();
    const RecordState state = state_of({edits.first, annas, bos, other});
    CHECK(in_conflict(state, "c") == ids({annas, bos}));
    CHECK(shown(state, "a") == Value{3});
}

TEST_CASE("conflicts: equal values are none, whoever wrote them") {
    TwoEdits edits;
    const LoggedOp annas = edits.annas("c", "Wang");
    const LoggedOp bos = edits.bos("c", "Wang");
    const RecordState state = state_of({edits.first, annas, bos});
    CHECK(state.conflicts.empty());
    CHECK(shown(state, "c") == Value{"Wang"});
}

TEST_CASE("conflicts: a text and an integer that look alike are different") {
    TwoEdits edits;
    const LoggedOp annas = edits.annas("c", "1");
    const LoggedOp bos = edits.bos("c", 1);
    CHECK(in_conflict(state_of({edits.first, annas, bos}), "c") == ids({annas, bos}));
}

TEST_CASE("conflicts: different fields are none, and both edits stand") {
    TwoEdits edits;
    const LoggedOp annas = edits.annas("b", 1);
    const LoggedOp bos = edits.bos("c", "Huang");
    const RecordState state = state_of({edits.first, annas, bos});
    CHECK(state.conflicts.empty());
    CHECK(shown(state, "b") == Value{1});
    CHECK(shown(state, "c") == Value{"Huang"});
}

TEST_CASE("conflicts: an official correction is shown, and what the village wrote stays findable") {
    TwoEdits edits;
    Line office{0x1};
    const LoggedOp annas = edits.annas("c", "Wang");
    const LoggedOp official =
        an_op(office).after(edits.first).set("c", "Huang").rank(1).at(kNoon - kYear).log();
    const RecordState state = state_of({edits.first, annas, official});
    CHECK(shown(state, "c") == Value{"Huang"});
    CHECK(in_conflict(state, "c") == ids({annas, official}));
    CHECK(state.conflicts.at("c").shown == official.id);
}

TEST_CASE("three devices: each saw another part, and every field is folded by itself") {
    Line anna{0xa};
    Line bo{0xb};
    Line cai{0xc};
    const LoggedOp first = an_op(anna).set("a", 1).set("c", "Wang").log();
    const LoggedOp bos = an_op(bo).after(first).set("a", 2).set("c", "Huang").log();
    const LoggedOp cais = an_op(cai).after(first).set("a", 3).at(kNoon - 1).log();
    // Anna has pulled Bo's edit but not Cai's.
    const LoggedOp annas = an_op(anna).after(bos).set("c", "Hwang").at(kNoon - 2).log();
    const RecordState state = state_of({first, bos, cais, annas});
    CHECK(state.heads == ids({cais, annas}));
    CHECK(shown(state, "a") == Value{2});        // Bo and Cai did not see each other
    CHECK(shown(state, "c") == Value{"Hwang"});  // Anna saw Bo
    CHECK(state.conflicts.empty());

    // Cai pulls everything and looks at both.
    const LoggedOp joined = an_op(cai).after(cais, annas).set("a", 4).log();
    CHECK(shown(state_of({first, bos, cais, annas, joined}), "a") == Value{4});
}

TEST_CASE("ancestry: a parent that is not known yet is absent, and counts when it comes") {
    Line anna{0xa};
    Line bo{0xb};
    const LoggedOp one = an_op(anna).set("c", "Wang").at(kNoon + 2).log();
    const LoggedOp two = an_op(bo).after(one).set("a", 1).log();
    const LoggedOp three = an_op(anna).after(two).set("c", "Huang").at(kNoon).log();
    CHECK(in_conflict(state_of({one, three}), "c") == ids({one, three}));
    const RecordState whole = state_of({one, two, three});
    CHECK(whole.conflicts.empty());
    CHECK(shown(whole, "c") == Value{"Huang"});
}

TEST_CASE("ancestry: a record edited ten thousand times in a row folds without deep recursion") {
    Line anna{0xa};
    std::vector<LoggedOp> ops{an_op(anna).set("a", 0).log()};
    for (int i = 1; i < 10'000; ++i)
        ops.push_back(an_op(anna).after(ops.back()).set("a", i).log());
    std::vector<FoldOp> newest_first = as_fold_ops(ops);
    std::reverse(newest_first.begin(), newest_first.end());
    const RecordState state = fold(newest_first, a_form());
    CHECK(shown(state, "a") == Value{9999});
    CHECK(state.heads == ids({ops.back()}));
}

}  // namespace cunji::test
