#include "shared/base/check.h"
#include "shared/policy/policy_loader.h"
#include "shared/policy/rights.h"
#include "tests/bench/bench.h"
#include "tests/bench/field.h"
#include "tests/bench/signing_switch.h"
#include "tests/support/test_keys.h"

#include <algorithm>
#include <cstdio>
#include <optional>
#include <span>

namespace cunji::bench {

namespace {

constexpr std::int64_t kVisits = 20'000;
constexpr std::int64_t kGroup = 100;
constexpr int kSingles = 300;
constexpr int kScans = 5;
constexpr int kRounds = 7;  ///< the median counts

/// One store of a device that was never enrolled: what a save costs at rest.
class Shelf {
public:
    Shelf(const std::string& file, Keys keys)
        : file_(file),
          keys_(std::move(keys)),
          store_(Store::open(file, Database::Mode::ReadWrite, keys_)) {
        author_.by = "01930a00-0000-7000-8000-000000000001";
        author_.device = "01930a00-0000-7000-8000-000000000002";
        author_.device_keys = new_key_pair();
        author_.powers = powers_of("first_secretary");
        const auto installed =
            store_.install_policy(built_in_policy_files(), built_in_policy_version());
        CHECK_THAT(installed.ok());
    }

    void save(std::span<const SaveRequest> group) {
        const auto saved = save_group(store_, author_, group, clock_.now(), random_);
        CHECK_THAT(saved.ok());
    }

    /// Reads every visit through a connection that has read nothing yet.
    void scan() {
        const Store fresh = Store::open(file_, Database::Mode::ReadOnly, keys_);
        const auto bytes = fresh.db().integer("SELECT sum(length(content)) FROM visit");
        CHECK_THAT(bytes.value_or(0) > 0);
    }

private:
    std::string file_;
    Keys keys_;
    SystemClock clock_;
    SystemRandom random_;
    Store store_;
    Author author_;
};

}  // namespace

void bench_encryption(const std::string& folder) {
    Shelf plain{folder + "/plain.db", nullptr};
    Shelf closed{folder + "/closed.db", test::test_keys()};
    SystemRandom random;
    const std::vector<std::string> households(1, "01930a00-0000-7000-8000-000000000003");
    std::vector<SaveRequest> visits;
    for (std::int64_t i = 0; i < kVisits + kSingles; ++i)
        visits.push_back(a_visit(random, i, households));
    const auto both = [](double& ours, double& floor, auto work_closed, auto work_plain) {
        ours += seconds_of(work_closed);
        floor += seconds_of(work_plain);
    };
    double ours = 0;
    double floor = 0;
    for (std::int64_t at = 0; at < kVisits; at += kGroup) {
        const std::span<const SaveRequest> group{visits.data() + at,
                                                 static_cast<std::size_t>(kGroup)};
        both(
            ours, floor, [&] { closed.save(group); }, [&] { plain.save(group); });
    }
    print_ratio("encrypted: 20,000 inserts", ours, floor, 1.75);
    ours = floor = 0;
    for (std::int64_t at = kVisits; at < kVisits + kSingles; ++at) {
        const std::span<const SaveRequest> one{visits.data() + at, 1};
        both(
            ours, floor, [&] { closed.save(one); }, [&] { plain.save(one); });
    }
    print_ratio("encrypted: 300 single saves", ours, floor, 1.75);
    ours = floor = 0;
    for (int i = 0; i < kScans; ++i)
        both(
            ours, floor, [&] { closed.scan(); }, [&] { plain.scan(); });
    print_ratio("encrypted: scan of visits x5", ours, floor, 4.5);
}

namespace {

/// Seconds to send 20,000 visits to a county of their own and to fetch them from it on another
/// device: what is held grows, so each time begins anew.
double exchange(const std::string& folder, bool with_signatures) {
    Field field{folder};
    Phone ann = field.enrol("ann");
    Phone bo = field.enrol("bo");
    const std::vector<std::string> households(1, "01930a00-0000-7000-8000-000000000003");
    std::vector<SaveRequest> visits;
    for (std::int64_t i = 0; i < kVisits; ++i)
        visits.push_back(a_visit(field.random(), i, households));
    for (std::int64_t at = 0; at < kVisits; at += kGroup) {
        const auto saved = save_group(*ann.store, *ann.enrolment.author(),
                                      {visits.data() + at, static_cast<std::size_t>(kGroup)},
                                      field.clock().now(), field.random());
        CHECK_THAT(saved.ok());
    }
    std::optional<WithoutSignatures> off;
    if (!with_signatures) off.emplace();
    return seconds_of([&] {
        CHECK_THAT(field.sync(ann).pushed == kVisits);
        CHECK_THAT(field.sync(bo).pulled == kVisits);
    });
}

double median(std::vector<double> figures) {
    std::sort(figures.begin(), figures.end());
    return figures[figures.size() / 2];
}

}  // namespace

void bench_signatures(const std::string& folder) {
    std::vector<double> with;
    std::vector<double> without;
    const std::int64_t before = signatures_counted();
    // Turn by turn, so that whatever else the machine does falls on both.
    for (int round = 0; round < kRounds; ++round) {
        const std::string here = folder + "/signatures-" + std::to_string(round);
        with.push_back(exchange(here + "-with", true));
        without.push_back(exchange(here + "-without", false));
    }
    print_ratio("signed: 20,000 ops, there, back", median(with), median(without), 1.15);
    print_figure("signatures for 20,000 ops",
                 static_cast<double>(signatures_counted() - before) / kRounds, "",
                 "a few a message");
}

}  // namespace cunji::bench
