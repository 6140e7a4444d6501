#pragma once

#include "client/model/commands.h"
#include "client/views/project_view.h"

namespace cunji {

struct Ui;

void draw_project(Ui& ui, const ProjectView& view, Commands& commands);

}  // namespace cunji
