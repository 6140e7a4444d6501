#include "shared/policy/rights.h"

#include <algorithm>
#include <array>

namespace cunji {

namespace {

struct Role {
    std::string_view name;
    Powers powers;
};

constexpr Powers of_tier(Tier tier) {
    return {.tier = tier, .own_work_only = false, .syncs = true};
}

/// Who answers for the data of a village, a township or the county.
constexpr Powers in_charge_of(Tier tier) {
    return {.tier = tier, .own_work_only = false, .syncs = true, .discloses = true};
}

constexpr Powers kHelps{.tier = Tier::Village, .own_work_only = true, .syncs = true};
constexpr Powers kReads{.tier = std::nullopt, .own_work_only = false, .syncs = true};
/// Gets what an office exports for it, and has no device.
constexpr Powers kNone{};

constexpr std::array<Role, 10> kRoles{{
    {"first_secretary", in_charge_of(Tier::Village)},
    {"team_leader", in_charge_of(Tier::Village)},
    {"team_member", of_tier(Tier::Village)},
    {"village_cadre", of_tier(Tier::Village)},
    {"contact_leader", kHelps},
    {"helper", kHelps},
    {"township_reviewer", in_charge_of(Tier::Township)},
    {"county_merger", in_charge_of(Tier::County)},
    {"auditor_ro", kReads},
    {"third_party", kNone},
}};

const Role* find_role(std::string_view name) {
    const auto* found = std::find_if(kRoles.begin(), kRoles.end(),
                                     [&](const Role& role) { return role.name == name; });
    return found == kRoles.end() ? nullptr : found;
}

bool holds(const std::vector<Tier>& tiers, std::optional<Tier> tier) {
    return tier && std::find(tiers.begin(), tiers.end(), *tier) != tiers.end();
}

}  // namespace

bool is_role(std::string_view role) {
    return find_role(role) != nullptr;
}

Powers powers_of(std::string_view role) {
    const Role* found = find_role(role);
    return found == nullptr ? kNone : found->powers;
}

bool may(const Powers& powers, Verb verb) {
    return powers.syncs && (verb == Verb::Read || powers.tier.has_value());
}

bool may_write(const Powers& powers, const Field& field) {
    return holds(field.write, powers.tier) && (field.helpers || !powers.own_work_only);
}

bool may_begin(const Powers& powers, const Form& form) {
    // To join two records is an office's, whosever the form is.
    return std::any_of(form.fields.begin(), form.fields.end(), [&](const Field& field) {
        return field.name != kMergeIntoField && may_write(powers, field);
    });
}

bool may_take(const Powers& powers, const Transition& step) {
    return holds(step.who, powers.tier);
}

}  // namespace cunji
