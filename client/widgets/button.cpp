#include "client/widgets/button.h"

#include "client/widgets/button_paint.h"
#include "client/widgets/item.h"
#include "client/widgets/layout.h"
#include "client/widgets/paint.h"
#include "client/widgets/status_paint.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace cunji::ui {

namespace {

float icon_room(const Ui& ui, const Button& button) {
    return button.icon == Icon::None ? 0 : icon_width(ui) + ui.d(button.label.empty() ? 0 : 8);
}

}  // namespace

ButtonColors button_colors(const Theme& theme, ButtonKind kind, bool enabled, bool hovered,
                           bool held) {
    if (!enabled) return {theme.sunken, theme.ink_soft, kind == ButtonKind::Text ? 0 : theme.line};
    const auto turned = [&](Color rest, Color to) {
        return held ? mix(rest, to, 0.14F) : hovered ? mix(rest, to, 0.05F) : rest;
    };
    switch (kind) {
        case ButtonKind::Primary:
            return {held ? theme.primary_down
                         : mix(theme.primary, theme.primary_down, hovered ? 0.5F : 0),
                    theme.on_primary, 0};
        case ButtonKind::Soft:
            return {turned(theme.primary_soft, theme.primary_text), theme.primary_text, 0};
        case ButtonKind::Danger:
            return {turned(theme.tone(Tone::Bad).fill, theme.tone(Tone::Bad).text),
                    theme.tone(Tone::Bad).text, 0};
        case ButtonKind::Text:
            return {held      ? theme.primary_soft
                    : hovered ? mix(theme.surface, theme.primary_soft, 0.7F)
                              : 0,
                    theme.primary_text, 0};
        case ButtonKind::Plain:
            break;
    }
    return {turned(theme.surface, theme.ink), theme.ink, theme.edge};
}

float button_height(const Ui& ui, ButtonKind kind) {
    return kind == ButtonKind::Text ? control_height(ui) : std::max(ui.d(54), control_height(ui));
}

float button_width(const Ui& ui, const Button& button) {
    const float padding = button.kind == ButtonKind::Text ? ui.d(12) : ui.d(22);
    return std::max(icon_room(ui, button) + text_width(ui, Size::Body, button.label) + 2 * padding,
                    ui.d(button.kind == ButtonKind::Text ? 46 : 96));
}

bool button_in(Ui& ui, const Button& button, const ImRect& box) {
    const ItemState state =
        item(ui, id_of(button.id), box,
             {.name = button.id, .label = button.label, .enabled = button.enabled});
    if (!state.visible) return false;
    const ButtonColors colors =
        button_colors(ui.theme(), button.kind, button.enabled, state.hovered, state.held);
    const float radius = ui.d(10);
    // Under a finger a button sinks by a pixel; that is seen where a colour is not, in the sun.
    ImRect face = box;
    if (state.held) face.Translate({0, ui.d(1)});
    if ((colors.fill >> 24) != 0) fill_box(ui, face, colors.fill, radius);
    if ((colors.edge >> 24) != 0) stroke_box(ui, face, colors.edge, radius);
    if (state.ring) focus_ring(ui, box, radius);

    const float icon = icon_room(ui, button);
    const float room = face.GetWidth() - icon - ui.d(button.kind == ButtonKind::Text ? 12 : 20);
    const std::string label = fitting(ui, Size::Body, button.label, room);
    const float width = icon + text_width(ui, Size::Body, label);
    const float x = std::floor(face.Min.x + (face.GetWidth() - width) / 2);
    draw_icon(ui, button.icon, {x + icon_width(ui) / 2, face.GetCenter().y}, colors.text);
    draw_text_in(ui, Size::Body, {{x + icon, face.Min.y}, {face.Max.x, face.Max.y}}, colors.text,
                 label, button.kind == ButtonKind::Primary);
    return state.pressed;
}

bool button(Ui& ui, const Button& button) {
    const bool full = button.full_width || (!ui.wide() && button.kind == ButtonKind::Primary);
    const float width = full ? ui.width() : std::min(button_width(ui, button), ui.width());
    const bool pressed = button_in(ui, button, place(width, button_height(ui, button.kind)));
    if (!button.enabled && !button.reason.empty()) note(ui, button.reason);
    return pressed;
}

bool icon_button_in(Ui& ui, const IconButton& button, const ImRect& box) {
    const ItemState state =
        item(ui, id_of(button.id), box,
             {.name = button.id, .label = button.label, .enabled = button.enabled});
    if (!state.visible) return false;
    const ButtonColors colors =
        button_colors(ui.theme(), button.kind, button.enabled, state.hovered, state.held);
    const float radius = ui.d(10);
    if ((colors.fill >> 24) != 0) fill_box(ui, box, colors.fill, radius);
    if ((colors.edge >> 24) != 0) stroke_box(ui, box, colors.edge, radius);
    if (state.ring) focus_ring(ui, box, radius);
    draw_icon(
        ui, button.icon, box.GetCenter(),
        button.kind == ButtonKind::Text && button.enabled ? ui.theme().ink_soft : colors.text);
    if (button.badge > 0)
        draw_badge(ui, {box.Max.x - ui.d(10), box.Min.y + ui.d(10)}, button.badge, Tone::Bad);
    return state.pressed;
}

std::string actions(Ui& ui, const std::vector<Button>& buttons) {
    if (buttons.empty()) return {};
    const float gap = ui.d(12);
    const float room = ui.width();
    std::vector<float> widths;
    widths.reserve(buttons.size());
    for (const Button& one : buttons)
        widths.push_back(button_width(ui, one));
    const float needed = std::accumulate(widths.begin(), widths.end(), 0.0F) +
                         gap * static_cast<float>(buttons.size() - 1);
    std::string pressed;
    const bool stacked = needed > room;
    // On a phone the main action takes what is left; elsewhere buttons are as wide as their words.
    if (!ui.wide() && !stacked) {
        const auto main = std::find_if(buttons.begin(), buttons.end(), [](const Button& one) {
            return one.kind == ButtonKind::Primary || one.kind == ButtonKind::Danger;
        });
        if (main != buttons.end()) {
            widths.at(static_cast<std::size_t>(main - buttons.begin())) += room - needed;
        } else {
            for (float& width : widths)
                width += (room - needed) / static_cast<float>(buttons.size());
        }
    }
    const ImVec2 start = ImGui::GetCursorScreenPos();
    float x = start.x;
    float y = start.y;
    for (std::size_t i = 0; i < buttons.size(); ++i) {
        const Button& one = buttons.at(i);
        const float height = button_height(ui, one.kind);
        if (stacked && i > 0) y += height + gap;
        const float left = stacked ? start.x : x;
        const float width = stacked ? room : std::floor(widths.at(i));
        if (button_in(ui, one, {{left, y}, {left + width, y + height}})) pressed = one.id;
        x += width + gap;
    }
    place(room, y + button_height(ui, buttons.back().kind) - start.y);
    for (const Button& one : buttons)
        if (!one.enabled && !one.reason.empty()) note(ui, one.reason);
    return pressed;
}

}  // namespace cunji::ui
