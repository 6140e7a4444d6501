#pragma once

#include "client/model/commands.h"
#include "client/views/household_view.h"
#include "client/widgets/ui.h"

namespace cunji {

void draw_household(Ui& ui, const HouseholdView& view, Commands& commands);

}  // namespace cunji
