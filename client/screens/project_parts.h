#pragma once

#include "client/model/commands.h"
#include "client/views/project_view.h"
#include "client/widgets/ui.h"

namespace cunji {

// The parts of a project's page below its steps.

/// Stages side by side, each with its photos.
void draw_slots(Ui& ui, const ProjectView& view, Commands& commands);
void draw_progress(Ui& ui, const ProjectView& view, Commands& commands);
void draw_facts(Ui& ui, const ProjectView& view, Commands& commands);

}  // namespace cunji
