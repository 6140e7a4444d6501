#pragma once

#include "client/model/commands.h"
#include "client/views/form_view.h"

namespace cunji {

struct Ui;

void draw_form(Ui& ui, const FormView& view, Commands& commands);

}  // namespace cunji
