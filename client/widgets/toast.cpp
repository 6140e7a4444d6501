#include "client/widgets/button_paint.h"
#include "client/widgets/dialog.h"
#include "client/widgets/item.h"
#include "client/widgets/paint.h"
#include "client/widgets/status_paint.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace cunji::ui {

namespace {

constexpr ImGuiWindowFlags kFlags =
    ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
    ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoFocusOnAppearing;

bool undo_button(Ui& ui, const Toast& toast, const ImRect& box) {
    const ItemState state = item(ui, id_of("undo"), box, {.name = "undo", .label = toast.undo});
    if (state.held || state.hovered)
        fill_box(ui, box, mix(ui.theme().ink, ui.theme().surface, 0.15F), ui.d(8));
    if (state.ring) focus_ring(ui, box, ui.d(8));
    draw_text_in(ui, Size::Body, box, ui.theme().surface, toast.undo, true, 0.5F);
    return state.pressed;
}

}  // namespace

ToastEvent toast(Ui& ui, const Toast& toast) {
    UiState& state = ui.state();
    const ImGuiID id = id_of(toast.id);
    if (state.toast != id) {
        state.toast = id;
        state.toast_since = ui.time();
    }
    const double left = state.toast_since + toast.seconds - ui.time();
    if (left <= 0) return ToastEvent::Gone;
    ui.wake_in(left);

    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    const float padding = ui.d(18);
    const float icon = icon_width(ui) + ui.d(10);
    const float undo = toast.undo.empty() ? 0 : text_width(ui, Size::Body, toast.undo) + ui.d(32);
    const float most = std::min(screen.x - ui.d(32), ui.d(640)) - 2 * padding - icon - undo;
    const float wide = text_width(ui, Size::Body, toast.text);
    const float words = std::min(wide, most);
    const float height =
        std::max(paragraph_height(ui, Size::Body, words + 1, toast.text) + ui.d(24), ui.d(54));
    const float width = words + 2 * padding + icon + undo;
    // Above the buttons at the foot of the page: somebody who works fast presses the next one while
    // it is still there.
    const float tabs = ui.wide() ? 0 : ui.d(66);
    const float below = tabs + std::max(state.foot + ui.d(8), ui.d(28));
    const ImVec2 at{std::floor((screen.x - width) / 2), std::floor(screen.y - below - height)};
    ImGui::SetNextWindowPos(at);
    ImGui::SetNextWindowSize({width, height});
    ImGui::Begin("##toast", nullptr, kFlags);
    ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
    const ImRect box(at, {at.x + width, at.y + height});
    const Theme& theme = ui.theme();
    fill_box(ui, box, theme.ink, ui.d(12));
    draw_icon(ui, icon_of(toast.tone), {at.x + padding + icon_width(ui) / 2, box.GetCenter().y},
              theme.surface);
    const float text_height = height - ui.d(24);
    draw_paragraph(
        ui, Size::Body,
        {at.x + padding + icon,
         std::floor(box.GetCenter().y - std::max(text_height, line_height(ui, Size::Body)) / 2)},
        words + 1, theme.surface, toast.text);
    bool undone = false;
    if (undo > 0)
        undone = undo_button(ui, toast,
                             {{box.Max.x - undo - ui.d(6), at.y + ui.d(4)},
                              {box.Max.x - ui.d(6), box.Max.y - ui.d(4)}});
    ImGui::End();
    return undone ? ToastEvent::Undone : ToastEvent::None;
}

}  // namespace cunji::ui
