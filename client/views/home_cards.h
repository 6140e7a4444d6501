#pragma once

#include "client/reading/today.h"
#include "client/views/home_view.h"

#include <set>
#include <vector>

namespace cunji {

/// What there is to do, card by card; those without anything are left out. Of
/// those not in `open` only the first few rows.
std::vector<HomeCard> make_home_cards(const Today& today, const std::set<home::Task>& open,
                                      const Words& words);

}  // namespace cunji
