#include "client/widgets/overlay.h"

#include "client/widgets/item.h"
#include "client/widgets/paint.h"

#include <algorithm>
#include <string>

namespace cunji::ui {

namespace {

constexpr ImGuiWindowFlags kFlags =
    ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
    ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoBackground;

}  // namespace

Overlay::Overlay(Ui& ui, ImGuiID id, bool scrim) : ui_(ui) {
    UiState& state = ui.state();
    ++state.layer;
    state.top_layer = std::max(state.top_layer, state.layer);
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(size);
    const std::string name = "##overlay" + std::to_string(id);
    ImGui::Begin(name.c_str(), nullptr, kFlags);
    ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
    if (scrim) fill_box(ui, {{0, 0}, size}, ui.theme().scrim, 0);
}

Overlay::~Overlay() {
    ImGui::End();
    --ui_.state().layer;
}

bool Overlay::dismissed(const ImRect& box) const {
    const UiState& state = ui_.state();
    if (state.layer != state.last_top_layer) return false;  // opened just now, or covered
    const ImGuiIO& io = ImGui::GetIO();
    const bool outside = io.MouseClicked[0] && !box.Contains(io.MousePos) &&
                         ImGui::IsWindowHovered(ImGuiHoveredFlags_ChildWindows);
    return outside || take_escape(ui_, state.layer);
}

}  // namespace cunji::ui
