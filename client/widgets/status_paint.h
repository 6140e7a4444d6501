#pragma once

#include "client/widgets/list.h"
#include "client/widgets/status.h"

#include <imgui.h>
#include <imgui_internal.h>

// Pills, discs and badges at places chosen by others.

namespace cunji::ui {

/// A number in a small disc, its middle at the place; more than 99 is said as 99+.
void draw_badge(Ui& ui, ImVec2 middle, int number, Tone tone);

ImVec2 pill_size(const Ui& ui, const Pill& pill);
void draw_pill(Ui& ui, ImVec2 at, const Pill& pill);

/// The first character of the name in a disc; the same name has the same colour everywhere.
void draw_avatar(Ui& ui, ImVec2 middle, float radius, std::string_view name);
void draw_icon_disc(Ui& ui, ImVec2 middle, float radius, Icon icon, Tone tone);

Icon icon_of(Tone tone);

}  // namespace cunji::ui
