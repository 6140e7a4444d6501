#pragma once

#include "client/model/commands.h"
#include "client/views/app_view.h"
#include "client/widgets/ui.h"

namespace cunji {

/// One frame of the whole window: bar, page, short message.
void draw_frame(Ui& ui, const AppView& view, Commands& commands);

}  // namespace cunji
