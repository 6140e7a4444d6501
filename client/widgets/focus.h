#pragma once

#include "client/widgets/ui_state.h"

namespace cunji::ui {

/// Reads Tab, Enter, Space and Escape of this frame and moves the focus among the stops of the
/// frame before. Keys of one control (arrows in a calendar) belong to that control.
void begin_focus(Ui& ui);
void end_focus(Ui& ui);

/// From here to the stop after it.
void focus_next(Ui& ui, ImGuiID from);

}  // namespace cunji::ui
