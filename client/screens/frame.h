#pragma once

#include "client/model/commands.h"
#include "client/views/app_view.h"

namespace cunji {

struct Ui;

/// One frame of the whole window: bar, page, short message.
void draw_frame(Ui& ui, const AppView& view, Commands& commands);

}  // namespace cunji
