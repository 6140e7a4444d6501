#include "client/widgets/chart.h"

#include "client/widgets/item.h"
#include "client/widgets/paint.h"
#include "client/widgets/status_paint.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace cunji::ui {

namespace {

struct StepColors {
    Color fill;
    Color edge;
    Color text;
};

StepColors colors_of(const Theme& theme, StepState state) {
    switch (state) {
        case StepState::Done:
            return {theme.primary, theme.primary, theme.on_primary};
        case StepState::Current:
            return {theme.surface, theme.primary, theme.primary_text};
        case StepState::Blocked:
            return {theme.tone(Tone::Warn).fill, theme.tone(Tone::Warn).text,
                    theme.tone(Tone::Warn).text};
        case StepState::Open:
            break;
    }
    return {theme.surface, theme.edge, theme.ink_soft};
}

void draw_step_disc(Ui& ui, ImVec2 middle, float radius, std::size_t number, StepState state) {
    const StepColors colors = colors_of(ui.theme(), state);
    const ImRect box({middle.x - radius, middle.y - radius},
                     {middle.x + radius, middle.y + radius});
    fill_box(ui, box, colors.fill, radius);
    stroke_box(ui, box, colors.edge, radius, 2);
    if (state == StepState::Done) {
        draw_icon(ui, Icon::Check, middle, colors.text, Size::Small);
    } else {
        draw_text_in(ui, Size::Small, box, colors.text, std::to_string(number), true, 0.5F);
    }
}

struct StepCell {
    ImRect box;
    float discs = 0;       ///< height of the part with the disc
    float label = 0;       ///< ... and with the label
    float radius = 0;      ///< of the disc
    bool goes_on = false;  ///< a line leads to the next
};

bool draw_step(Ui& ui, const Step& one, std::size_t index, const StepCell& cell) {
    const Theme& theme = ui.theme();
    const ImVec2 middle{std::floor(cell.box.GetCenter().x), cell.box.Min.y + cell.discs / 2};
    const float reach = cell.radius + ui.d(3);
    if (cell.goes_on)
        fill_box(ui,
                 {{middle.x + reach, middle.y - ui.d(1)},
                  {middle.x + cell.box.GetWidth() - reach, middle.y + ui.d(1)}},
                 one.state == StepState::Done ? theme.primary : theme.edge, 0);
    const ItemState state =
        item(ui, ImGui::GetCurrentWindow()->GetID(static_cast<int>(index)), cell.box,
             {.name = one.label, .label = one.label, .checked = one.state == StepState::Current});
    if (state.held || state.hovered)
        ImGui::GetWindowDrawList()->AddCircleFilled(middle, cell.radius + ui.d(5), theme.sunken);
    if (state.ring) focus_ring(ui, cell.box, ui.d(8));
    draw_step_disc(ui, middle, cell.radius, index + 1, one.state);
    const bool strong = one.state == StepState::Current;
    const Color ink = one.state == StepState::Open ? theme.ink_soft
                      : strong                     ? theme.primary_text
                                                   : theme.ink;
    const float room = cell.box.GetWidth() - ui.d(6);
    const float wide = std::min(text_width(ui, Size::Small, one.label), room);
    const float y = cell.box.Min.y + cell.discs;
    draw_paragraph(ui, Size::Small, {std::floor(middle.x - wide / 2), y}, room, ink, one.label,
                   strong);
    draw_text_in(ui, Size::Small, {{cell.box.Min.x, y + cell.label}, cell.box.Max},
                 one.state == StepState::Blocked ? theme.tone(Tone::Warn).text : theme.ink_soft,
                 one.note, false, 0.5F);
    return state.pressed;
}

/// As wide as a step must be: no word of its label and no day below it is broken.
float narrowest_step(const Ui& ui, const std::vector<Step>& steps) {
    float width = ui.d(70);
    for (const Step& one : steps) {
        width = std::max(width, text_width(ui, Size::Small, one.note));
        const std::string_view label = one.label;
        for (std::size_t at = 0; at < label.size();) {
            const std::size_t end = std::min(label.find(' ', at), label.size());
            const std::string_view word = label.substr(at, end - at);
            // Chinese may be broken anywhere.
            if (word.front() > 0) width = std::max(width, text_width(ui, Size::Small, word));
            at = end + 1;
        }
    }
    return width + ui.d(8);
}

}  // namespace

void bar_chart(Ui& ui, const std::vector<Bar>& bars, float height) {
    if (bars.empty()) return;
    const float words = line_height(ui, Size::Small);
    const ImRect box = place(ui.width(), ui.d(height));
    const float base = box.Max.y - words - ui.d(4);
    const float top = box.Min.y + words + ui.d(4);
    double most = 0;
    for (const Bar& bar : bars)
        most = std::max(most, bar.value);
    const float step = std::min(box.GetWidth() / static_cast<float>(bars.size()), ui.d(120));
    const float width = std::min(step * 0.6F, ui.d(56));
    const Theme& theme = ui.theme();
    for (std::size_t i = 0; i < bars.size(); ++i) {
        const Bar& bar = bars.at(i);
        const float left = box.Min.x + step * static_cast<float>(i);
        const float middle = left + step / 2;
        const float share = most > 0 ? static_cast<float>(bar.value / most) : 0;
        const float y = std::floor(base - std::max((base - top) * share, ui.d(2)));
        ImGui::GetWindowDrawList()->AddRectFilled(
            {std::floor(middle - width / 2), y}, {std::floor(middle + width / 2), base},
            bar.marked ? theme.primary : mix(theme.surface, theme.primary, 0.38F),
            std::min(ui.d(6), (base - y) / 2), ImDrawFlags_RoundCornersTop);
        draw_text_in(ui, Size::Small, {{left, y - words - ui.d(2)}, {left + step, y - ui.d(2)}},
                     theme.ink, bar.text, bar.marked, 0.5F);
        draw_text_in(ui, Size::Small, {{left, base + ui.d(4)}, {left + step, box.Max.y}},
                     theme.ink_soft, bar.label, false, 0.5F);
    }
    fill_box(ui, {{box.Min.x, base}, {box.Max.x, base + std::max(1.0F, ui.d(1))}}, theme.edge, 0);
}

