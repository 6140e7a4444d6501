#include "client/widgets/choice.h"

#include "client/widgets/choice_paint.h"
#include "client/widgets/field_frame.h"
#include "client/widgets/item.h"
#include "client/widgets/layout.h"
#include "client/widgets/paint.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace cunji::ui {

namespace {

constexpr std::size_t kMostSegments = 5;
constexpr std::size_t kMostInList = 6;

bool fits_segments(const Ui& ui, const std::vector<Option>& options) {
    if (options.size() > kMostSegments) return false;
    float widest = 0;
    for (const Option& option : options) {
        if (!option.note.empty()) return false;
        widest = std::max(widest, text_width(ui, Size::Body, option.label));
    }
    return (widest + ui.d(20)) * static_cast<float>(options.size()) + ui.d(8) <= ui.width();
}

/// Arrow keys walk among neighbours: the one that gets the focus, when a key says so.
void walk(Ui& ui, const std::vector<ImGuiID>& ids, std::size_t at, ImGuiKey back, ImGuiKey on) {
    const ImGuiID id = ids.at(at);
    if (key_pressed(ui, id, on) && at + 1 < ids.size()) set_focus(ui, ids.at(at + 1), true);
    if (key_pressed(ui, id, back) && at > 0) set_focus(ui, ids.at(at - 1), true);
}

std::vector<ImGuiID> ids_of(const std::vector<Option>& options) {
    std::vector<ImGuiID> ids;
    ids.reserve(options.size());
    for (const Option& option : options)
        ids.push_back(id_of("o/" + option.id));
    return ids;
}

/// Tab stops at the chosen one, or at the first when none is.
std::size_t stop_of(const std::vector<Option>& options, std::string_view value) {
    const auto at = std::find_if(options.begin(), options.end(),
                                 [&](const Option& option) { return option.id == value; });
    return at == options.end() ? 0 : static_cast<std::size_t>(at - options.begin());
}

}  // namespace

std::optional<std::string> segmented(Ui& ui, const Choice& choice) {
    const FieldFrame frame(ui, choice.id, choice.label, choice.notes);
    std::optional<std::string> chosen;
    const float inset = ui.d(4);
    const ImRect box = place(ui.width(), control_height(ui) + ui.d(2));
    const Theme& theme = ui.theme();
    const bool wrong = !choice.notes.problem.empty();
    fill_box(ui, box, theme.sunken, ui.d(10));
    if (wrong || theme.name == ThemeName::Outdoor)
        stroke_box(ui, box, wrong ? theme.tone(Tone::Bad).text : theme.edge, ui.d(10),
                   wrong ? 2.0F : 1.0F);
    const auto& options = choice.options;
    if (options.empty()) return chosen;
    const std::vector<ImGuiID> ids = ids_of(options);
    const std::size_t stop = stop_of(options, choice.value);
    const float width = (box.GetWidth() - 2 * inset) / static_cast<float>(options.size());
    for (std::size_t i = 0; i < options.size(); ++i) {
        const Option& option = options.at(i);
        const float left = std::floor(box.Min.x + inset + width * static_cast<float>(i));
        const float right = std::floor(box.Min.x + inset + width * static_cast<float>(i + 1));
        const bool current = option.id == choice.value;
        // What can be hit goes to the edge; what is painted keeps its distance.
        const ItemState state = item(ui, ids.at(i), {{left, box.Min.y}, {right, box.Max.y}},
                                     {.name = option.id,
                                      .label = option.label,
                                      .enabled = option.enabled && choice.notes.enabled,
                                      .checked = current,
                                      .tab_stop = i == stop});
        walk(ui, ids, i, ImGuiKey_LeftArrow, ImGuiKey_RightArrow);
        const ImRect face({left, box.Min.y + inset}, {right, box.Max.y - inset});
        if (current) {
            drop_shadow(ui, face, control_radius(ui), ui.d(1));
            fill_box(ui, face, theme.name == ThemeName::Dark ? theme.primary_soft : theme.surface,
                     control_radius(ui));
            stroke_box(ui, face, theme.name == ThemeName::Light ? theme.line : theme.primary,
                       control_radius(ui));
        } else if (state.held || state.hovered) {
            fill_box(ui, face, mix(theme.sunken, theme.surface, 0.6F), control_radius(ui));
        }
        if (state.ring) focus_ring(ui, face, control_radius(ui));
        draw_text_in(ui, Size::Body, {{left + ui.d(4), face.Min.y}, {right - ui.d(4), face.Max.y}},
                     current && choice.notes.enabled ? theme.primary_text : theme.ink_soft,
                     option.label, current, 0.5F);
        if (state.pressed && !current) chosen = option.id;
    }
    return chosen;
}

