#pragma once

#include "client/widgets/ui.h"

namespace cunji::ui {

/// Sizes and colours of what ImGui still draws itself: text being typed, scroll bars.
void apply_style(Ui& ui);

}  // namespace cunji::ui
