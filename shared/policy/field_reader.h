#pragma once

#include "shared/policy/form.h"
#include "shared/policy/policy_node.h"

#include <array>
#include <functional>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace cunji {

inline constexpr auto kPrivacyWords =
    std::to_array<PolicyWord<Privacy>>({{"public", Privacy::Public},
                                        {"internal", Privacy::Internal},
                                        {"sensitive", Privacy::Sensitive}});

inline constexpr auto kTierWords = std::to_array<PolicyWord<Tier>>(
    {{"village", Tier::Village}, {"township", Tier::Township}, {"county", Tier::County}});

/// What a field takes from around it.
struct FieldSurroundings {
    const std::set<std::string, std::less<>>& kinds;  ///< of all forms, for references
    Privacy privacy = Privacy::Internal;              ///< of the form
    std::vector<Tier> write;                          ///< of the form
    bool helpers = false;                             ///< of the form
};

/// Reads one entry of "fields" and appends its fields: three for a "location", else one.
void read_field(PolicyNode& node, const FieldSurroundings& around, std::vector<Field>& out);

}  // namespace cunji
