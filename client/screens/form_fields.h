#pragma once

#include "client/model/commands.h"
#include "client/views/form_view.h"

namespace cunji {

namespace ui {
class Ui;
}

/// One field of a form with all that is said about it.
void draw_form_field(ui::Ui& ui, const FormView& view, const FormFieldView& field,
                     Commands& commands);

}  // namespace cunji