std::optional<std::size_t> step_bar(Ui& ui, const StepBar& bar) {
    std::optional<std::size_t> pressed;
    if (bar.steps.empty()) return pressed;
    const float room = ui.width();
    // On a phone the way is walked in several lines, about equally long.
    const std::size_t all = bar.steps.size();
    const float narrowest = narrowest_step(ui, bar.steps);
    const auto fitting = static_cast<std::size_t>(std::max(1.0F, room / narrowest));
    const std::size_t lines = (all + fitting - 1) / fitting;
    const std::size_t across = (all + lines - 1) / lines;
    const float step = std::floor(room / static_cast<float>(across));
    const float radius = ui.d(15);
    const float label_width = step - ui.d(6);
    float label = 0;
    float remark = 0;
    for (const Step& one : bar.steps) {
        label = std::max(label, paragraph_height(ui, Size::Small, label_width, one.label));
        if (!one.note.empty()) remark = line_height(ui, Size::Small);
    }
    const float discs = ui.d(44);
    const float line = discs + label + remark;
    const float apart = line + ui.d(8);
    const ImRect box = place(room, apart * static_cast<float>(lines) - ui.d(8));
    ImGui::PushID(bar.id.data(), bar.id.data() + bar.id.size());
    for (std::size_t i = 0; i < all; ++i) {
        const float x = box.Min.x + step * static_cast<float>(i % across);
        const std::size_t row = i / across;
        const float y = box.Min.y + apart * static_cast<float>(row);
        const StepCell cell{{{x, y}, {x + step, y + line}},
                            discs,
                            label,
                            radius,
                            i % across + 1 < across && i + 1 < all};
        if (draw_step(ui, bar.steps.at(i), i, cell)) pressed = i;
    }
    ImGui::PopID();
    return pressed;
}

bool timeline_entry(Ui& ui, const TimelineEntry& entry) {
    const float rail = ui.d(40);
    const float width = ui.width() - rail;
    const float pill_width = entry.pill.text.empty() ? 0 : pill_size(ui, entry.pill).x + ui.d(8);
    const float small = line_height(ui, Size::Small);
    const float title =
        entry.title.empty() ? 0 : paragraph_height(ui, Size::Body, width - pill_width, entry.title);
    const float words =
        entry.text.empty() ? 0 : paragraph_height(ui, Size::Body, width, entry.text);
    const float who = entry.who.empty() ? 0 : paragraph_height(ui, Size::Small, width, entry.who);
    const ImRect box = place(ui.width(), small + title + words + who + ui.d(18));
    set_cursor({box.Min.x, box.Max.y});
    ItemState state{.visible = ImGui::IsRectVisible(box.Min, box.Max)};
    if (entry.opens)
        state = item(ui, id_of(entry.id), box, {.name = entry.id, .label = entry.title});
    if (!state.visible) return false;
    const Theme& theme = ui.theme();
    if (state.held || state.hovered)
        fill_box(ui, box, mix(theme.surface, theme.sunken, 0.6F), ui.d(8));
    if (state.ring) focus_ring(ui, box, ui.d(8));
    const float radius = entry.icon == Icon::None ? ui.d(6) : ui.d(14);
    const ImVec2 knot{box.Min.x + ui.d(16), box.Min.y + ui.d(6) + small / 2};
    if (!entry.last)
        fill_box(ui,
                 {{knot.x - ui.d(1), knot.y + radius + ui.d(4)},
                  {knot.x + ui.d(1), box.Max.y + ui.d(6) + small / 2 - radius - ui.d(4)}},
                 theme.line, 0);
    if (entry.icon == Icon::None) {
        ImGui::GetWindowDrawList()->AddCircleFilled(
            knot, radius,
            entry.tone == Tone::Neutral ? theme.primary : theme.tone(entry.tone).text);
    } else {
        const TonePair& pair = theme.tone(entry.tone);
        ImGui::GetWindowDrawList()->AddCircleFilled(knot, radius, pair.fill);
        draw_icon(ui, entry.icon, knot, pair.text, Size::Small);
    }
    const float x = box.Min.x + rail;
    float y = box.Min.y + ui.d(6);
    draw_text_in(ui, Size::Small, {{x, y}, {box.Max.x - pill_width, y + small}}, theme.ink_soft,
                 entry.when);
    if (pill_width > 0) draw_pill(ui, {box.Max.x - pill_width + ui.d(8), y}, entry.pill);
    y += small;
    if (title > 0)
        y += draw_paragraph(ui, Size::Body, {x, y}, width - pill_width, theme.ink, entry.title,
                            true);
    if (words > 0) y += draw_paragraph(ui, Size::Body, {x, y}, width, theme.ink, entry.text);
    if (who > 0) draw_paragraph(ui, Size::Small, {x, y}, width, theme.ink_soft, entry.who);
    return state.pressed;
}

}  // namespace cunji::ui
