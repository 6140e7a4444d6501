#pragma once

#include "client/model/commands.h"
#include "client/views/meeting_view.h"

namespace cunji {

struct Ui;

void draw_meeting(Ui& ui, const MeetingView& view, Commands& commands);

}  // namespace cunji
