#include "client/app/quorum.h"

#include <doctest/doctest.h>

namespace cunji::test {

namespace {

struct QuorumCase {
    const char* type;
    const char* basis;
    std::int64_t should;
    std::int64_t needed;
};

}  // namespace

TEST_CASE("quorum: each kind of meeting needs its own part of those who should come") {
    const QuorumCase cases[]{
        // More than half of the adults: half is not enough.
        {"villagers_assembly", "adults", 400, 201},
        {"villagers_assembly", "adults", 401, 201},
        {"villagers_assembly", "households", 90, 60},
        {"villagers_assembly", "households", 91, 61},
        {"representatives", "members", 30, 20},
        {"representatives", "members", 31, 21},
        {"representatives", "members", 32, 22},
        {"group", "households", 25, 17},
        {"group", "adults", 25, 17},
        {"party_members", "members", 24, 16},
        {"representatives", "members", 1, 1},
    };
    for (const QuorumCase& c : cases) {
        CAPTURE(c.type);
        CAPTURE(c.should);
        const Quorum one_short = quorum_of(c.type, c.basis, c.should, c.needed - 1);
        CHECK(one_short.ruled);
        CHECK(one_short.needed == c.needed);
        CHECK(one_short.missing == 1);
        CHECK_FALSE(one_short.met);
        CHECK(quorum_of(c.type, c.basis, c.should, c.needed).met);
        CHECK(quorum_of(c.type, c.basis, c.should, c.should).missing == 0);
    }
}

TEST_CASE("quorum: an assembly counted by no known basis is counted by adults, the stricter way") {
    CHECK(quorum_of("villagers_assembly", "", 400, 0).needed == 201);
    CHECK(quorum_of("villagers_assembly", "members", 400, 0).needed == 201);
}

TEST_CASE("quorum: nobody expected is no quorum, however many came") {
    const Quorum none = quorum_of("representatives", "members", 0, 30);
    CHECK(none.ruled);
    CHECK(none.needed == 0);
    CHECK_FALSE(none.met);
}

TEST_CASE("quorum: kinds without a rule hold with anybody there, and with nobody not") {
    CHECK_FALSE(quorum_of("branch", "members", 12, 5).ruled);
    CHECK(quorum_of("branch", "members", 12, 5).met);
    CHECK(quorum_of("democratic_review", "members", 30, 1).met);
    CHECK_FALSE(quorum_of("courtyard", "households", 30, 0).met);
}

TEST_CASE("quorum: a county may ask for another part") {
    MeetingRules rules;
    rules.representatives = {3, 4, false};
    CHECK(quorum_of("representatives", "members", 30, 22, rules).missing == 1);
}

TEST_CASE("quorum: households are counted where households are called") {
    CHECK(usual_basis("villagers_assembly") == "households");
    CHECK(usual_basis("group") == "households");
    CHECK(usual_basis("representatives") == "members");
    CHECK(usual_basis("party_members") == "members");
}

TEST_CASE("vote: more than half of those who were there and may vote") {
    // 30 came, 2 of them recused: 28 vote, 15 are needed.
    const VoteOutcome passed = vote_outcome("representatives", 40, 30, 2, {15, 10, 3});
    CHECK(passed.voters == 28);
    CHECK(passed.needed == 15);
    CHECK(passed.ties);
    CHECK(passed.passed);
    CHECK_FALSE(vote_outcome("representatives", 40, 30, 2, {14, 14, 0}).passed);
}

TEST_CASE("vote: the party's members need more than half of all who should attend") {
    CHECK(vote_outcome("party_members", 30, 20, 0, {15, 5, 0}).needed == 16);
    CHECK_FALSE(vote_outcome("party_members", 30, 20, 0, {15, 5, 0}).passed);
    CHECK(vote_outcome("party_members", 30, 20, 0, {16, 4, 0}).passed);
}

TEST_CASE("vote: numbers that do not tie decide nothing, and say by how many they are off") {
    const VoteOutcome short_of = vote_outcome("representatives", 40, 30, 2, {20, 5, 0});
    CHECK_FALSE(short_of.ties);
    CHECK(short_of.left == 3);
    CHECK_FALSE(short_of.passed);
    const VoteOutcome over = vote_outcome("representatives", 40, 30, 2, {25, 5, 2});
    CHECK(over.left == -4);
    CHECK_FALSE(over.passed);
}

TEST_CASE("vote: nobody there, nothing passed") {
    const VoteOutcome none = vote_outcome("representatives", 40, 2, 3, {});
    CHECK(none.voters == 0);
    CHECK(none.ties);
    CHECK_FALSE(none.passed);
}

TEST_CASE("recusal: whoever is of the household that is voted on") {
    const std::vector<std::string> subjects{"h1", "h2"};
    CHECK(must_recuse("h2", subjects));
    CHECK_FALSE(must_recuse("h3", subjects));
    CHECK_FALSE(must_recuse("", std::vector<std::string>{""}));
}

TEST_CASE("notice: an assembly is called ten days before, by the days of the calendar") {
    const auto exact =
        notice_check("villagers_assembly", "2026-11-01T20:00+08:00", "2026-11-11T09:00+08:00");
    REQUIRE(exact.has_value());
    CHECK(exact->days == 10);
    CHECK(exact->required == 10);
    CHECK(exact->enough);
    const auto late =
        notice_check("villagers_assembly", "2026-11-02T08:00+08:00", "2026-11-11T19:00+08:00");
    REQUIRE(late.has_value());
    CHECK(late->days == 9);
    CHECK_FALSE(late->enough);
    CHECK(notice_check("branch", "2026-11-11T08:00+08:00", "2026-11-11T19:00+08:00")->enough);
}

TEST_CASE(
    "notice: after the meeting is never in time, and without a date there is nothing to say") {
    CHECK_FALSE(notice_check("branch", "2026-11-12T08:00+08:00", "2026-11-11T19:00+08:00")->enough);
    CHECK_FALSE(notice_check("branch", "", "2026-11-11T19:00+08:00").has_value());
    CHECK_FALSE(notice_check("branch", "2026-11-12T08:00+08:00", "").has_value());
}

TEST_CASE("four deliberations: in order, each after the one before") {
    const FourStep proposal{"proposal", "2026-10-01T09:00+08:00"};
    const FourStep consultation{"consultation", "2026-10-01T09:00+08:00"};
    const FourStep review{"party_review", "2026-10-08T09:00+08:00"};
    const FourStep resolution{"resolution", "2026-10-20T09:00+08:00"};
    const std::vector<FourStep> all{proposal, consultation, review, resolution};

    CHECK(check_four_steps(proposal, {}).fault == FourStepFault::None);
    for (const FourStep& step : all) {
        CAPTURE(step.step);
        CHECK(check_four_steps(step, all).fault == FourStepFault::None);
    }

    SUBCASE("a step that was left out is named") {
        const std::vector<FourStep> before{proposal, review};
        const FourStepCheck check = check_four_steps(resolution, before);
        CHECK(check.fault == FourStepFault::Missing);
        CHECK(check.step == "consultation");
    }

    SUBCASE("the first two may be one sitting, the others not") {
        const FourStep same_hour{"party_review", consultation.start_at};
        const FourStepCheck check = check_four_steps(same_hour, all);
        CHECK(check.fault == FourStepFault::TooEarly);
        CHECK(check.step == "proposal");
    }

    SUBCASE("a consultation before the proposal is the wrong way round") {
        const FourStep early{"consultation", "2026-09-30T09:00+08:00"};
        CHECK(check_four_steps(early, all).fault == FourStepFault::TooEarly);
    }

    SUBCASE("times are compared as moments, not as text") {
        // 08:30 in UTC is after 09:00 in China.
        const FourStep later{"consultation", "2026-10-01T08:30Z"};
        CHECK(check_four_steps(later, all).fault == FourStepFault::None);
        const FourStep earlier{"consultation", "2026-10-01T00:30Z"};
        CHECK(check_four_steps(earlier, all).fault == FourStepFault::TooEarly);
    }

    SUBCASE("a meeting outside of them is never out of order") {
        CHECK(check_four_steps({"", "2026-10-01T09:00+08:00"}, {}).fault == FourStepFault::None);
    }
}

TEST_CASE("signatures: seven different people, and only those who were there") {
    const std::vector<std::string> there{"a", "b", "c", "d", "e", "f", "g", "h"};
    CHECK(valid_signers(std::vector<std::string>{"a", "b", "c", "d", "e", "f", "g"}, there) == 7);
    CHECK(valid_signers(std::vector<std::string>{"a", "a", "b", "z"}, there) == 2);
    CHECK(signers_needed("democratic_review") == 7);
    CHECK(signers_needed("branch") == 0);
}

}  // namespace cunji::test
