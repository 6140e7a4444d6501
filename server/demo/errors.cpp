#include "server/demo/errors.h"

#include "shared/store/merging.h"

#include <set>

namespace cunji::demo {

namespace {

constexpr Moment kPlantedAt{day(2020, 12, 29), 21 * 60};

}  // namespace

std::optional<Target> Planter::member(const MemberTest& fits) {
    std::vector<Village>& villages = world_.county.villages;
    for (std::size_t tried = 0; tried < villages.size(); ++tried) {
        Village& village = villages[next_village_++ % villages.size()];
        for (Family& family : village.families) {
            if (family.used || family.has_ledger) continue;
            for (Villager& member : family.members) {
                if (member.left || !fits(family, member)) continue;
                family.used = true;
                return Target{&village, &family, &member};
            }
        }
    }
    return std::nullopt;
}

std::optional<Target> Planter::family(const FamilyTest& fits) {
    return member([&](const Family& family, const Villager&) { return fits(family); });
}

bool Planter::is_open(const Target& target, int year) const {
    const std::optional<RecordState> state = stored_state(world_.store, target.year(year));
    return state.has_value() && !state->approved;
}

std::optional<Target> Planter::open_family(const FamilyTest& fits) {
    std::set<const Family*> closed;
    for (;;) {
        const std::optional<Target> target =
            family([&](const Family& family) { return !closed.contains(&family) && fits(family); });
        if (!target || is_open(*target)) return target;
        target->family->used = false;  // its sheet cannot be changed, other things of it can
        closed.insert(target->family);
    }
}

void Planter::break_as(const char* rule, const Clerk& clerk, const RecordKey& record, Json fields) {
    world_.scribe.change(clerk, record, std::move(fields), kPlantedAt);
    note(rule, record);
}

void Planter::break_rule(const char* rule, const Target& target, const RecordKey& record,
                         Json fields) {
    break_as(rule, target.village->secretary, record, std::move(fields));
}

void plant_errors(World& world) {
    Planter planter{world};
    planter.people();
    planter.years();
    planter.poverty();
    planter.visits();
    planter.meetings();
    planter.notices();
    planter.projects();
}

}  // namespace cunji::demo
