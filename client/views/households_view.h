#pragma once

#include "client/model/households.h"
#include "client/views/words.h"

#include <string>

namespace cunji {

struct HouseholdsView {
    std::string title;
};

HouseholdsView make_households_view(const households::State& state, const Words& words);

}  // namespace cunji
