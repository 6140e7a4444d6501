#pragma once

#include "client/model/commands.h"
#include "client/views/household_view.h"

namespace cunji {

struct Ui;

void draw_household(Ui& ui, const HouseholdView& view, Commands& commands);

}  // namespace cunji
