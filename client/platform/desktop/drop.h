#pragma once

#include "client/model/command.h"
#include "client/model/state.h"

#include <string>
#include <vector>

namespace cunji {

/// What files mean that were dropped into the window, by the page that is open.
Command command_for_files(const State& state, const std::vector<std::string>& files);

}  // namespace cunji
