#pragma once

#include "client/model/commands.h"
#include "client/views/households_view.h"

namespace cunji {

struct Ui;

void draw_households(Ui& ui, const HouseholdsView& view, Commands& commands);

}  // namespace cunji
