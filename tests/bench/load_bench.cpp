#include "shared/base/check.h"
#include "shared/json/json.h"
#include "shared/store/lines.h"
#include "sync/push_plan.h"
#include "tests/bench/bench.h"
#include "tests/bench/county_process.h"
#include "tests/bench/field.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <thread>

namespace cunji::bench {

namespace {

constexpr int kClients = 64;
constexpr int kPushesEach = 40;
constexpr std::size_t kOpsEach = 10;
constexpr int kPlainDiskMillis = 5;  // a disk that has written when it says so

/// A device in the field whose pushes are ready: saving, planning and packing are its own work, on
/// another machine, and no part of what is timed.
struct Pusher {
    Phone phone;
    std::vector<std::string> bodies;  ///< packed; each a group of kOpsEach ops
    std::string nonce = "none";
    std::vector<double> seconds;  ///< of each push
};

void save_households(Phone& phone, const std::string& village, int round) {
    std::vector<SaveRequest> group(kOpsEach);
    for (SaveRequest& request : group) {
        request.kind = "household";
        request.scope = village;
        request.fields = {{"head_name", "户主" + std::to_string(round)}};
    }
    SystemRandom random;
    CHECK_THAT(
        save_group(*phone.store, *phone.enrolment.author(), group, SystemClock{}.now(), random)
            .ok());
}

Pusher make_pusher(const std::string& folder, std::uint16_t port, int index) {
    const Compressor compressor;
    SystemClock clock;
    const std::string village = "9901011" + std::to_string(10'000 + index);
    Pusher pusher{enrol_phone(folder, port, "phone" + std::to_string(index), village), {}, {}, {}};
    Phone& phone = pusher.phone;
    phone.store->db().exec("PRAGMA synchronous=OFF");
    save_households(phone, village, 0);
    ServerLink link{*phone.store, phone.enrolment, *phone.transport, compressor};
    CHECK_THAT(!sync_records(*phone.store, link, clock, {}).problem);
    for (int round = 1; round <= kPushesEach; ++round)
        save_households(phone, village, round);
    PushPlan plan;
    for (const Line& line : own_lines(phone.store->db()))
        plan_own_line(*phone.store, line.announcement.rid, kOpsEach, plan);
    while (!plan.empty()) {
        const PushBatch batch = take_batch(*phone.store, phone.enrolment.device_keys, plan, 1);
        CHECK_THAT(batch.ops.size() == kOpsEach);
        pusher.bodies.push_back(compressor.pack(batch.body));
    }
    return pusher;
}

WireResponse send_push(Pusher& pusher, const std::string& body) {
    WireRequest request{"POST", "/v1/push", {{"Content-Encoding", "zstd"}}, body};
    const Signature signature = sign(pusher.phone.enrolment.device_keys,
                                     request_text("POST", "/v1/push", body, pusher.nonce));
    request.headers.emplace_back(kDeviceHeader, pusher.phone.enrolment.device);
    request.headers.emplace_back(kNonceHeader, pusher.nonce);
    request.headers.emplace_back(kSignatureHeader, to_base64(signature));
    Result<WireResponse> answer = pusher.phone.transport->send(request);
    CHECK_THAT(answer.ok());
    pusher.nonce = answer->header(kNextHeader);
    return std::move(*answer);
}

void push_all(Pusher& pusher) {
    static_cast<void>(send_push(pusher, pusher.bodies.front()));  // brings the first nonce
    for (const std::string& body : pusher.bodies) {
        pusher.seconds.push_back(seconds_of([&] {
            const WireResponse answer = send_push(pusher, body);
            CHECK_THAT(answer.status == 200);
            const auto said = decode_push_answer(answer.body);
            CHECK_THAT(said.ok() && said->stored.size() == 1 && said->refused.empty());
        }));
    }
}

struct Load {
    double a_second = 0;  ///< pushes
    double p95 = 0;       ///< seconds
    double megabytes = 0;
};

Load run_load(const std::string& folder, std::size_t group_max, int fsync_millis) {
    std::filesystem::create_directories(folder);
    const CountyProcess county{folder, group_max, fsync_millis};
    std::vector<Pusher> pushers;
    for (int i = 0; i < kClients; ++i)
        pushers.push_back(make_pusher(folder, county.port(), i));
    const double seconds = seconds_of([&] {
        std::vector<std::thread> threads;
        for (Pusher& pusher : pushers)
            threads.emplace_back([&pusher] { push_all(pusher); });
        for (std::thread& thread : threads)
            thread.join();
    });
    std::vector<double> all;
    for (const Pusher& pusher : pushers)
        all.insert(all.end(), pusher.seconds.begin(), pusher.seconds.end());
    std::sort(all.begin(), all.end());
    return {static_cast<double>(all.size()) / seconds, all[all.size() * 95 / 100],
            county.peak_megabytes()};
}

}  // namespace

void bench_load(const std::string& folder) {
    const Load here = run_load(folder + "/here", kGroupCommitMax, 0);
    print_figure("64 clients: pushes", here.a_second, "1/s", "300");
    print_figure("64 clients: p95 of a push", here.p95 * 1000, "ms", "1000");
    print_figure("64 clients: server's memory", here.megabytes, "MB", "128");
    const Load grouped = run_load(folder + "/grouped", kGroupCommitMax, kPlainDiskMillis);
    const Load single = run_load(folder + "/single", 1, kPlainDiskMillis);
    print_figure("5 ms an fsync: pushes", grouped.a_second, "1/s", "300");
    print_figure("5 ms an fsync: p95", grouped.p95 * 1000, "ms", "1000");
    print_figure("5 ms an fsync: one each", single.a_second, "1/s", "");
    print_figure("5 ms an fsync: group gains", grouped.a_second / single.a_second, "x", "5");
}

}  // namespace cunji::bench
