// Ticks, switches, steppers and rows of chips.
#include "client/widgets/button_paint.h"
#include "client/widgets/choice.h"
#include "client/widgets/choice_paint.h"
#include "client/widgets/field_frame.h"
#include "client/widgets/item.h"
#include "client/widgets/layout.h"
#include "client/widgets/paint.h"
#include "client/widgets/scroll.h"
#include "client/widgets/status_paint.h"

#include <algorithm>
#include <cmath>

namespace cunji::ui {

namespace {

bool holds(const std::vector<std::string>& values, const std::string& id) {
    return std::find(values.begin(), values.end(), id) != values.end();
}

/// The list with the id put in or taken out, in the order of the options.
std::vector<std::string> turned(const MultiChoice& choice, const std::string& id) {
    std::vector<std::string> out;
    for (const Option& option : choice.options) {
        const bool on = holds(choice.values, option.id);
        if (on != (option.id == id)) out.push_back(option.id);
    }
    for (const std::string& value : choice.values) {
        const bool known = std::any_of(choice.options.begin(), choice.options.end(),
                                       [&](const Option& option) { return option.id == value; });
        if (!known) out.push_back(value);
    }
    return out;
}

bool chip(Ui& ui, ImGuiID id, const Option& option, bool on, bool enabled, const ImRect& box) {
    const ItemState state = item(ui, id, box,
                                 {.name = option.id,
                                  .label = option.label,
                                  .enabled = enabled && option.enabled,
                                  .checked = on});
    if (!state.visible) return false;
    const Theme& theme = ui.theme();
    const float radius = box.GetHeight() / 2;
    const Color rest = on ? theme.primary : theme.surface;
    fill_box(ui, box,
             state.held || state.hovered ? mix(rest, theme.ink, state.held ? 0.14F : 0.05F) : rest,
             radius);
    if (!on) stroke_box(ui, box, theme.edge, radius);
    if (state.ring) focus_ring(ui, box, radius);
    const Color ink = on ? theme.on_primary : theme.ink;
    float x = box.Min.x + ui.d(18);
    const float label = text_width(ui, Size::Body, option.label);
    draw_text_in(ui, Size::Body, {{x, box.Min.y}, {box.Max.x, box.Max.y}}, ink, option.label, on);
    x += label + ui.d(8);
    draw_text_in(ui, Size::Small, {{x, box.Min.y}, {box.Max.x, box.Max.y}},
                 on ? theme.on_primary : theme.ink_soft, option.note);
    return state.pressed;
}

float chip_width(const Ui& ui, const Option& option) {
    const float note = option.note.empty() ? 0 : text_width(ui, Size::Small, option.note) + ui.d(8);
    return text_width(ui, Size::Body, option.label) + note + 2 * ui.d(18) + ui.d(1);
}

}  // namespace

std::optional<std::vector<std::string>> multi_choice(Ui& ui, const MultiChoice& choice) {
    const FieldFrame frame(ui, choice.id, choice.label, choice.notes);
    std::optional<std::vector<std::string>> out;
    const float height = control_height(ui);
    const float room = ui.width();
    const bool wide_labels =
        std::any_of(choice.options.begin(), choice.options.end(), [&](const Option& option) {
            return !option.note.empty() || chip_width(ui, option) > room;
        });
    if (wide_labels) {
        for (const Option& option : choice.options)
            if (option_line(
                    ui, id_of("o/" + option.id), option,
                    {.on = holds(choice.values, option.id), .enabled = choice.notes.enabled}))
                out = turned(choice, option.id);
        end_rows();
        return out;
    }
    const ImVec2 start = ImGui::GetCursorScreenPos();
    float x = 0;
    float y = 0;
    for (const Option& option : choice.options) {
        const float width = chip_width(ui, option);
        if (x > 0 && x + width > room) {
            x = 0;
            y += height + ui.d(8);
        }
        const ImRect box({start.x + x, start.y + y}, {start.x + x + width, start.y + y + height});
        if (chip(ui, id_of("o/" + option.id), option, holds(choice.values, option.id),
                 choice.notes.enabled, box))
            out = turned(choice, option.id);
        x += width + ui.d(8);
    }
    if (!choice.options.empty()) place(room, y + height);
    return out;
}

std::optional<bool> checkbox(Ui& ui, const Toggle& toggle) {
    const FieldFrame frame(ui, toggle.id, "", toggle.notes);
    const Option option{.id = std::string(toggle.id), .label = std::string(toggle.label)};
    const bool pressed = option_line(ui, id_of("##tick"), option,
                                     {.on = toggle.value, .enabled = toggle.notes.enabled});
    end_rows();
    return pressed ? std::optional(!toggle.value) : std::nullopt;
}

std::optional<bool> toggle(Ui& ui, const Toggle& toggle) {
    // Help stands under the label, on the switch's own line.
    const FieldNotes notes{.problem = toggle.notes.problem, .warning = toggle.notes.warning};
    const FieldFrame frame(ui, toggle.id, "", notes);
    const ImVec2 track{ui.d(52), ui.d(30)};
    const float room = ui.width() - track.x - ui.d(16);
    const float label = paragraph_height(ui, Size::Body, room, toggle.label);
    const float help =
        toggle.notes.help.empty() ? 0 : paragraph_height(ui, Size::Small, room, toggle.notes.help);
    const ImRect box = place(ui.width(), std::max(control_height(ui), label + help + ui.d(12)));
    const ItemState state = item(ui, id_of("##switch"), box,
                                 {.name = toggle.id,
                                  .label = toggle.label,
                                  .enabled = toggle.notes.enabled,
                                  .checked = toggle.value});
    if (!state.visible) return std::nullopt;
    const Theme& theme = ui.theme();
    if (state.ring) focus_ring(ui, box, control_radius(ui));
    const float y = std::floor(box.GetCenter().y - (label + help) / 2);
    draw_paragraph(ui, Size::Body, {box.Min.x, y}, room,
                   toggle.notes.enabled ? theme.ink : theme.ink_soft, toggle.label);
    if (help > 0)
        draw_paragraph(ui, Size::Small, {box.Min.x, y + label}, room, theme.ink_soft,
                       toggle.notes.help);
    const float top = std::floor(box.GetCenter().y - track.y / 2);
    const ImRect at({box.Max.x - track.x, top}, {box.Max.x, top + track.y});
    const Color off = mix(theme.sunken, theme.ink_soft, 0.45F);
    const Color on = toggle.notes.enabled ? theme.primary : theme.ink_soft;
    const Color rest = toggle.value ? on : off;
    fill_box(ui, at, state.held ? mix(rest, theme.ink, 0.15F) : rest, track.y / 2);
    const float knob = track.y / 2 - ui.d(3);
    const float x = toggle.value ? at.Max.x - track.y / 2 : at.Min.x + track.y / 2;
    ImGui::GetWindowDrawList()->AddCircleFilled({x, at.GetCenter().y}, knob,
                                                toggle.value ? theme.on_primary : theme.surface);
    return state.pressed ? std::optional(!toggle.value) : std::nullopt;
}

std::optional<int> stepper(Ui& ui, const Stepper& stepper) {
    const FieldFrame frame(ui, stepper.id, stepper.label, stepper.notes);
    std::optional<int> out;
    const float side = control_height(ui);
    const float middle = ui.d(96);
    const ImRect box = place(2 * side + middle, side);
    const int value = stepper.value.value_or(stepper.min);
    const bool can_less = stepper.notes.enabled && stepper.value && value > stepper.min;
    const bool can_more = stepper.notes.enabled && (!stepper.value || value < stepper.max);
    // Several stand side by side, and what only shows a sign is known by what it is called.
    const auto called = [&stepper](const std::string& what) {
        return stepper.label.empty() ? what : std::string(stepper.label) + " " + what;
    };
    if (icon_button_in(ui,
                       {.id = "less",
                        .icon = Icon::Minus,
                        .label = called(ui.words().less),
                        .enabled = can_less},
                       {box.Min, {box.Min.x + side, box.Max.y}}))
        out = value - 1;
    if (icon_button_in(ui,
                       {.id = "more",
                        .icon = Icon::Add,
                        .label = called(ui.words().more),
                        .enabled = can_more},
                       {{box.Max.x - side, box.Min.y}, box.Max}))
        out = stepper.value ? value + 1 : std::max(stepper.min, std::min(1, stepper.max));
    std::string text = stepper.value ? std::to_string(value) : "–";
    if (stepper.value && !stepper.unit.empty()) text += " " + std::string(stepper.unit);
    draw_text_in(ui, Size::Body, {{box.Min.x + side, box.Min.y}, {box.Max.x - side, box.Max.y}},
                 stepper.value ? ui.theme().ink : ui.theme().ink_soft, text, true, 0.5F);
    return out;
}

std::optional<std::string> chips(Ui& ui, const Chips& chips) {
    std::optional<std::string> chosen;
    const float height = control_height(ui);
    ImGui::PushID(chips.id.data(), chips.id.data() + chips.id.size());
    {
        const float air = ui.d(4);  // for the ring of the focus
        const ScrollArea area(ui, id_of("##chips"), ui.width(), height + 2 * air, Axis::Sideways);
        const ImVec2 start = ImGui::GetCursorScreenPos();
        float x = start.x + ui.d(1);
        for (const Option& option : chips.options) {
            const float width = chip_width(ui, option);
            const ImRect box({x, start.y + air}, {x + width, start.y + air + height});
            if (chip(ui, id_of("o/" + option.id), option, option.id == chips.value, true, box) &&
                option.id != chips.value)
                chosen = option.id;
            x += width + ui.d(8);
        }
        set_cursor(start);
        place(x - start.x, height);
    }
    ImGui::PopID();
    return chosen;
}

}  // namespace cunji::ui
