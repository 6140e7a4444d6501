#pragma once

#include "client/widgets/ui.h"

namespace cunji::ui {

/// Scrolls the page so that what is drawn next can be seen, a third below its top.
void bring_into_view(Ui& ui);

}  // namespace cunji::ui
