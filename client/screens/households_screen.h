#pragma once

#include "client/model/commands.h"
#include "client/views/households_view.h"
#include "client/widgets/ui.h"

namespace cunji {

void draw_households(Ui& ui, const HouseholdsView& view, Commands& commands);

}  // namespace cunji
