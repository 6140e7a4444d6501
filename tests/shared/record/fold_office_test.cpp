// What only offices do: annul, approve, unlock; and what both do: void.
#include "shared/record/fold.h"
#include "tests/shared/record/folding.h"

#include <doctest/doctest.h>

#include <vector>

namespace cunji::test {

namespace {

struct Tiers {
    Line anna{0xa};
    Line bo{0xb};
    Line township{0x70};
    Line county{kCountyRid};

    LoggedOp first = an_op(anna).set("a", 1).set("c", "Wang").add("s", {"flood"}).log();

    LoggedOp approve(const LoggedOp& seen, std::int64_t rank = 1) {
        return an_op(rank == 1 ? township : county)
            .after(seen)
            .rank(rank)
            .set("review", "approved")
            .log();
    }
};

bool locked(const std::vector<LoggedOp>& ops, const LoggedOp& op) {
    const bool alone = builds_on_locked(as_fold_ops(ops), op);
    std::vector<LoggedOp> stored(ops.rbegin(), ops.rend());
    stored.push_back(op);  // the answer is the same when the op is stored already
    CHECK(builds_on_locked(as_fold_ops(stored), op) == alone);
    return alone;
}

}  // namespace

TEST_CASE(
    "annul: the op loses its fields, entries and elements but keeps its place in the ancestry") {
    Tiers t;
    const LoggedOp refused = an_op(t.bo)
                                 .after(t.first)
                                 .set("a", 2)
                                 .add("s", {"debt"})
                                 .rem("s", {"flood"})
                                 .app("l", {"x"})
                                 .log();
    const LoggedOp later = an_op(t.anna).after(refused).set("b", 3).log();
    const LoggedOp annul =
        an_op(t.county).after(later).annul(refused).why("not_granted: b").rank(2).log();
    const RecordState state = state_of({t.first, refused, later, annul});
    CHECK(state.exists);
    CHECK(shown(state, "a") == Value{1});
    CHECK(shown(state, "b") == Value{3});
    CHECK(shown(state, "s") == Value{Value::List{"flood"}});
    CHECK(shown(state, "l").is_null());
    CHECK(state.heads == ids({annul}));

    // An edit made on top of the refused one still saw what that one had seen.
    const LoggedOp through = an_op(t.bo).after(refused).set("a", 7).at(1).log();
    CHECK(shown(state_of({t.first, refused, through, annul}), "a") == Value{7});
}

TEST_CASE("annul: the conflict that a refused op made goes with it") {
    Tiers t;
    const LoggedOp annas = an_op(t.anna).after(t.first).set("c", "Wáng").log();
    const LoggedOp bos = an_op(t.bo).after(t.first).set("c", "Huang").log();
    const LoggedOp annul = an_op(t.county).after(annas, bos).annul(bos).rank(2).log();
    CHECK(state_of({t.first, annas, bos}).conflicts.contains("c"));
    const RecordState state = state_of({t.first, annas, bos, annul});
    CHECK(state.conflicts.empty());
    CHECK(shown(state, "c") == Value{"Wáng"});
}

TEST_CASE("annul: only lines of the county are honoured, whatever rank is claimed") {
    Tiers t;
    const LoggedOp bos = an_op(t.bo).after(t.first).set("a", 2).log();
    for (const std::int64_t rank : {0, 1, 2}) {
        CAPTURE(rank);
        const LoggedOp fake = an_op(t.township).after(bos).annul(bos).rank(rank).log();
        CHECK(shown(state_of({t.first, bos, fake}), "a") == Value{2});
    }
}

TEST_CASE("annul: a record whose ops are all annulled is none, and a new op brings it back") {
    Tiers t;
    const LoggedOp annul = an_op(t.county).after(t.first).annul(t.first).rank(2).log();
    const RecordState gone = state_of({t.first, annul});
    CHECK_FALSE(gone.exists);
    CHECK(gone.values.empty());
    CHECK(gone.heads == ids({annul}));
    const LoggedOp again = an_op(t.anna).after(annul).set("a", 4).log();
    const RecordState back = state_of({t.first, annul, again});
    CHECK(back.exists);
    CHECK(shown(back, "a") == Value{4});
}

TEST_CASE("annul: it is final, also when somebody annuls the annulment") {
    Tiers t;
    const LoggedOp annul = an_op(t.county).after(t.first).annul(t.first).rank(2).log();
    const LoggedOp undo = an_op(t.county).after(annul).annul(annul).rank(2).log();
    CHECK_FALSE(state_of({t.first, annul, undo}).exists);
}

TEST_CASE("approval: an edit of lower rank that it did not see is a conflict of the review") {
    Tiers t;
    const LoggedOp approval = t.approve(t.first);
    const LoggedOp edit = an_op(t.bo).after(t.first).set("a", 2).log();
    const RecordState state = state_of({t.first, approval, edit});
    CHECK(state.approved);
    CHECK(shown(state, "review") == Value{"approved"});
    CHECK(shown(state, "a") == Value{2});
    REQUIRE(state.conflicts.contains("review"));
    const Conflict& conflict = state.conflicts.at("review");
    CHECK(conflict.shown == approval.id);
    CHECK(in_conflict(state, "review") == ids({approval, edit}));
}

TEST_CASE(
    "approval: every kind of change counts as an edit, an op that only joins heads does not") {
    Tiers t;
    const LoggedOp approval = t.approve(t.first);

    struct Case {
        std::string what;
        LoggedOp op;
        bool conflict;
    };

    const std::vector<Case> cases = {
        {"an element added", an_op(t.bo).after(t.first).add("s", {"debt"}).log(), true},
        {"an element removed", an_op(t.bo).after(t.first).rem("s", {"flood"}).log(), true},
        {"an entry", an_op(t.bo).after(t.first).app("l", {"seen"}).log(), true},
        {"a status", an_op(t.bo).after(t.first).set("review", "submitted").log(), true},
        {"a field that the form does not know", an_op(t.bo).after(t.first).set("new", 1).log(),
         true},
        {"nothing", an_op(t.bo).after(t.first).log(), false},
        {"an edit of the same rank", an_op(t.county).after(t.first).set("a", 3).rank(1).log(),
         false},
        {"an edit of the county", an_op(t.county).after(t.first).set("a", 3).rank(2).log(), false},
    };
    for (const Case& one : cases) {
        CAPTURE(one.what);
        const RecordState state = state_of({t.first, approval, one.op});
        CHECK(state.conflicts.contains("review") == one.conflict);
    }
}

TEST_CASE("approval: what it saw, and what saw it, is no conflict") {
    Tiers t;
    const LoggedOp approval = t.approve(t.first);
    const LoggedOp after = an_op(t.township).after(approval).set("a", 2).rank(1).log();
    CHECK(state_of({t.first, approval}).conflicts.empty());
    CHECK(state_of({t.first, approval, after}).conflicts.empty());
}

TEST_CASE("approval: a decision of the office that saw both ends the conflict") {
    Tiers t;
    const LoggedOp approval = t.approve(t.first);
    const LoggedOp edit = an_op(t.bo).after(t.first).set("a", 2).log();
    for (const std::string decision : {"approved", "returned"}) {
        CAPTURE(decision);
        Line township = t.township;
        const LoggedOp decided =
            an_op(township).after(approval, edit).set("review", decision).rank(1).log();
        const RecordState state = state_of({t.first, approval, edit, decided});
        CHECK(state.conflicts.empty());
        CHECK(shown(state, "review") == Value{decision});
    }
    // What saw both but decided nothing leaves it open.
    const LoggedOp other = an_op(t.township).after(approval, edit).set("b", 1).rank(1).log();
    CHECK(state_of({t.first, approval, edit, other}).conflicts.contains("review"));
}

TEST_CASE("approval: with two of them, the one shown does not depend on the order of arrival") {
    Tiers t;
    const LoggedOp by_county = t.approve(t.first, 2);
    const LoggedOp by_township = t.approve(t.first, 1);
    const LoggedOp edit = an_op(t.bo).after(t.first).set("a", 2).log();
    const RecordState state = state_of({t.first, by_township, by_county, edit});
    CHECK(state.conflicts.at("review").shown == by_county.id);
    CHECK(in_conflict(state, "review") == ids({by_county, by_township, edit}));
}

TEST_CASE("approval: the value shown is in its conflict, also when it is no approval") {
    Tiers t;
    const LoggedOp approval = t.approve(t.first, 1);
    const LoggedOp returned =
        an_op(t.county).after(t.first).set("review", "returned").rank(2).log();
    const LoggedOp edit = an_op(t.bo).after(t.first).set("a", 2).log();
    const RecordState state = state_of({t.first, approval, returned, edit});
    CHECK(shown(state, "review") == Value{"returned"});
    CHECK(state.conflicts.at("review").shown == returned.id);
    CHECK(in_conflict(state, "review") == ids({approval, returned, edit}));
}

TEST_CASE("approval: an annulled one approves nothing") {
    Tiers t;
    const LoggedOp approval = t.approve(t.first);
    const LoggedOp edit = an_op(t.bo).after(t.first).set("a", 2).log();
    const LoggedOp annul = an_op(t.county).after(approval, edit).annul(approval).rank(2).log();
    const RecordState state = state_of({t.first, approval, edit, annul});
    CHECK_FALSE(state.approved);
    CHECK(state.conflicts.empty());
    CHECK(shown(state, "review").is_null());
    CHECK_FALSE(locked({t.first, approval, annul}, an_op(t.bo).after(annul).set("a", 3).log()));
}

TEST_CASE("approval and unlock are of rank 1 or more, and of these steps only") {
    Tiers t;
    const auto op = [&](const std::string& step, std::int64_t rank) {
        return an_op(t.township).set("review", step).rank(rank).log().op;
    };
    for (const std::string step : {"approved", "locked"}) {
        CHECK(is_approval(op(step, 1)));
        CHECK(is_approval(op(step, 2)));
        CHECK_FALSE(is_approval(op(step, 0)));
        CHECK_FALSE(is_unlock(op(step, 1)));
    }
    for (const std::string step : {"draft", "returned"}) {
        CHECK(is_unlock(op(step, 1)));
        CHECK_FALSE(is_unlock(op(step, 0)));
        CHECK_FALSE(is_approval(op(step, 1)));
    }
    CHECK_FALSE(is_approval(op("submitted", 1)));
    CHECK_FALSE(is_unlock(op("submitted", 1)));
    CHECK_FALSE(is_approval(an_op(t.township).set("review", 1).rank(1).log().op));
    CHECK_FALSE(is_approval(an_op(t.township).set("review", nullptr).rank(1).log().op));
    CHECK_FALSE(is_approval(an_op(t.township).rank(1).log().op));
}

TEST_CASE("locked: an edit of lower rank on top of an approval, until somebody unlocks") {
    Tiers t;
    const LoggedOp approval = t.approve(t.first);
    const LoggedOp edit = an_op(t.anna).after(approval).set("a", 2).log();
    CHECK(locked({t.first, approval}, edit));
    CHECK(locked({t.first, approval, edit},
                 an_op(t.bo).after(edit).set("a", 3).log()));  // through others

    CHECK_FALSE(locked({t.first}, an_op(t.anna).after(t.first).set("a", 2).log()));
    CHECK_FALSE(locked({t.first, approval}, an_op(t.anna).after(t.first).set("a", 2).log()));
    CHECK_FALSE(
        locked({t.first, approval}, an_op(t.township).after(approval).set("a", 2).rank(1).log()));
    CHECK_FALSE(
        locked({t.first, approval}, an_op(t.county).after(approval).set("a", 2).rank(2).log()));

    const LoggedOp unlock =
        an_op(t.township).after(approval).set("review", "returned").rank(1).log();
    const LoggedOp after_unlock = an_op(t.anna).after(unlock).set("a", 2).log();
    CHECK_FALSE(locked({t.first, approval, unlock}, after_unlock));
    // An unlock that the author did not see does not help him.
    CHECK(locked({t.first, approval, unlock}, an_op(t.bo).after(approval).set("a", 2).log()));
    // Approved once more: locked once more.
    const LoggedOp again = t.approve(after_unlock);
    CHECK(locked({t.first, approval, unlock, after_unlock, again},
                 an_op(t.anna).after(again).set("a", 4).log()));
}

TEST_CASE("locked: an unlock of one branch does not open what another branch locked") {
    Tiers t;
    const LoggedOp one = t.approve(t.first, 1);
    const LoggedOp other = t.approve(t.first, 2);
    const LoggedOp unlock = an_op(t.township).after(one).set("review", "draft").rank(1).log();
    CHECK(locked({t.first, one, other, unlock},
                 an_op(t.anna).after(unlock, other).set("a", 2).log()));
    CHECK_FALSE(
        locked({t.first, one, other, unlock}, an_op(t.anna).after(unlock).set("a", 2).log()));
}

TEST_CASE("locked: an annulled unlock opens nothing") {
    Tiers t;
    const LoggedOp approval = t.approve(t.first);
    const LoggedOp unlock = an_op(t.township).after(approval).set("review", "draft").rank(1).log();
    const LoggedOp annul = an_op(t.county).after(unlock).annul(unlock).rank(2).log();
    CHECK(locked({t.first, approval, unlock, annul}, an_op(t.anna).after(annul).set("a", 2).log()));
}

TEST_CASE("void: an edit that did not see it is a conflict, never a new record") {
    Tiers t;
    const LoggedOp voided = an_op(t.anna).after(t.first).set("void_reason", "entered twice").log();
    const LoggedOp edit = an_op(t.bo).after(t.first).set("a", 2).log();
    const RecordState state = state_of({t.first, voided, edit});
    CHECK(state.exists);
    CHECK(shown(state, "void_reason") == Value{"entered twice"});
    CHECK(shown(state, "a") == Value{2});
    CHECK(in_conflict(state, "void_reason") == ids({voided, edit}));
    CHECK(state.conflicts.at("void_reason").shown == voided.id);
}

TEST_CASE("void: it can be undone, and whoever decides after seeing both ends the conflict") {
    Tiers t;
    const LoggedOp voided = an_op(t.anna).after(t.first).set("void_reason", "entered twice").log();
    const LoggedOp undone = an_op(t.anna).after(voided).set("void_reason", nullptr).log();
    CHECK(shown(state_of({t.first, voided, undone}), "void_reason").is_null());
    CHECK(state_of({t.first, voided, undone}).conflicts.empty());

    const LoggedOp edit = an_op(t.bo).after(t.first).set("a", 2).log();
    for (const Value& decision : {Value{}, Value{"entered twice"}}) {
        CAPTURE(decision);
        Line bo = t.bo;
        const LoggedOp decided = an_op(bo).after(voided, edit).set("void_reason", decision).log();
        const RecordState state = state_of({t.first, voided, edit, decided});
        CHECK(state.conflicts.empty());
        CHECK(shown(state, "void_reason") == decision);
    }
    const LoggedOp other = an_op(t.bo).after(voided, edit).set("b", 1).log();
    CHECK(state_of({t.first, voided, edit, other}).conflicts.contains("void_reason"));
}

TEST_CASE("void: two people who void a record agree or not, as with any flagged field") {
    Tiers t;
    const LoggedOp annas = an_op(t.anna).after(t.first).set("void_reason", "entered twice").log();
    const LoggedOp same = an_op(t.bo).after(t.first).set("void_reason", "entered twice").log();
    const LoggedOp other = an_op(t.bo).after(t.first).set("void_reason", "moved away").log();
    CHECK(state_of({t.first, annas, same}).conflicts.empty());
    CHECK(in_conflict(state_of({t.first, annas, other}), "void_reason") == ids({annas, other}));

    // With an edit that saw neither, all three are in it, and one of them is shown for sure.
    const LoggedOp edit = an_op(t.township).after(t.first).set("a", 2).log();
    const RecordState state = state_of({t.first, annas, same, edit});
    CHECK(in_conflict(state, "void_reason") == ids({annas, same, edit}));
    CHECK(state.conflicts.at("void_reason").shown == same.id);
}

TEST_CASE("void: an edit that one of two voiders saw has been weighed") {
    Tiers t;
    const LoggedOp edit = an_op(t.bo).after(t.first).set("a", 2).log();
    const LoggedOp annas = an_op(t.anna).after(t.first).set("void_reason", "entered twice").log();
    const LoggedOp bos = an_op(t.bo).after(edit).set("void_reason", "entered twice").log();
    CHECK(state_of({t.first, edit, annas, bos}).conflicts.empty());
}

}  // namespace cunji::test
