#include "server/demo/parts.h"

#include <algorithm>
#include <array>

namespace cunji::demo {

namespace {

constexpr std::size_t kPoorVillageQuota = 38;
constexpr std::size_t kOtherVillageQuota = 9;
// Around the quota, so that villages differ and the county's sum stays; of 14 villages.
constexpr std::array<int, 14> kQuotaSpread{5, -3, 8, -6, 2, -1, 4, -5, 7, -8, 3, -2, 1, -5};
constexpr std::size_t kVillagesWithNine = 8;  // of the others; the rest has one household less
constexpr std::size_t kVillagesWithTwoWatched = 22;

constexpr std::array<int, 6> kExitYears{2016, 2017, 2018, 2019, 2020, 0};
constexpr std::array<int, 6> kExitShares{10, 18, 24, 32, 15, 1};
constexpr int kReturnedExit = 2017;
constexpr int kReturned = 2019;

std::size_t quota_of(const World& world, const Village& village) {
    std::size_t before = 0;
    for (const Village& other : world.county.villages) {
        if (&other == &village) break;
        if (other.poor == village.poor) ++before;
    }
    if (!village.poor)
        return before < kVillagesWithNine ? kOtherVillageQuota : kOtherVillageQuota - 1;
    const int spread = kQuotaSpread[before % kQuotaSpread.size()];
    const int quota = static_cast<int>(kPoorVillageQuota) + spread;
    return static_cast<std::size_t>(quota);
}

std::int64_t hardship(Chance& chance, const Family& family) {
    std::int64_t out = chance.between(0, 60);
    if (!family.has_labour()) out += 16;
    if (family.has(Health::Chronic)) out += 12;
    if (family.has(Health::MajorIllness)) out += 24;
    if (family.has(Health::Disabled)) out += 20;
    if (family.has_student()) out += 6;
    return out;
}

/// Of the member who is not well from now on.
void weaken(Villager& villager) {
    YearFacts& facts = villager.facts;
    if (villager.age() < 16 || facts.school != "not_in_school") return;
    facts.labour = villager.age() >= 72 ? "none" : "weak_half";
    facts.work_status = facts.labour == "none" ? "not_working" : "farming";
    facts.work_area.clear();
    facts.work_place.clear();
    facts.channel.clear();
    facts.public_post.clear();
    facts.work_months = 0;
    facts.employee_insured = false;
    facts.insured = true;
}

/// A cause of poverty that the register names has to be seen in the family.
void make_visible(World& world, Chance& chance, Family& family) {
    const bool ill = family.has(Health::Chronic) || family.has(Health::MajorIllness);
    Villager& oldest = *std::max_element(family.members.begin(), family.members.end(),
                                         [](const Villager& a, const Villager& b) {
                                             return (a.left ? 0 : a.age()) < (b.left ? 0 : b.age());
                                         });
    if (family.main_cause == "illness" && !ill) {
        oldest.health = Health::Chronic;
        oldest.illness = chance.word(world.material.help.at("illnesses"));
        oldest.disability_cert.clear();
        weaken(oldest);
    }
    if (family.main_cause == "disability" && !family.has(Health::Disabled)) {
        oldest.health = Health::Disabled;
        oldest.illness.clear();
        oldest.disability_cert = oldest.id_no + std::to_string(chance.between(1, 7));
        oldest.disability_cert += std::to_string(chance.between(3, 4));
        weaken(oldest);
    }
}

bool fits(const Family& family, const std::string& cause) {
    if (cause == "schooling") return family.has_student();
    if (cause == "no_skill" || cause == "no_funds") return family.has_labour();
    if (cause == "no_labour") {
        const auto able =
            std::count_if(family.members.begin(), family.members.end(), [](const Villager& member) {
                const std::string& labour = member.facts.labour;
                return !member.left && (labour == "normal" || labour == "skilled");
            });
        return able * 4 <= family.size(kLastYear);
    }
    return true;
}

void find_cause(World& world, Chance& chance, Family& family) {
    const Json& causes = world.material.help.at("causes");
    std::vector<int> shares;
    const bool ill = family.has(Health::Chronic) || family.has(Health::MajorIllness);
    for (const Json& cause : causes) {
        const std::string code = text_at(cause, "code");
        int share = fits(family, code) ? cause.at("share").get<int>() : 0;
        // Few families can have no labour, and all could have fallen ill: in the whole county the
        // shares come out right.
        if (code == "no_labour") share *= 2;
        if (code == "illness" && !ill) share /= 2;
        shares.push_back(share);
    }
    family.main_cause = text_at(causes.at(chance.weighted(shares)), "code");
    make_visible(world, chance, family);
    if (family.main_cause != "poor_transport" && chance.percent(30)) {
        family.other_causes.emplace_back("poor_transport");
    }
    if (family.main_cause != "no_funds" && family.has_labour() && chance.percent(25)) {
        family.other_causes.emplace_back("no_funds");
    }
}

void find_class(Chance& chance, Family& family) {
    const bool alone = family.members.size() == 1 && family.head().age() >= 60;
    if (alone && !family.has_labour() && chance.percent(50)) {
        family.poverty_class = "tekun";
    } else {
        family.poverty_class = chance.percent(32) ? "dibao" : "general";
    }
}

void find_exit(Chance& chance, Family& family) {
    family.exit_year = kExitYears[chance.weighted(kExitShares)];
    family.unsafe_house_once = chance.percent(24);
    family.relocated = family.unsafe_house_once && chance.percent(30);
}

/// One that fell back, in every other village.
void find_return(Village& village) {
    if (village.place % 2 != 0) return;
    for (Family& family : village.families) {
        if (!family.registered || family.exit_year != kReturnedExit) continue;
        family.returned_year = kReturned;
        return;
    }
}

/// Those who are watched after the campaign.
void find_watched(Village& village) {
    for (Family& family : village.families) {
        const bool stable = family.exit_year != 0 && family.returned_year == 0;
        if (!family.registered || !stable || family.poverty_class != "general") continue;
        family.monitor_class = "unstable_exited";
        break;
    }
    if (village.place >= kVillagesWithTwoWatched) return;
    for (Family& family : village.families) {
        const bool fit = !family.registered && family.members.size() >= 3 && family.has_labour() &&
                         (family.has(Health::Chronic) || family.has(Health::Disabled));
        if (!fit) continue;
        family.monitor_class = village.place % 3 == 0 ? "sudden_hardship" : "marginal";
        family.main_cause = "illness";
        return;
    }
}

}  // namespace

void find_poverty(World& world, Chance& chance, Village& village) {
    std::vector<std::pair<std::int64_t, Family*>> order;
    for (Family& family : village.families)
        order.emplace_back(-hardship(chance, family), &family);
    std::stable_sort(order.begin(), order.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    order.resize(std::min(order.size(), quota_of(world, village)));
    for (const auto& [score, family] : order) {
        family->registered = true;
        find_cause(world, chance, *family);
        find_class(chance, *family);
        find_exit(chance, *family);
    }
    find_return(village);
    find_watched(village);
}

}  // namespace cunji::demo
