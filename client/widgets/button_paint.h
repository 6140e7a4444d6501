#pragma once

#include "client/widgets/button.h"
#include "client/widgets/theme.h"

#include <imgui.h>
#include <imgui_internal.h>

// Buttons at places chosen by others: titles, bars, dialogs.

namespace cunji::ui {

struct ButtonColors {
    Color fill;  ///< alpha 0: none
    Color text;
    Color edge;  ///< alpha 0: none
};

ButtonColors button_colors(const Theme& theme, ButtonKind kind, bool enabled, bool hovered,
                           bool held);
float button_height(const Ui& ui, ButtonKind kind);
float button_width(const Ui& ui, const Button& button);
bool button_in(Ui& ui, const Button& button, const ImRect& box);
bool icon_button_in(Ui& ui, const IconButton& button, const ImRect& box);

float right_actions_width(const Ui& ui, const std::vector<Button>& buttons, bool short_form);
/// Buttons in a row that ends at the right edge; on a narrow screen only their signs, where they
/// have one. Returns the id pressed, else "".
std::string right_actions(Ui& ui, const std::vector<Button>& buttons, float right, float middle_y,
                          bool short_form);

}  // namespace cunji::ui
