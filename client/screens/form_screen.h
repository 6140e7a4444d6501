#pragma once

#include "client/model/commands.h"
#include "client/views/form_view.h"
#include "client/widgets/ui.h"

namespace cunji {

void draw_form(Ui& ui, const FormView& view, Commands& commands);

}  // namespace cunji
