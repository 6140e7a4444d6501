#include "client/widgets/dialog.h"

#include "client/widgets/button_paint.h"
#include "client/widgets/field.h"
#include "client/widgets/item.h"
#include "client/widgets/layout.h"
#include "client/widgets/overlay.h"
#include "client/widgets/paint.h"
#include "client/widgets/scroll.h"

#include <algorithm>
#include <cmath>

namespace cunji::ui {

namespace {

/// Heights of the parts, as they were in the frame before.
struct Heights {
    float& head;
    float& body;
    float& foot;
};

/// The panel: from the bottom on a phone, in the middle elsewhere.
ImRect panel_of(const Ui& ui, const Sheet& sheet, float wanted) {
    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    if (!ui.wide()) {
        const float most = screen.y - ui.d(48);
        const float height = std::min(sheet.height > 0 ? most : wanted, most);
        return {{0, screen.y - height}, screen};
    }
    const float width = std::min(ui.d(sheet.width), screen.x - ui.d(48));
    const float most = screen.y - ui.d(64);
    const float height = std::min(sheet.height > 0 ? ui.d(sheet.height) : wanted, most);
    const ImVec2 at{std::floor((screen.x - width) / 2), std::floor((screen.y - height) / 2)};
    return {at, {at.x + width, at.y + height}};
}

void draw_panel(Ui& ui, const ImRect& panel) {
    const float radius = ui.d(16);
    drop_shadow(ui, panel, radius, ui.d(12));
    ImGui::GetWindowDrawList()->AddRectFilled(
        panel.Min, panel.Max, ui.theme().surface, radius,
        ui.wide() ? ImDrawFlags_RoundCornersAll : ImDrawFlags_RoundCornersTop);
    if (ui.theme().name != ThemeName::Light) stroke_box(ui, panel, ui.theme().edge, radius);
}

bool draw_head(Ui& ui, const Sheet& sheet, const ImRect& panel, float side, float& height) {
    const float cross = control_height(ui);
    const float top = ui.d(14);
    const float room = panel.GetWidth() - 2 * side - cross;
    const float title = paragraph_height(ui, Size::Title, room, sheet.title);
    const ImVec2 at{panel.Min.x + side,
                    panel.Min.y + top + std::max(0.0F, (cross - line_height(ui, Size::Title)) / 2)};
    draw_paragraph(ui, Size::Title, at, room, ui.theme().ink, sheet.title, true);
    float bottom = at.y + title;
    if (!sheet.subtitle.empty())
        bottom += draw_paragraph(ui, Size::Small, {at.x, bottom}, room, ui.theme().ink_soft,
                                 sheet.subtitle);
    height = std::max(bottom, panel.Min.y + top + cross) - panel.Min.y + ui.d(4);
    const ImVec2 corner{panel.Max.x - side + ui.d(10), panel.Min.y + top};
    return icon_button_in(
        ui,
        {.id = "##close", .icon = Icon::Close, .label = ui.words().close, .kind = ButtonKind::Text},
        {{corner.x - cross, corner.y}, {corner.x, corner.y + cross}});
}

void draw_foot(Ui& ui, const ImRect& panel, float side, const Contents& foot, float& height) {
    const float top = panel.Max.y - height;
    fill_box(ui, {{panel.Min.x, top}, {panel.Max.x, top + std::max(1.0F, ui.d(1))}},
             ui.theme().line, 0);
    set_cursor({panel.Min.x + side, top + ui.d(14)});
    {
        const Region region(panel.Min.x + side, panel.GetWidth() - 2 * side);
        foot();
    }
    height = ImGui::GetItemRectMax().y - top + ui.d(16);
}

}  // namespace

bool sheet(Ui& ui, const Sheet& sheet, const Contents& body, const Contents& foot) {
    const ImGuiID id = id_of(sheet.id);
    const Overlay overlay(ui, id, true);
    UiState& state = ui.state();
    const Heights heights{state.kept(id_of("head"), ui.d(66)), state.kept(id_of("body"), ui.d(160)),
                          state.kept(id_of("foot"), ui.d(84))};
    const float before = heights.head + heights.body + heights.foot;
    const float foot_height = foot ? heights.foot : ui.d(4);
    const ImRect panel = panel_of(ui, sheet, heights.head + heights.body + foot_height);
    draw_panel(ui, panel);
    const float side = ui.d(ui.wide() ? 24 : 18);
    bool closed = draw_head(ui, sheet, panel, side, heights.head);
    set_cursor({panel.Min.x, panel.Min.y + heights.head});
    {
        const float height = std::max(panel.GetHeight() - heights.head - foot_height, 1.0F);
        const ScrollArea area(ui, id_of("##body"), panel.GetWidth(), height, Axis::Down,
                              {side, ui.d(6)});
        const float top = ImGui::GetCursorScreenPos().y;
        body();
        heights.body = ImGui::GetCursorScreenPos().y - top - ImGui::GetStyle().ItemSpacing.y +
                       2 * ui.d(6) + ui.d(4);
    }
    if (foot) draw_foot(ui, panel, side, foot, heights.foot);
    if (before != heights.head + heights.body + heights.foot) ui.wake_in(0);
    if (sheet.keep_open) {
        closed = take_escape(ui, ui.state().layer) || closed;
    } else {
        closed = overlay.dismissed(panel) || closed;
    }
    return closed;
}

DialogResult dialog(Ui& ui, const Dialog& dialog) {
    DialogResult result;
    const bool asks = !dialog.reason_label.empty();
    const bool missing =
        dialog.reason_needed && dialog.reason.find_first_not_of(" \n") == std::string_view::npos;
    const auto body = [&] {
        if (!dialog.text.empty()) text(ui, dialog.text);
        if (!asks) return;
        result.reason = text_field(ui, {.id = "reason",
                                        .label = dialog.reason_label,
                                        .value = dialog.reason,
                                        .notes = {.required = dialog.reason_needed},
                                        .lines = 3,
                                        .focus = true});
    };
    const auto foot = [&] {
        const std::string pressed = actions(
            ui, {{.id = "cancel",
                  .label = std::string(dialog.cancel.empty() ? std::string_view(ui.words().cancel)
                                                             : dialog.cancel)},
                 {.id = "confirm",
                  .label = std::string(dialog.confirm),
                  .kind = dialog.danger ? ButtonKind::Danger : ButtonKind::Primary,
                  .enabled = !missing,
                  .reason = std::string(dialog.reason_missing)}});
        result.confirmed = pressed == "confirm";
        result.cancelled = pressed == "cancel";
    };
    const bool closed = sheet(
        ui, {.id = dialog.id, .title = dialog.title, .width = 480, .keep_open = asks}, body, foot);
    result.cancelled = result.cancelled || (closed && !result.confirmed);
    return result;
}

}  // namespace cunji::ui
