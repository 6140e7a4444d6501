#pragma once

#include "client/model/commands.h"
#include "client/views/project_view.h"
#include "client/widgets/ui.h"

namespace cunji {

void draw_project(Ui& ui, const ProjectView& view, Commands& commands);

}  // namespace cunji
