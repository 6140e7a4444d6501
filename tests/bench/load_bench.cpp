#include "shared/base/check.h"
#include "shared/json/json.h"
#include "tests/bench/bench.h"
#include "tests/bench/field.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <thread>

namespace cunji::bench {

namespace {

constexpr int kClients = 64;
constexpr int kPushesEach = 40;
constexpr std::size_t kOpsEach = 10;

std::int64_t resident_megabytes() {
    std::ifstream file{"/proc/self/status"};
    std::string word;
    std::int64_t kilobytes = 0;
    while (file >> word) {
        if (word == "VmHWM:") file >> kilobytes;
    }
    return kilobytes / 1024;
}

struct Load {
    double seconds = 0;
    std::vector<double> pushes;  ///< seconds of each
    std::uint64_t commits = 0;
};

Load run_load(const std::string& folder, std::size_t group_commit_max) {
    Field field{folder, group_commit_max};
    std::vector<Field::Phone> phones;
    for (int i = 0; i < kClients; ++i)
        phones.push_back(field.enrol("phone" + std::to_string(i)));
    std::vector<std::vector<double>> times(kClients);
    std::vector<std::thread> threads;
    Load load;
    const std::uint64_t commits = field.server().writer().transactions();
    load.seconds = seconds_of([&] {
        for (std::size_t i = 0; i < phones.size(); ++i) {
            threads.emplace_back([&, i] {
                Field::Phone& phone = phones[i];
                // The saves are the devices' own work, on other machines: nothing of them is timed.
                phone.store->db().exec("PRAGMA synchronous=OFF");
                for (int push = 0; push < kPushesEach; ++push) {
                    std::vector<SaveRequest> group(kOpsEach);
                    for (SaveRequest& request : group) {
                        request.kind = "household";
                        request.scope = kVillage;
                        request.fields = {{"head_name", "户主" + std::to_string(push)}};
                    }
                    SystemRandom random;
                    CHECK_THAT(save_group(*phone.store, *phone.enrolment.author(), group,
                                          field.clock().now(), random)
                                   .ok());
                    times[i].push_back(seconds_of([&] { field.sync(phone); }));
                }
            });
        }
        for (std::thread& thread : threads)
            thread.join();
    });
    load.commits = field.server().writer().transactions() - commits;
    for (const auto& each : times)
        load.pushes.insert(load.pushes.end(), each.begin(), each.end());
    std::sort(load.pushes.begin(), load.pushes.end());
    return load;
}

}  // namespace

void bench_load(const std::string& folder) {
    const Load grouped = run_load(folder + "/grouped", kGroupCommitMax);
    const auto count = static_cast<double>(grouped.pushes.size());
    print_figure("64 clients: pushes", count / grouped.seconds, "1/s", "300");
    print_figure("64 clients: p95 of a sync",
                 grouped.pushes[grouped.pushes.size() * 95 / 100] * 1000, "ms", "1000");
    print_figure("requests a commit",
                 count / static_cast<double>(std::max<std::uint64_t>(grouped.commits, 1)), "", "");
    const Load single = run_load(folder + "/single", 1);
    print_figure("group commit gains", single.seconds / grouped.seconds, "x", "5");
    print_figure("peak memory, all of it", static_cast<double>(resident_megabytes()), "MB", "128");
}

}  // namespace cunji::bench
