#include "client/widgets/status.h"

#include "client/widgets/button_paint.h"
#include "client/widgets/item.h"
#include "client/widgets/layout.h"
#include "client/widgets/paint.h"
#include "client/widgets/status_paint.h"

#include <algorithm>
#include <cmath>

namespace cunji::ui {

void pill(Ui& ui, const Pill& pill) {
    if (pill.text.empty()) return;
    const ImVec2 size = pill_size(ui, pill);
    draw_pill(ui, place(size.x, size.y).Min, pill);
}

void pills(Ui& ui, const std::vector<Pill>& pills) {
    const float gap = ui.d(8);
    const float room = ui.width();
    const ImVec2 start = ImGui::GetCursorScreenPos();
    float x = 0;
    float y = 0;
    float height = 0;
    for (const Pill& one : pills) {
        if (one.text.empty()) continue;
        const ImVec2 size = pill_size(ui, one);
        if (x > 0 && x + size.x > room) {
            x = 0;
            y += size.y + gap;
        }
        draw_pill(ui, {start.x + x, start.y + y}, one);
        x += size.x + gap;
        height = y + size.y;
    }
    if (height > 0) place(room, height);
}

bool banner(Ui& ui, const Banner& banner) {
    const TonePair& colors = ui.theme().tone(banner.tone);
    const float padding = ui.d(14);
    const float icon = icon_width(ui) + ui.d(10);
    const Button action{.id = std::string(banner.id), .label = std::string(banner.action)};
    const bool acts = !banner.action.empty();
    const float action_width = acts ? button_width(ui, action) : 0;
    const float width = ui.width();
    // Beside the text where that leaves it room, else below.
    const bool beside = acts && width - action_width - icon - 3 * padding >= ui.d(260);
    const float room = width - 2 * padding - icon - (beside ? action_width + padding : 0);
    const float title =
        banner.title.empty() ? 0 : paragraph_height(ui, Size::Body, room, banner.title);
    const float words =
        banner.text.empty() ? 0 : paragraph_height(ui, Size::Body, room, banner.text);
    const float button_tall = acts ? control_height(ui) : 0;
    float height = title + words;
    if (beside) height = std::max(height, button_tall);
    if (acts && !beside) height += ui.d(8) + button_tall;
    const ImRect box = place(width, std::max(height + 2 * ui.d(12), ui.d(52)));
    fill_box(ui, box, colors.fill, ui.d(10));
    if (ui.theme().name == ThemeName::Outdoor) stroke_box(ui, box, colors.text, ui.d(10));
    const float text_top = beside || !acts ? std::floor(box.GetCenter().y - (title + words) / 2)
                                           : box.Min.y + ui.d(12);
    draw_icon(
        ui, icon_of(banner.tone),
        {box.Min.x + padding + icon_width(ui) / 2, text_top + line_height(ui, Size::Body) / 2},
        colors.text);
    ImVec2 at{box.Min.x + padding + icon, text_top};
    if (title > 0)
        at.y += draw_paragraph(ui, Size::Body, at, room, colors.text, banner.title, true);
    if (words > 0)
        at.y += draw_paragraph(ui, Size::Body, at, room, title > 0 ? ui.theme().ink : colors.text,
                               banner.text);
    if (!acts) return false;
    const float x = beside ? box.Max.x - padding - action_width : box.Min.x + padding + icon;
    const float y = beside ? std::floor(box.GetCenter().y - button_tall / 2) : at.y + ui.d(8);
    return button_in(ui, action, {{x, y}, {x + action_width, y + button_tall}});
}

bool empty_state(Ui& ui, const EmptyState& state) {
    const float width = ui.width();
    const float room = std::min(width, ui.d(420));
    const float x = ImGui::GetCursorScreenPos().x + (width - room) / 2;
    gap(ui, 24);
    const ImRect disc = place(width, ui.d(72));
    draw_icon_disc(ui, disc.GetCenter(), ui.d(36), state.icon, Tone::Neutral);
    const auto centred = [&](Size size, Color color, std::string_view words, bool strong) {
        if (words.empty()) return;
        // A short text stands in the middle; one of several lines begins at the left, as print
        // does.
        const ImRect box = place(width, paragraph_height(ui, size, room, words));
        const float wide = text_width(ui, size, words);
        const float left = wide <= room ? box.Min.x + (width - wide) / 2 : x;
        draw_paragraph(ui, size, {left, box.Min.y}, room, color, words, strong);
    };
    centred(Size::Title, ui.theme().ink, state.title, true);
    centred(Size::Body, ui.theme().ink_soft, state.text, false);
    bool pressed = false;
    if (!state.action.empty()) {
        const Button action{.id = std::string(state.id),
                            .label = std::string(state.action),
                            .kind = ButtonKind::Soft};
        const float wide = std::min(button_width(ui, action), width);
        const ImRect line = place(width, button_height(ui, action.kind));
        const float left = line.Min.x + std::floor((width - wide) / 2);
        pressed = button_in(ui, action, {{left, line.Min.y}, {left + wide, line.Max.y}});
    }
    place(1, ui.d(12));
    return pressed;
}

void avatar(Ui& ui, std::string_view name, float diameter) {
    const ImRect box = place(ui.d(diameter), ui.d(diameter));
    draw_avatar(ui, box.GetCenter(), ui.d(diameter) / 2, name);
}

bool stat(Ui& ui, const Stat& stat) {
    const float padding = ui.d(16);
    const float disc = ui.d(40);
    const float number_height = line_height(ui, Size::Number);
    const float label_height = line_height(ui, Size::Body);
    const float note_height = stat.note.empty() ? 0 : line_height(ui, Size::Small);
    const float top = std::max(disc, number_height);
    const float width = ui.width();
    const ImRect box =
        place(width, tile_height(ui, top + label_height + note_height + 2 * padding + ui.d(2)));
    ItemState state{.visible = true};
    if (stat.opens) state = item(ui, id_of(stat.id), box, {.name = stat.id, .label = stat.label});
    const Theme& theme = ui.theme();
    const float radius = card_radius(ui);
    drop_shadow(ui, box, radius, ui.d(2));
    fill_box(ui, box, state.held ? theme.sunken : theme.surface, radius);
    stroke_box(ui, box, state.hovered ? theme.tone(stat.tone).text : theme.line, radius);
    if (state.ring) focus_ring(ui, box, radius);
    if (stat.icon != Icon::None)
        draw_icon_disc(ui, {box.Min.x + padding + disc / 2, box.Min.y + padding + top / 2},
                       disc / 2, stat.icon, stat.tone);
    const ImRect number({box.Min.x + padding + disc + ui.d(8), box.Min.y + padding},
                        {box.Max.x - padding, box.Min.y + padding + top});
    // A number that is cut off would be another number.
    const bool fits = text_width(ui, Size::Number, stat.number) + ui.d(2) <= number.GetWidth();
    draw_text_in(ui, fits ? Size::Number : Size::Title, number, theme.ink, stat.number, true, 1);
    const float y = box.Min.y + padding + top + ui.d(2);
    draw_text_in(ui, Size::Body,
                 {{box.Min.x + padding, y}, {box.Max.x - padding, y + label_height}},
                 theme.ink_soft, stat.label);
    draw_text_in(ui, Size::Small,
                 {{box.Min.x + padding, y + label_height},
                  {box.Max.x - padding, y + label_height + note_height}},
                 theme.tone(stat.tone).text, stat.note);
    return state.pressed;
}

void progress(Ui& ui, const Progress& progress) {
    const bool words = !progress.label.empty() || !progress.value.empty();
    const float text_height = words ? line_height(ui, Size::Small) + ui.d(4) : 0;
    const float bar = ui.d(8);
    const ImRect box = place(ui.width(), text_height + bar);
    if (words) {
        const float value = text_width(ui, Size::Small, progress.value);
        const float bottom = box.Min.y + text_height - ui.d(4);
        draw_text_in(ui, Size::Small, {box.Min, {box.Max.x - value - ui.d(12), bottom}},
                     ui.theme().ink_soft, progress.label);
        draw_text_in(ui, Size::Small, {{box.Max.x - value, box.Min.y}, {box.Max.x, bottom}},
                     ui.theme().ink, progress.value);
    }
    const ImRect track({box.Min.x, box.Max.y - bar}, box.Max);
    fill_box(ui, track, mix(ui.theme().sunken, ui.theme().ink_soft, 0.12F), bar / 2);
    const float share = std::clamp(progress.share, 0.0F, 1.0F);
    if (share <= 0) return;
    const Color color =
        progress.tone == Tone::Good ? ui.theme().primary : ui.theme().tone(progress.tone).text;
    const float width = std::max(bar, track.GetWidth() * share);
    fill_box(ui, {track.Min, {track.Min.x + width, track.Max.y}}, color, bar / 2);
}

void skeleton(Ui& ui, int lines) {
    const float height = line_height(ui, Size::Body);
    for (int i = 0; i < lines; ++i) {
        const float share = i % 3 == 0 ? 0.55F : i % 3 == 1 ? 0.85F : 0.7F;
        const ImRect box = place(ui.width(), height);
        const ImRect bar({box.Min.x, box.Min.y + height * 0.25F},
                         {box.Min.x + box.GetWidth() * share, box.Max.y - height * 0.25F});
        fill_box(ui, bar, ui.theme().sunken, ui.d(6));
    }
}

}  // namespace cunji::ui
