#pragma once

#include "client/model/commands.h"
#include "client/views/meetings_view.h"

namespace cunji {

struct Ui;

void draw_meetings(Ui& ui, const MeetingsView& view, Commands& commands);

}  // namespace cunji
