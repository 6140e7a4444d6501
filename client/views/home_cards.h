#pragma once

#include "client/reading/today.h"
#include "client/views/home_view.h"

#include <vector>

namespace cunji {

/// What there is to do, card by card; those without anything are left out.
std::vector<HomeCard> make_home_cards(const Today& today, const Words& words);

}  // namespace cunji
