#pragma once

#include "client/model/commands.h"
#include "client/views/form_view.h"

namespace cunji {

namespace ui {
class Ui;
}

/// What lies over the form: choosing a record, choosing picture files, a photo alone, the question
/// before a draft is deleted.
void draw_form_sheets(ui::Ui& ui, const FormView& view, Commands& commands);

}  // namespace cunji
