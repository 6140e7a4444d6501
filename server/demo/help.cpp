#include "server/demo/parts.h"

namespace cunji::demo {

namespace {

constexpr std::int64_t kHundredYuan = 10'000;  // fen

class Helping {
public:
    Helping(World& world, Village& village)
        : world_(world),
          village_(village),
          chance_(world.chance.stream("help " + village.code)),
          reviewer_(world.town_of(village).reviewer) {}

    void run() {
        for (Family& family : village_.families) {
            if (!family.registered) continue;
            pair_up(family);
            if (family.unsafe_house_once) {
                write(family, 2018, family.relocated ? "relocation" : "house_repair");
            }
            if (chance_.percent(60)) write(family, kLastYear - 1, develops(family));
            for (const std::string& type : needs(family))
                family.measures[type] = write(family, kLastYear, type);
        }
    }

private:
    void pair_up(Family& family) {
        const std::vector<std::string>& helpers = world_.town_of(village_).helpers;
        family.helper = chance_.pick(helpers);
        const Day start = after(day(2016, 3, 1), chance_.between(0, 40));
        if (chance_.percent(8)) {
            // A helper who was replaced; the next begins on the day after.
            const Day changed = after(day(2018, 1, 8), chance_.between(0, 300));
            const RecordKey key = add_pairing(family, chance_.pick(helpers), start);
            world_.scribe.change(reviewer_, key,
                                 {{"end_on", date_text(changed)}, {"end_reason", "helper_changed"}},
                                 {changed});
            family.pairing = add_pairing(family, family.helper, after(changed, 1)).id;
        } else {
            family.pairing = add_pairing(family, family.helper, start).id;
        }
    }

    RecordKey add_pairing(const Family& family, const std::string& helper, Day start) {
        return world_.scribe.add_one(reviewer_, village_.code, "help_pairing",
                                     {{"household", family.id},
                                      {"helper", helper},
                                      {"is_main", "yes"},
                                      {"start_on", date_text(start)}},
                                     {start});
    }

    std::string develops(const Family& family) {
        if (!family.has_labour()) return "consumption";
        for (const Villager& member : family.members) {
            if (!member.facts.public_post.empty() && !member.left) return "public_post";
        }
        const std::int64_t way = chance_.between(0, 99);
        return way < 60 ? "industry" : way < 85 ? "employment" : "micro_loan";
    }

    /// What answers to the cause, what develops, what the safety net gives.
    std::vector<std::string> needs(const Family& family) {
        std::vector<std::string> out;
        const std::string& cause = family.main_cause;
        if (cause == "illness" || family.has(Health::MajorIllness)) out.emplace_back("health");
        if (cause == "disability") out.emplace_back("disability_subsidy");
        if (cause == "schooling") out.emplace_back("education");
        if (cause == "poor_transport") out.emplace_back("infrastructure");
        if (family.has_labour()) out.push_back(develops(family));
        if (family.poverty_class != "general") out.push_back(family.poverty_class);
        if (out.empty() || chance_.percent(12)) out.emplace_back("consumption");
        return out;
    }

    std::string write(const Family& family, int year, const std::string& type) {
        const Json& kind = world_.material.help.at("measures").at(type);
        const Day planned = after(day(year, 2, 20), chance_.between(0, 60));
        const Day done = after(planned, chance_.between(30, 200));
        const std::int64_t amount =
            chance_.between(kind.at("from").get<std::int64_t>(), kind.at("to").get<std::int64_t>());
        const std::string crop = crop_of(world_, chance_);
        const std::string number = std::to_string(amount);
        const auto sentence = [&](const char* list) {
            return fill(chance_.word(kind.at(list)),
                        {{"crop", crop}, {"n", number}, {"group", family.group}});
        };
        Json fields = {{"household", family.id},
                       {"year", year},
                       {"type", type},
                       {"batch", kind.at("batch")},
                       {"content", sentence("contents")},
                       {"planned_amount", amount * kHundredYuan},
                       {"actual_amount", amount * kHundredYuan * chance_.between(90, 104) / 100},
                       {"planned_on", date_text(planned)},
                       {"done_on", date_text(done)},
                       {"effect_note", sentence("effects")},
                       {"head_sign", family.signature}};
        return world_.scribe
            .add_one(village_.secretary, village_.code, "help_measure", std::move(fields), {done})
            .id;
    }

    World& world_;
    Village& village_;
    Chance chance_;
    const Clerk& reviewer_;
};

}  // namespace

void write_help(World& world, Village& village) {
    Helping{world, village}.run();
}

}  // namespace cunji::demo
