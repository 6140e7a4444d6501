#pragma once

#include "client/model/commands.h"
#include "client/views/projects_view.h"

namespace cunji {

struct Ui;

void draw_projects(Ui& ui, const ProjectsView& view, Commands& commands);

}  // namespace cunji
