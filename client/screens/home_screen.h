#pragma once

#include "client/model/commands.h"
#include "client/views/home_view.h"

namespace cunji {

struct Ui;

void draw_home(Ui& ui, const HomeView& view, Commands& commands);

}  // namespace cunji
