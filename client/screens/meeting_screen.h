#pragma once

#include "client/model/commands.h"
#include "client/views/meeting_view.h"
#include "client/widgets/ui.h"

namespace cunji {

void draw_meeting(Ui& ui, const MeetingView& view, Commands& commands);

}  // namespace cunji
