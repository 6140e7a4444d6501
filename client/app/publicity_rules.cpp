#include "client/app/publicity_rules.h"

#include "client/app/days.h"

#include <algorithm>
#include <array>
#include <optional>

namespace cunji {

namespace {

constexpr std::array<std::string_view, 4> kProjectTypes{"funds", "project_approval",
                                                        "project_start", "acceptance_result"};

bool in_watched_years(std::string_view start_on, const PublicityRules& rules) {
    const std::optional<std::int64_t> start = day_number(start_on);
    // Work of today unless a date says that it is of the campaign.
    return !start || day_text(*start) >= std::to_string(rules.watched_since);
}

}  // namespace

std::int64_t publicity_days_needed(const PublicityKind& kind, const PublicityRules& rules) {
    if (kind.form == "announcement") return 0;
    if (kind.type == "identify" || kind.type == "exit") {
        return in_watched_years(kind.start_on, rules) ? rules.watched_review_days
                                                      : rules.review_days;
    }
    const bool money =
        std::find(kProjectTypes.begin(), kProjectTypes.end(), kind.type) != kProjectTypes.end();
    return money || kind.about_project ? rules.project_days : rules.resolution_days;
}

PublicityTerm publicity_term(const PublicityKind& kind, std::string_view end_on,
                             std::string_view today, const PublicityRules& rules) {
    PublicityTerm out;
    out.needed = publicity_days_needed(kind, rules);
    const std::optional<std::int64_t> start = day_number(kind.start_on);
    const std::optional<std::int64_t> end = day_number(end_on);
    const std::optional<std::int64_t> now = day_number(today);
    if (!start || !end || !now) return out;
    out.dated = true;
    out.days = *end - *start;
    out.enough = out.days >= out.needed;
    out.left = *end - *now;
    out.over = out.left <= 0;
    return out;
}

std::string earliest_end(const PublicityKind& kind, const PublicityRules& rules) {
    const std::optional<std::int64_t> start = day_number(kind.start_on);
    if (!start) return {};
    return day_text(*start + publicity_days_needed(kind, rules));
}

}  // namespace cunji
