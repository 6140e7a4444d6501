#pragma once

#include "client/model/commands.h"
#include "client/views/home_view.h"
#include "client/widgets/ui.h"

namespace cunji {

void draw_home(Ui& ui, const HomeView& view, Commands& commands);

}  // namespace cunji
