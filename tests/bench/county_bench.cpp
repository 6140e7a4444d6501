#include "server/delivering.h"
#include "shared/base/check.h"
#include "shared/base/uuid.h"
#include "shared/json/json.h"
#include "shared/store/lines.h"
#include "shared/store/op_writer.h"
#include "shared/store/reading.h"
#include "tests/bench/bench.h"
#include "tests/bench/field.h"
#include "tests/support/test_keys.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace cunji::bench {

namespace {

constexpr int kVillages = 300;
constexpr int kRuns = 20;

std::int64_t ops_wanted() {
    const char* given = std::getenv("CUNJI_BENCH_OPS");
    return given != nullptr ? std::atoll(given) : 1'000'000;
}

std::string village(int index) {
    return "9901012" + std::to_string(10'000 + index);
}

/// Fills a county as 300 villages of 200 households and their visits would.
void fill(const Store& store, SeededRandom& random) {
    const std::int64_t each = ops_wanted() / kVillages;
    const std::string person = new_uuid(1'763'700'000'000, random);
    for (int v = 0; v < kVillages; ++v) {
        Transaction transaction{store.db()};
        OpWriter writer{store, true, 1'763'700'000'000};
        Line line;
        line.announcement.rid = random.next64();
        line.announcement = make_announcement(line.announcement.rid, person, village(v), person,
                                              key_pair_from_seed({}));
        insert_line(store.db(), line);
        Hash h{};
        std::string household;
        for (std::int64_t n = 1; n <= each; ++n) {
            Op op;
            op.rid = line.announcement.rid;
            op.n = n;
            op.at = 1'763'700'000'000 + n;
            op.by = person;
            op.scope = village(v);
            op.form = 1;
            op.rec = new_uuid(op.at, random);
            if (n % 17 == 1) {
                op.kind = "household";
                household = op.rec;
                op.set = {{"head_name", "户主" + std::to_string(n)}, {"group_name", "一组"}};
            } else {
                op.kind = "visit";
                op.set = {{"household", household},
                          {"purpose", "routine"},
                          {"start_at", "2026-11-20T09:30+08:00"},
                          {"content", "询问冬季取暖和孩子上学情况。"}};
            }
            const std::string bytes = encode_op(op);
            const Hash parent = h;
            h = chain(parent, bytes);
            CHECK_THAT(writer.append({op, id_of(op, h), h}, bytes, parent) ==
                       OpWriter::Outcome::Stored);
        }
        writer.flush();
        transaction.commit();
    }
}

template <typename Work>
double median_millis(Work work) {
    std::vector<double> times;
    for (int i = 0; i < kRuns; ++i)
        times.push_back(seconds_of(work) * 1000);
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
}

}  // namespace

void bench_county(const std::string& folder) {
    SeededRandom random{5};
    Store store = open_county({folder + "/county", test::test_keys()}, random);
    const double seconds = seconds_of([&] { fill(store, random); });
    const std::int64_t ops = store.db().integer("SELECT count(*) FROM op").value_or(0);
    std::printf("county of %lld ops filled in %.1f s\n", static_cast<long long>(ops), seconds);
    const Identity identity = read_identity(store);
    Device device;
    device.by = new_uuid(1, random);
    grant(store, device.by, village(150), 1);
    const ScopeHead head = scope_head(store.db(), village(150));
    PullRequest request;
    request.epoch = identity.epoch;
    const Hash s = [&] {
        Query query = store.db().query("SELECT s FROM delivery WHERE scope = ?1 AND sseq = ?2",
                                       std::string_view{village(150)}, head.sseq - 100);
        CHECK_THAT(query.step());
        return query.hash(0);
    }();
    request.cursors.push_back({village(150), head.sseq - 100, shorten(s)});
    print_figure("pull of the last 100 ops", median_millis([&] {
                     const auto answer = answer_pull(store, identity, device, request);
                     CHECK_THAT(std::holds_alternative<PulledPage>(answer));
                 }),
                 "ms", "5");
    ListOptions options;
    options.scope = village(150);
    print_figure("list household, one village",
                 median_millis([&] { CHECK_THAT(list_records(store, "household", options).ok()); }),
                 "ms", "10");
}

}  // namespace cunji::bench
