#include "client/widgets/button_paint.h"
#include "client/widgets/item.h"
#include "client/widgets/layout.h"
#include "client/widgets/paint.h"

#include <algorithm>
#include <utility>

namespace cunji::ui {

namespace {

float chevron_room(const Ui& ui) {
    return ui.d(28);
}

/// Title and subtitle at the left, actions at the right of them. Returns the id pressed.
std::string card_head(Ui& ui, const Card& card) {
    const float width = ui.width();
    const float icon = card.icon == Icon::None ? 0 : ui.d(40) + ui.d(12);
    const float right = right_actions_width(ui, card.actions, false);
    const float room = width - icon - (right > 0 ? right + ui.d(8) : 0);
    const float title =
        card.title.empty() ? 0 : paragraph_height(ui, Size::Title, room, card.title);
    const float subtitle =
        card.subtitle.empty() ? 0 : paragraph_height(ui, Size::Small, room, card.subtitle);
    const float height = std::max(title + subtitle, card.icon == Icon::None ? 0 : ui.d(40));
    const ImRect box = place(width, height);
    if (card.icon != Icon::None) {
        const TonePair& tone = ui.theme().tone(card.tone == Tone::Neutral ? Tone::Good : card.tone);
        const ImVec2 middle{box.Min.x + ui.d(20), box.Min.y + ui.d(20)};
        ImGui::GetWindowDrawList()->AddCircleFilled(middle, ui.d(20), tone.fill);
        draw_icon(ui, card.icon, middle, tone.text);
    }
    ImVec2 at{box.Min.x + icon, box.Min.y + (height - title - subtitle) / 2};
    if (title > 0)
        at.y += draw_paragraph(ui, Size::Title, at, room, ui.theme().ink, card.title, true);
    if (subtitle > 0) draw_paragraph(ui, Size::Small, at, room, ui.theme().ink_soft, card.subtitle);
    return right_actions(ui, card.actions, box.Max.x + ui.d(10),
                         box.Min.y + std::min(height, ui.d(40)) / 2, false);
}

}  // namespace

CardResult card(Ui& ui, const Card& card, const Contents& body) {
    CardResult result;
    const float padding = ui.d(ui.wide() ? 20 : 16);
    const float width = ui.width();
    const ImVec2 start = ImGui::GetCursorScreenPos();
    ImGui::PushID(card.id.data(), card.id.data() + card.id.size());
    UiState& kept = ui.state();
    // The height of a row of tiles is for this box, not for boxes inside it.
    const float row_height = std::exchange(kept.tile_height, 0.0F);
    const float row_natural = kept.tile_natural;
    {
        Behind behind(ui);
        const float inner = width - 2 * padding - (card.opens ? chevron_room(ui) : 0);
        set_cursor({start.x + padding, start.y + padding});
        {
            const Region region(start.x + padding, inner);
            if (!card.title.empty() || !card.actions.empty()) result.action = card_head(ui, card);
            kept.card_top = ImGui::GetCursorScreenPos().y;
            kept.card_pull = card.title.empty() ? padding - ui.d(6) : ui.d(8);
            if (body) body();
            kept.card_top = -1;
        }
        float bottom = ImGui::GetItemRectMax().y + padding;
        // Rows of a list bring their own air.
        if (kept.row_bottom == ImGui::GetItemRectMax().y) bottom -= padding - ui.d(6);
        kept.tile_height = row_height;
        kept.tile_natural = row_natural;
        const ImRect box(start, {start.x + width, start.y + tile_height(ui, bottom - start.y)});
        ItemState state;
        // After the contents, so that what stands inside is pressed before the card is.
        if (card.opens) {
            state = item(ui, id_of("##card"), box, {.name = card.id, .label = card.title});
            result.opened = state.pressed && result.action.empty();
            draw_icon(ui, Icon::Right, {box.Max.x - padding - ui.d(6), box.GetCenter().y},
                      ui.theme().ink_soft);
        }
        behind.back();
        const float radius = card_radius(ui);
        const Theme& theme = ui.theme();
        drop_shadow(ui, box, radius, ui.d(2));
        fill_box(ui, box,
                 state.held      ? theme.sunken
                 : state.hovered ? mix(theme.surface, theme.sunken, 0.5F)
                                 : theme.surface,
                 radius);
        if (card.tone != Tone::Neutral) {
            ImGui::PushClipRect(box.Min, {box.Min.x + ui.d(5), box.Max.y}, true);
            fill_box(ui, box, theme.tone(card.tone).text, radius);
            ImGui::PopClipRect();
        }
        stroke_box(ui, box, theme.line, radius);
        if (state.ring) focus_ring(ui, box, radius);
        set_cursor(start);
        place(box.GetWidth(), box.GetHeight());
    }
    ImGui::PopID();
    return result;
}

}  // namespace cunji::ui
