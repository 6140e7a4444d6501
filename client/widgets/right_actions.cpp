#include "client/widgets/button_paint.h"
#include "client/widgets/paint.h"

#include <algorithm>

namespace cunji::ui {

namespace {

bool sign_only(const Button& button, bool short_form) {
    return short_form && button.icon != Icon::None;
}

float width_of(const Ui& ui, const Button& button, bool short_form) {
    return sign_only(button, short_form) ? control_height(ui) : button_width(ui, button);
}

}  // namespace

float right_actions_width(const Ui& ui, const std::vector<Button>& buttons, bool short_form) {
    float width = 0;
    for (const Button& one : buttons)
        width += width_of(ui, one, short_form) + (width > 0 ? ui.d(8) : 0);
    return width;
}

std::string right_actions(Ui& ui, const std::vector<Button>& buttons, float right, float middle_y,
                          bool short_form) {
    std::string pressed;
    float x = right - right_actions_width(ui, buttons, short_form);
    for (const Button& one : buttons) {
        const float width = width_of(ui, one, short_form);
        const float height = control_height(ui);
        const ImRect box({x, middle_y - height / 2}, {x + width, middle_y + height / 2});
        const bool hit = sign_only(one, short_form) ? icon_button_in(ui,
                                                                     {.id = one.id,
                                                                      .icon = one.icon,
                                                                      .label = one.label,
                                                                      .kind = one.kind,
                                                                      .enabled = one.enabled},
                                                                     box)
                                                    : button_in(ui, one, box);
        if (hit) pressed = one.id;
        x += width + ui.d(8);
    }
    return pressed;
}

}  // namespace cunji::ui