bool option_line(Ui& ui, ImGuiID id, const Option& option, const OptionMark& mark) {
    const float side = ui.d(24);
    const float left = side + ui.d(14);
    const float room = ui.width() - left;
    const float label = paragraph_height(ui, Size::Body, room, option.label);
    const float note =
        option.note.empty() ? 0 : paragraph_height(ui, Size::Small, room, option.note);
    const ImRect box = place(ui.width(), std::max(control_height(ui), label + note + ui.d(14)));
    set_cursor({box.Min.x, box.Max.y});
    const ItemState state = item(ui, id, box,
                                 {.name = option.id,
                                  .label = option.label,
                                  .enabled = mark.enabled && option.enabled,
                                  .checked = mark.on,
                                  .tab_stop = mark.tab_stop});
    if (!state.visible) return false;
    const Theme& theme = ui.theme();
    if (state.held || state.hovered) {
        ImRect ground = box;
        ground.Expand({ui.d(8), -ui.d(1)});
        fill_box(ui, ground, theme.sunken, control_radius(ui));
    }
    if (state.ring) focus_ring(ui, box, control_radius(ui));
    const ImVec2 middle{box.Min.x + side / 2, std::floor(box.GetCenter().y)};
    draw_mark(ui, middle, mark);
    const float y = std::floor(box.GetCenter().y - (label + note) / 2);
    const bool enabled = mark.enabled && option.enabled;
    draw_paragraph(ui, Size::Body, {box.Min.x + left, y}, room,
                   enabled ? theme.ink : theme.ink_soft, option.label);
    if (note > 0)
        draw_paragraph(ui, Size::Small, {box.Min.x + left, y + label}, room, theme.ink_soft,
                       option.note);
    return state.pressed;
}

void draw_mark(Ui& ui, ImVec2 middle, const OptionMark& mark) {
    const Theme& theme = ui.theme();
    const float half = ui.d(11);
    const Color color = mark.enabled ? theme.primary : theme.ink_soft;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (mark.round) {
        list.AddCircleFilled(middle, half, theme.surface);
        list.AddCircle(middle, half, mark.on ? color : theme.ink_soft, 0, ui.d(2));
        if (mark.on) list.AddCircleFilled(middle, half - ui.d(5), color);
        return;
    }
    const ImRect box({middle.x - half, middle.y - half}, {middle.x + half, middle.y + half});
    fill_box(ui, box, mark.on ? color : theme.surface, ui.d(5));
    if (!mark.on) stroke_box(ui, box, theme.ink_soft, ui.d(5), 2);
    if (mark.on) draw_icon(ui, Icon::Check, middle, theme.on_primary, Size::Small);
}

std::optional<std::string> radio_list(Ui& ui, const Choice& choice) {
    const FieldFrame frame(ui, choice.id, choice.label, choice.notes);
    std::optional<std::string> chosen;
    if (choice.options.empty()) return chosen;
    const std::vector<ImGuiID> ids = ids_of(choice.options);
    const std::size_t stop = stop_of(choice.options, choice.value);
    for (std::size_t i = 0; i < choice.options.size(); ++i) {
        const Option& option = choice.options.at(i);
        const bool current = option.id == choice.value;
        if (option_line(ui, ids.at(i), option,
                        {.on = current,
                         .round = true,
                         .enabled = choice.notes.enabled,
                         .tab_stop = i == stop}) &&
            !current)
            chosen = option.id;
        walk(ui, ids, i, ImGuiKey_UpArrow, ImGuiKey_DownArrow);
    }
    end_rows();
    return chosen;
}

std::optional<std::string> choice(Ui& ui, const Choice& choice) {
    if (fits_segments(ui, choice.options)) return segmented(ui, choice);
    if (choice.options.size() <= kMostInList) return radio_list(ui, choice);
    return picker_field(ui, choice);
}

std::optional<Tri> tri_state(Ui& ui, const TriState& state) {
    const UiWords& words = ui.words();
    const std::vector<Option> options{{.id = "yes", .label = words.yes},
                                      {.id = "no", .label = words.no},
                                      {.id = "unclear", .label = words.unclear}};
    constexpr std::array<Tri, 3> kValues{Tri::Yes, Tri::No, Tri::Unclear};
    std::string_view value;
    for (std::size_t i = 0; i < kValues.size(); ++i)
        if (kValues.at(i) == state.value) value = options.at(i).id;
    const auto chosen = segmented(ui, {.id = state.id,
                                       .label = state.label,
                                       .value = value,
                                       .options = options,
                                       .notes = state.notes});
    if (!chosen) return std::nullopt;
    return kValues.at(stop_of(options, *chosen));
}

}  // namespace cunji::ui
