#pragma once

#include "client/model/commands.h"
#include "client/views/conflict_view.h"
#include "client/widgets/ui.h"

namespace cunji {

void draw_conflict(Ui& ui, const ConflictView& view, Commands& commands);

}  // namespace cunji
