#include "client/reading/today.h"

#include <algorithm>
#include <tuple>

namespace cunji {

namespace {

bool is_helped(const HouseholdRow& row) {
    return row.household_class != HouseholdClass::General;
}

DueHousehold described(const HouseholdList& list, const HouseholdRow& row) {
    return {unpack_id(row.id), std::string{list.name(row)}, list.group(row), row.household_class,
            row.visited()};
}

}  // namespace

DueVisits due_visits(const HouseholdList& list, const TodayOptions& options) {
    HouseholdFilter filter;
    filter.scope = options.scope;
    filter.not_since = options.today - std::chrono::days{options.visit_every_days};
    std::vector<std::uint32_t> due = select_households(list, filter);
    DueVisits out;
    for (const std::uint32_t index : due) {
        const HouseholdRow& row = list.rows[index];
        ++(is_helped(row) ? out.helped : out.others);
        if (!row.visited()) ++out.never;
    }
    const std::size_t named = std::min(due.size(), kNamedMost);
    const auto urgency = [&](std::uint32_t index) {
        const HouseholdRow& row = list.rows[index];
        return std::make_tuple(!is_helped(row), row.last_visit, index);
    };
    std::partial_sort(due.begin(), due.begin() + static_cast<std::ptrdiff_t>(named), due.end(),
                      [&](std::uint32_t a, std::uint32_t b) { return urgency(a) < urgency(b); });
    due.resize(named);
    for (const std::uint32_t index : due)
        out.first.push_back(described(list, list.rows[index]));
    return out;
}

}  // namespace cunji
