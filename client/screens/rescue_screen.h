#pragma once

#include "client/views/rescue_view.h"
#include "client/widgets/ui.h"

#include <vector>

namespace cunji {

/// Fills the window; what the person did comes back.
std::vector<rescue::Command> draw_rescue(Ui& ui, const RescueView& view);

}  // namespace cunji
