#pragma once

#include "client/model/commands.h"
#include "client/views/projects_view.h"
#include "client/widgets/ui.h"

namespace cunji {

void draw_projects(Ui& ui, const ProjectsView& view, Commands& commands);

}  // namespace cunji
