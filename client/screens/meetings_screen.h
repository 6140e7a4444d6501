#pragma once

#include "client/model/commands.h"
#include "client/views/meetings_view.h"
#include "client/widgets/ui.h"

namespace cunji {

void draw_meetings(Ui& ui, const MeetingsView& view, Commands& commands);

}  // namespace cunji
