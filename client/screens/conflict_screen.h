#pragma once

#include "client/model/commands.h"
#include "client/views/conflict_view.h"

namespace cunji {

struct Ui;

void draw_conflict(Ui& ui, const ConflictView& view, Commands& commands);

}  // namespace cunji
