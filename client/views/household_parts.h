#pragma once

#include "client/model/household.h"
#include "client/views/household_view.h"

namespace cunji {

// The parts of a household's page, each written into the view.

void put_basics(HouseholdView& view, const household::State& state, const Words& words);
void put_members(HouseholdView& view, const HouseholdCard& card, const Words& words);
void put_living(HouseholdView& view, const HouseholdCard& card, const Words& words);
void put_income(HouseholdView& view, const HouseholdCard& card, const Words& words);
void put_help(HouseholdView& view, const HouseholdCard& card, const Words& words);
void put_visits(HouseholdView& view, const household::State& state, const Words& words);
void put_history(HouseholdView& view, const household::State& state, const Words& words);

}  // namespace cunji
