#include "shared/base/check.h"
#include "shared/crypto/crypto.h"
#include "shared/json/json.h"
#include "tests/bench/bench.h"
#include "tests/bench/county_process.h"
#include "tests/bench/field.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <string_view>

namespace cunji::bench {

namespace {

constexpr std::int64_t kVisits = 20'000;
constexpr std::int64_t kGroup = 100;
constexpr int kSingles = 300;
constexpr std::int64_t kEdits = 200;

void save_all(Field& field, Phone& phone, std::span<const SaveRequest> group) {
    const auto saved = save_group(*phone.store, *phone.enrolment.author(), group,
                                  field.clock().now(), field.random());
    CHECK_THAT(saved.ok());
}

std::vector<std::string> some_households(Field& field, Phone& phone) {
    std::vector<SaveRequest> group(200);
    for (std::size_t i = 0; i < group.size(); ++i) {
        group[i].kind = "household";
        group[i].scope = kVillage;
        group[i].fields = {{"head_name", "户主" + std::to_string(i)}};
    }
    const auto saved = save_group(*phone.store, *phone.enrolment.author(), group,
                                  field.clock().now(), field.random());
    CHECK_THAT(saved.ok());
    std::vector<std::string> ids;
    for (const Saved& entry : *saved)
        ids.push_back(entry.id);
    return ids;
}

}  // namespace

void print_ratio(const std::string& name, double seconds, double floor, double goal) {
    std::printf("%-28s %8.3f s   floor %8.3f s   %5.2fx   (goal %.2fx)\n", name.c_str(), seconds,
                floor, seconds / floor, goal);
}

void print_figure(const std::string& name, double figure, const std::string& unit,
                  const std::string& goal) {
    std::printf("%-28s %8.1f %s   (goal %s)\n", name.c_str(), figure, unit.c_str(), goal.c_str());
}

void bench_save(const std::string& folder) {
    Field field{folder + "/save"};
    Phone phone = field.enrol("ann");
    const std::vector<std::string> households = some_households(field, phone);
    Floor floor{folder + "/save/floor.db"};
    double ours = 0;
    double raw = 0;
    // Turn by turn, so that whatever else the disk does falls on both.
    for (int i = 0; i < kSingles; ++i) {
        const SaveRequest visit = a_visit(field.random(), i, households);
        ours += seconds_of([&] { save_all(field, phone, {&visit, 1}); });
        const std::string op =
            phone.store->db().text("SELECT bytes FROM op ORDER BY lseq DESC LIMIT 1").value_or("");
        raw += seconds_of([&] { floor.insert({op}, 1); });
    }
    print_ratio("save of one visit x300", ours, raw, 1.5);
}

void bench_exchange(const std::string& folder) {
    Field field{folder + "/exchange"};
    Phone ann = field.enrol("ann");
    Phone bo = field.enrol("bo");
    const std::vector<std::string> households = some_households(field, ann);
    field.sync(ann);
    field.sync(bo);
    std::vector<SaveRequest> visits;
    for (std::int64_t i = 0; i < kVisits; ++i) {
        visits.push_back(a_visit(field.random(), i, households));
    }
    // Turn by turn, so that whatever else the disk does falls on both.
    double insert = 0;
    double insert_floor = 0;
    Floor beside{folder + "/exchange/floor-insert.db"};
    for (std::int64_t at = 0; at < kVisits; at += kGroup) {
        insert += seconds_of([&] {
            save_all(field, ann, {visits.data() + at, static_cast<std::size_t>(kGroup)});
        });
        const std::vector<std::string> group = last_visit_ops(*ann.store, kGroup);
        insert_floor += seconds_of([&] { beside.insert(group, static_cast<std::size_t>(kGroup)); });
    }
    const std::vector<std::string> ops = last_visit_ops(*ann.store, kVisits);
    std::size_t bytes = 0;
    for (const std::string& op : ops)
        bytes += op.size();
    print_figure("bytes of an op", static_cast<double>(bytes) / static_cast<double>(ops.size()),
                 "B", "about 600");
    const auto floor_of = [&](const char* name) {
        Floor floor{folder + "/exchange/" + name};
        return seconds_of([&] { floor.insert(ops, static_cast<std::size_t>(kGroup)); });
    };
    print_ratio("20,000 visits: insert", insert, insert_floor, 3);
    // Between floors, for the same reason.
    const double before_push = floor_of("floor-1.db");
    SyncReport up;
    const double push = seconds_of([&] { up = field.sync(ann); });
    CHECK_THAT(up.pushed == kVisits && up.refused == 0);
    const double before_pull = floor_of("floor-2.db");
    print_ratio("20,000 visits: push", push, (before_push + before_pull) / 2, 3);
    SyncReport down;
    const double pull = seconds_of([&] { down = field.sync(bo); });
    CHECK_THAT(down.pulled == kVisits);
    print_ratio("20,000 visits: pull", pull, (before_pull + floor_of("floor-3.db")) / 2, 3);
    print_figure("up", static_cast<double>(up.bytes_up) / 1e6, "MB", "2.9");
    print_figure("down", static_cast<double>(down.bytes_down) / 1e6, "MB", "2.9");
    field.sync(ann);
    const SyncReport idle = field.sync(ann);
    print_figure("nothing to do", static_cast<double>(idle.bytes_up + idle.bytes_down), "B",
                 "1024");

    std::vector<std::string> ids;
    Query query = bo.store->db().query("SELECT id FROM visit ORDER BY id LIMIT ?1", kEdits);
    while (query.step())
        ids.push_back(query.str(0));
    for (const std::string& id : ids) {
        SaveRequest edit;
        edit.kind = "visit";
        edit.id = id;
        edit.fields = {{"satisfaction", "neutral"}};
        save_all(field, bo, {&edit, 1});
    }
    const SyncReport edits = field.sync(bo);
    CHECK_THAT(edits.pushed == kEdits);
    print_figure("200 one-field edits, up", static_cast<double>(edits.bytes_up), "B", "12288");
}

}  // namespace cunji::bench

/// cunji-bench [save|exchange|load|county|encryption|signatures|window]...: those named, or all.
int main(int argc, char** argv) {
    using namespace cunji::bench;  // NOLINT(google-build-using-namespace): the program's own
    cunji::start_crypto();
    if (argc == 5 && std::string_view{argv[1]} == "serve") {
        return serve_county(argv[2], std::stoul(argv[3]), std::stoi(argv[4]));
    }
    const std::string folder = "/tmp/cunji-bench";
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    const std::vector<std::string_view> wanted{argv + 1, argv + argc};
    const auto run = [&](std::string_view name, void (*bench)(const std::string&)) {
        const bool named = std::find(wanted.begin(), wanted.end(), name) != wanted.end();
        if (wanted.empty() || named) bench(folder);
    };
    run("save", bench_save);
    run("exchange", bench_exchange);
    run("load", bench_load);
    run("county", bench_county);
    run("encryption", bench_encryption);
    run("signatures", bench_signatures);
    run("window", bench_window);
    std::filesystem::remove_all(folder);
    return 0;
}
