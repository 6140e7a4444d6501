#include "server/demo/demo.h"

#include "server/access.h"
#include "server/demo/parts.h"
#include "server/node.h"
#include "shared/base/check.h"

#include <algorithm>
#include <cstdio>
#include <fstream>

namespace cunji {

namespace {

constexpr std::string_view kErrorsFile = "/demo-errors.json";
constexpr std::uint64_t kIdentityStream = 0x6b65795f;  ///< apart from the county's life

bool is_empty(const Store& store) {
    const bool has_ops = store.db().integer("SELECT 1 FROM op LIMIT 1").has_value();
    return !has_ops && all_accounts(store).empty();
}

void write_village(demo::World& world, demo::Village& village) {
    people_village(world, village);
    write_households(world, village);
    write_years(world, village);
    write_ledgers(world, village);
    write_help(world, village);
    write_visits(world, village);
}

void write_county(demo::World& world, std::size_t villages) {
    lay_out_county(world, villages);
    appoint_staff(world);
    write_places(world);
    for (demo::Village& village : world.county.villages)
        write_village(world, village);
    write_projects(world);
    for (demo::Village& village : world.county.villages) {
        write_meetings(world, village);
        write_notices(world, village);
    }
    write_township_meetings(world);
    plant_conflicts(world);
    plant_duplicates(world);
    plant_errors(world);
}

void write_errors_file(const DemoSummary& summary) {
    Json list = Json::array();
    for (const PlantedError& error : summary.errors) {
        list.push_back({{"rule", error.rule},
                        {"kind", error.kind},
                        {"record", error.record},
                        {"scope", error.scope}});
    }
    std::ofstream file{summary.errors_file, std::ios::binary};
    file << list.dump(1) << '\n';
    file.close();
    if (!file) throw Failure({"error.demo.file", {{"file", summary.errors_file}}}, "write");
}

DemoSummary summarize(const demo::World& world, const std::string& folder) {
    DemoSummary out;
    out.ops = world.scribe.ops();
    out.records = world.scribe.made();
    out.villages = world.county.villages.size();
    for (const demo::Village& village : world.county.villages) {
        out.registered +=
            std::count_if(village.families.begin(), village.families.end(),
                          [](const demo::Family& family) { return family.registered; });
    }
    out.pictures = world.pictures.made();
    out.hard_conflicts = world.hard_conflicts;
    out.soft_conflicts = world.soft_conflicts;
    out.duplicates = world.duplicates;
    for (const demo::Planted& planted : world.planted) {
        const RecordKey& record = planted.record;
        out.errors.push_back({planted.rule, record.kind, record.id, record.scope});
    }
    out.errors_file = folder + std::string{kErrorsFile};
    const demo::Village& first = world.county.villages.front();
    out.secretary = first.secretary.name;
    out.secretary_scope = first.code;
    return out;
}

void print(const Texts& texts, const Message& message) {
    std::printf("%s\n", texts(message).c_str());
}

}  // namespace

Result<DemoSummary> make_demo_county(const CountyFolder& folder, const DemoOptions& options) {
    CHECK_THAT(options.villages >= 1 && options.villages <= kDemoVillages);
    SeededRandom identity{options.seed ^ kIdentityStream};
    const Store store = open_county(folder, identity);
    if (!is_empty(store)) return Message{"error.demo.not_empty", {{"folder", folder.path}}};

    const demo::Material material;
    demo::Pictures pictures{store, blob_folder(folder.path), options.seed};
    const demo::Chance chance{options.seed};
    demo::Scribe scribe{store, SeededRandom{options.seed}};
    store.set_meta("demo", "yes");
    demo::World world{store,
                      scribe,
                      pictures,
                      material,
                      chance,
                      demo::NameBook{material.names},
                      demo::NumberBook{demo::text_at(material.places.at("county"), "code")}};
    write_county(world, options.villages);
    scribe.finish();
    const DemoSummary summary = summarize(world, folder.path);
    write_errors_file(summary);
    return summary;
}

int run_demo(const CountyFolder& folder, std::uint64_t seed, const Texts& texts) {
    DemoOptions options;
    options.seed = seed;
    const Result<DemoSummary> made = make_demo_county(folder, options);
    if (!made) {
        std::fprintf(stderr, "%s\n", texts(made.error()).c_str());
        return 1;
    }
    print(texts, {"demo.made", {{"folder", folder.path}}});
    for (const auto& [kind, count] : made->records)
        print(texts, {"demo.records", {{"kind", kind}, {"count", std::to_string(count)}}});
    print(texts, {"demo.county",
                  {{"villages", std::to_string(made->villages)},
                   {"registered", std::to_string(made->registered)},
                   {"ops", std::to_string(made->ops)},
                   {"pictures", std::to_string(made->pictures)}}});
    print(texts, {"demo.planted",
                  {{"hard", std::to_string(made->hard_conflicts)},
                   {"soft", std::to_string(made->soft_conflicts)},
                   {"duplicates", std::to_string(made->duplicates)},
                   {"errors", std::to_string(made->errors.size())},
                   {"file", made->errors_file}}});
    print(texts,
          {"demo.sign_in",
           {{"folder", folder.path}, {"name", made->secretary}, {"scope", made->secretary_scope}}});
    return 0;
}

}  // namespace cunji
