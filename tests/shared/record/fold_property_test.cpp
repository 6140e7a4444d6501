#include "tests/shared/record/histories.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <cstdlib>
#include <map>
#include <sstream>
#include <unordered_map>
#include <vector>

namespace cunji::test {

namespace {

constexpr int kRuns = 2000;
constexpr int kStepsMax = 60;
constexpr int kTries = 200;  ///< histories that must reach, or notice, something

std::uint64_t number_of(const char* variable, std::uint64_t otherwise) {
    const char* text = std::getenv(variable);  // NOLINT(concurrency-mt-unsafe): one thread
    return text != nullptr ? std::strtoull(text, nullptr, 10) : otherwise;
}

/// Always the same histories, so that a red build is red for everybody. More and others:
/// CUNJI_PROPERTY_RUNS=100000 CUNJI_PROPERTY_SEED=$RANDOM.
rc::detail::TestParams params() {
    rc::detail::TestParams params;
    params.seed = number_of("CUNJI_PROPERTY_SEED", 1);
    params.maxSuccess = static_cast<int>(number_of("CUNJI_PROPERTY_RUNS", kRuns));
    params.maxSize = kStepsMax;
    return params;
}

/// A history of up to as many steps as rapidcheck's size. Only whole steps are left out when it
/// looks for a shorter one: other dice would be another history.
rc::Gen<History> a_history() {
    const auto dice = rc::gen::noShrink(rc::gen::resize(100, rc::gen::arbitrary<std::uint64_t>()));
    return rc::gen::build<History>(
        rc::gen::set(&History::devices, dice),
        rc::gen::set(&History::steps, rc::gen::container<std::vector<std::uint64_t>>(dice)));
}

History history_of(int seed) {
    return a_history()(rc::Random(static_cast<std::uint64_t>(seed)), kStepsMax).value();
}

/// rapidcheck's own listener announces another seed than ours.
class Silence final : public rc::detail::TestListener {
public:
    void onTestCaseFinished(const rc::detail::CaseDescription& /*one*/) override {}

    void onShrinkTried(const rc::detail::CaseDescription& /*one*/, bool /*accepted*/) override {}

    void onTestFinished(const rc::detail::TestMetadata& /*test*/,
                        const rc::detail::TestResult& /*result*/) override {}
};

std::string names_of(const std::set<Promise>& promises) {
    std::string out;
    for (const Promise promise : promises)
        out += std::string{name_of(promise)} + "\n";
    return out;
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): the name rapidcheck looks for
void showValue(const History& history, std::ostream& out) {
    out << '\n' << story_of(history);
}

TEST_CASE("fold: two thousand random histories keep every promise") {
    Silence silence;
    const auto result = rc::detail::checkTestable(
        [] {
            const std::set<Promise> broken = broken_by(*a_history());
            if (!broken.empty()) RC_FAIL(names_of(broken));
        },
        rc::detail::TestMetadata{}, params(), silence,
        std::unordered_map<std::string, rc::detail::Reproduce>{});
    std::ostringstream report;
    rc::detail::printResultMessage(result, report);
    INFO(report.str());
    CHECK(result.is<rc::detail::SuccessResult>());
}

TEST_CASE("fold: the random histories reach what matters") {
    std::map<std::string, int> reached;
    for (int i = 0; i < kTries; ++i) {
        const RecordState state = end_of(history_of(i));
        for (const auto& [field, conflict] : state.conflicts)
            ++reached["conflict of " + field];
        if (state.approved) ++reached["approved"];
        if (state.heads.size() > 2) ++reached["three heads"];
        if (!state.conflicts.contains("c") && state.heads.size() > 1) ++reached["no conflict"];
    }
    for (const std::string what :
         {"conflict of b", "conflict of c", "conflict of review", "conflict of void_reason",
          "approved", "three heads", "no conflict"}) {
        CAPTURE(what);
        CHECK(reached[what] > kTries / 20);
    }
}

// The promises are worth what they notice: each mistake breaks those that it must break.
TEST_CASE("fold: the promises notice every seeded fault") {
    struct Case {
        std::string what;
        Fault fault;
        std::set<Promise> noticed_by;
    };

    const std::vector<Case> cases = {
        {"the clock decides",
         Fault::ClockDecides,
         {Promise::LastWriterWins, Promise::SeenNeverWins, Promise::ConcurrentIsFindable,
          Promise::IncrementalEqualsFold, Promise::OracleAgrees}},
        {"nothing is folded again",
         Fault::NoRefold,
         {Promise::IncrementalEqualsFold, Promise::OrderDoesNotMatter, Promise::SeenNeverWins,
          Promise::ConcurrentIsFindable, Promise::OracleAgrees}},
        {"equal clocks are decided by who came first",
         Fault::TieWithoutLine,
         {Promise::OrderDoesNotMatter, Promise::OracleAgrees}},
        {"anybody can annul", Fault::AnnulFromAnyone, {Promise::OracleAgrees}},
        {"a removal beats an addition that it did not see",
         Fault::RemoveWins,
         {Promise::OracleAgrees}},
    };
    for (const Case& one : cases) {
        CAPTURE(one.what);
        std::map<Promise, int> noticed;
        for (int i = 0; i < kTries; ++i) {
            for (const Promise promise : broken_by(history_of(i), one.fault))
                ++noticed[promise];
        }
        for (const Promise promise : one.noticed_by) {
            CAPTURE(name_of(promise));
            CHECK(noticed[promise] >= kTries / 50);
        }
    }
}

}  // namespace cunji::test
