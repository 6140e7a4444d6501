#pragma once

#include "client/model/household.h"
#include "client/views/words.h"

#include <string>

namespace cunji {

struct HouseholdView {
    std::string title;
};

HouseholdView make_household_view(const household::State& state, const Words& words);

}  // namespace cunji
