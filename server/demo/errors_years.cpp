#include "server/demo/errors.h"

#include <algorithm>

namespace cunji::demo {

namespace {

bool is_plain(const Family& family) {
    return !family.registered && family.monitor_class.empty();
}

bool earns(const Family& family) {
    return std::any_of(family.members.begin(), family.members.end(),
                       [](const Villager& member) { return member.works() && !member.left; });
}

/// Out for good in the last year.
bool left_in_last_year(const Family& family) {
    return family.registered && family.exit_year == kLastYear && family.monitor_class.empty();
}

}  // namespace

void Planter::years() {
    sums();
    if (const auto at = family(is_plain)) {
        break_rule("R035", *at, at->key("living_condition", at->family->living),
                   {{"farmland", 50'000}});
    }
    if (const auto at = family(is_plain)) {
        break_rule("R036", *at, at->key("living_condition", at->family->living),
                   {{"electricity", nullptr}, {"toilet", nullptr}});
    }
    watched();
}

void Planter::sums() {
    if (const auto at = family(is_plain)) {
        break_rule("R010", *at, at->year(kLastYear),
                   {{"size", at->family->income.at(kLastYear).size + 2}});
    }
    if (const auto at =
            family([](const Family& family) { return is_plain(family) && !earns(family); })) {
        break_rule("R028", *at, at->year(kLastYear), {{"wage", 1'200'000}});
    }
    if (const auto at = family(is_plain)) {
        break_rule("R030", *at, at->year(kLastYear),
                   {{"cost", at->family->income.at(kLastYear).operating + 300'000}});
    }
    for (Village& village : world_.county.villages) {
        const auto found = std::find_if(village.families.begin(), village.families.end(),
                                        [](const Family& family) { return family.has_ledger; });
        if (found == village.families.end()) continue;
        world_.scribe.add_one(village.secretary, village.code, "income_entry",
                              {{"household", found->id},
                               {"entry_on", "2020-12-20"},
                               {"category", "op_other"},
                               {"amount", 46'850}},
                              {day(2020, 12, 28)});
        return note("R027", {village.code, "household_year", found->years.at(kLastYear)});
    }
}

void Planter::watched() {
    const auto is_watched = [](const Family& family) { return !family.monitor_class.empty(); };
    constexpr int kCleared = kLastYear + 2;
    if (const auto at = family(is_watched)) {
        const Income& income = at->family->income.at(kLastWatchedYear);
        break_rule("R029", *at, at->year(kLastWatchedYear),
                   {{"operating", income.operating + income.net()}, {"change_note", nullptr}});
    }
    if (const auto at = family(is_watched)) {
        break_rule("R031", *at, at->year(kLastWatchedYear), {{"identified_on", "2023-04-10"}});
    }
    if (const auto at = family(is_watched)) {
        break_rule("R042", *at, at->year(kCleared), {{"identified_on", "2022-06-15"}});
    }
    if (const auto at = family(is_plain)) {
        const std::int64_t size = at->family->size(kLastYear);
        const RecordKey key =
            world_.scribe.add_one(at->village->secretary, at->village->code, "household_year",
                                  {{"household", at->family->id},
                                   {"year", kLastYear + 1},
                                   {"size", size},
                                   {"operating", size * 210'000},
                                   {"transfer", size * 90'000}},
                                  {day(2021, 12, 3)});
        note("R032", key);
    }
}

void Planter::poverty() {
    exits();
    const auto registered = [](const Family& family) {
        return family.registered && family.monitor_class.empty();
    };
    if (const auto at = open_family(registered)) {
        break_rule("R037", *at, at->year(kLastYear),
                   {{"other_causes", Json::array({at->family->main_cause})}});
    }
    if (const auto at = open_family([&](const Family& family) {
            return registered(family) && !family.has(Health::Disabled);
        })) {
        break_rule("R038", *at, at->year(kLastYear), {{"main_cause", "disability"}});
    }
    measures();
    if (const auto at = family(registered)) {
        break_as("R061", world_.town_of(*at->village).reviewer,
                 at->key("help_pairing", at->family->pairing),
                 {{"void_reason", world_.material.errors.at("void_reason")}});
        world_.planted.back().record = at->household();
    }
    if (const auto at = family(
            [&](const Family& family) { return registered(family) && family.exit_year > 2018; })) {
        break_as("R062", world_.town_of(*at->village).reviewer,
                 at->key("help_pairing", at->family->pairing),
                 {{"end_on", "2018-12-10"}, {"end_reason", "household_exited"}});
    }
}

void Planter::exits() {
    if (const auto at = family(left_in_last_year)) {
        world_.scribe.change(at->village->secretary,
                             at->key("living_condition", at->family->living), {{"safety", "C"}},
                             {day(2020, 12, 27)});
        note("R033", at->year(kLastYear));
    }
    if (const auto at = open_family(left_in_last_year)) {
        break_rule("R034", *at, at->year(kLastYear),
                   {{"wage", 0},
                    {"operating", 0},
                    {"cost", 0},
                    {"transfer", at->family->income.at(kLastYear).size * 310'000}});
    }
}

void Planter::measures() {
    const auto has = [](const char* type) {
        return [type](const Family& family) {
            return family.registered && family.measures.contains(type);
        };
    };
    const auto measure = [](const Target& target, const char* type) {
        return target.key("help_measure", target.family->measures.at(type));
    };
    if (const auto at = family([&](const Family& family) {
            return has("health")(family) && family.main_cause == "illness";
        })) {
        break_rule("R039", *at, measure(*at, "health"), {{"type", "consumption"}});
        world_.planted.back().record = at->household();
    }
    if (const auto at = family([&](const Family& family) {
            return has("industry")(family) && family.has_labour() && family.measures.size() <= 2;
        })) {
        break_rule("R040", *at, measure(*at, "industry"), {{"type", "social_help"}});
        world_.planted.back().record = at->household();
    }
    if (const auto at = family([&](const Family& family) {
            return has("consumption")(family) && family.poverty_class == "general";
        })) {
        break_rule("R041", *at, measure(*at, "consumption"), {{"type", "dibao"}});
    }
}

void Planter::visits() {
    const auto visited = [](const Family& family) {
        return !family.visits.empty() && family.monitor_class.empty();
    };
    if (const auto at = family(visited)) {
        break_rule("R057", *at, at->key("visit", at->family->visits.front()),
                   {{"head_sign", nullptr}});
    }
    if (const auto at = family(visited)) {
        const Spot& home = at->family->spot;
        break_rule("R058", *at, at->key("visit", at->family->visits.front()),
                   {{"geo_lat", home.lat + 210'000},
                    {"geo_lon", home.lon},
                    {"geo_acc", 12},
                    {"geo_skip_reason", nullptr}});
    }
    hurried_visits();
    for (const Village& village : world_.county.villages) {
        for (const Family& family : village.families) {
            if (family.neglected) note("R060", {village.code, "household", family.id});
        }
    }
}

/// Two households within two minutes, in the same words.
void Planter::hurried_visits() {
    const auto first = family([](const Family& family) { return !family.visits.empty(); });
    if (!first) return;
    for (Family& family : first->village->families) {
        if (family.used || family.visits.empty()) continue;
        family.used = true;
        int minute = 16 * 60;
        for (const Family* each :
             {static_cast<const Family*>(first->family), static_cast<const Family*>(&family)}) {
            const Moment start{day(2020, 12, 28), minute};
            break_rule("R059", *first, first->key("visit", each->visits.front()),
                       {{"start_at", time_text(start)},
                        {"end_at", time_text(start.later(1))},
                        {"content", world_.material.errors.at("same_content")}});
            minute += 2;
        }
        return;
    }
}

}  // namespace cunji::demo
