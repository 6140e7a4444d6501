#pragma once

#include "client/widgets/icons.h"
#include "client/widgets/ui.h"

#include <string>
#include <string_view>
#include <vector>

namespace cunji::ui {

/// Primary: the one green action of a screen. Soft: also likely. Plain: the others. Text: beside a
/// title. Danger: cannot be taken back.
enum class ButtonKind { Plain, Primary, Soft, Danger, Text };

struct Button {
    std::string id{};
    std::string label{};
    Icon icon = Icon::None;
    ButtonKind kind = ButtonKind::Plain;
    bool full_width = false;
    bool enabled = true;
    std::string reason{};  ///< why it is not enabled; stands under the button
};

/// True in the frame in which it is pressed: by finger, mouse, Enter or Space.
bool button(Ui& ui, const Button& button);

struct IconButton {
    std::string_view id{};
    Icon icon = Icon::None;
    std::string_view label{};  ///< what it does: said to tests and shown beside the pointer
    ButtonKind kind = ButtonKind::Plain;
    bool enabled = true;
    int badge = 0;
};

/// Buttons side by side from the left, on a phone each as wide as fits, and below each other when
/// they do not. Returns the id of the pressed one, else "".
std::string actions(Ui& ui, const std::vector<Button>& buttons);

}  // namespace cunji::ui
