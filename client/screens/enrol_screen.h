#pragma once

#include "client/model/commands.h"
#include "client/views/enrol_view.h"
#include "client/widgets/ui.h"

namespace cunji {

void draw_enrol(Ui& ui, const EnrolView& view, Commands& commands);

}  // namespace cunji
