#pragma once

#include "client/model/commands.h"
#include "client/views/enrol_view.h"

namespace cunji {

struct Ui;

void draw_enrol(Ui& ui, const EnrolView& view, Commands& commands);

}  // namespace cunji
