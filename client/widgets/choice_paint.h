#pragma once

#include "client/widgets/choice.h"

#include <imgui.h>

namespace cunji::ui {

struct OptionMark {
    bool on = false;
    bool round = false;  ///< one of many; else a tick
    bool enabled = true;
    bool tab_stop = true;
};

void draw_mark(Ui& ui, ImVec2 middle, const OptionMark& mark);
/// A line with a mark and a label, pressed anywhere. True when pressed.
bool option_line(Ui& ui, ImGuiID id, const Option& option, const OptionMark& mark);

}  // namespace cunji::ui
