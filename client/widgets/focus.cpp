#include "client/widgets/focus.h"

#include "client/widgets/item.h"

#include <algorithm>

namespace cunji::ui {

namespace {

bool down(ImGuiKey key) {
    return ImGui::IsKeyPressed(ImGui::GetKeyIndex(key));
}

bool down_once(ImGuiKey key) {
    return ImGui::IsKeyPressed(ImGui::GetKeyIndex(key), false);
}

bool typing() {
    const ImGuiContext& g = *ImGui::GetCurrentContext();
    return g.ActiveId != 0 && g.ActiveId == g.InputTextState.ID;
}

/// The stop after (or before) the focused one on the top layer; round at the end.
const Stop* neighbour(const UiState& state, bool back) {
    std::vector<const Stop*> stops;
    for (const Stop& stop : state.focus.last_stops)
        if (stop.layer == state.last_top_layer) stops.push_back(&stop);
    if (stops.empty()) return nullptr;
    const auto at = std::find_if(stops.begin(), stops.end(),
                                 [&](const Stop* stop) { return stop->id == state.focus.id; });
    if (at == stops.end()) return back ? stops.back() : stops.front();
    const auto index = static_cast<std::size_t>(at - stops.begin());
    const std::size_t step = back ? stops.size() - 1 : 1;
    return stops.at((index + step) % stops.size());
}

void move_focus(Ui& ui, bool back) {
    const Stop* next = neighbour(ui.state(), back);
    if (next == nullptr) return;
    if (typing()) ImGui::ClearActiveID();
    set_focus(ui, next->id, true);
    ui.state().focus.text_wanted = next->text ? next->id : 0;
}

}  // namespace

void begin_focus(Ui& ui) {
    FocusState& focus = ui.state().focus;
    std::swap(focus.stops, focus.last_stops);
    focus.stops.clear();
    const ImGuiIO& io = ImGui::GetIO();
    focus.escape = down_once(ImGuiKey_Escape);
    focus.activate =
        !typing() && !io.KeyCtrl && !io.KeyAlt &&
        (down_once(ImGuiKey_Enter) || down_once(ImGuiKey_KeyPadEnter) || down_once(ImGuiKey_Space));
    if (down(ImGuiKey_Tab) && !io.KeyCtrl && !io.KeyAlt) move_focus(ui, io.KeyShift);
    if (io.MouseClicked[0]) {
        focus.by_key = false;
        // Typing ends with a press elsewhere; ImGui sees to that. What was typed is with the
        // screen already.
        focus.text_wanted = 0;
    }
}

void focus_next(Ui& ui, ImGuiID from) {
    ui.state().focus.id = from;
    move_focus(ui, false);
}

void end_focus(Ui& ui) {
    UiState& state = ui.state();
    // A sheet that opened takes the focus to its first stop, one that closed leaves it nowhere.
    if (state.top_layer > state.last_top_layer) {
        const auto first =
            std::find_if(state.focus.stops.begin(), state.focus.stops.end(),
                         [&](const Stop& stop) { return stop.layer == state.top_layer; });
        const bool inside =
            std::any_of(state.focus.stops.begin(), state.focus.stops.end(), [&](const Stop& stop) {
                return stop.layer == state.top_layer && stop.id == state.focus.id;
            });
        if (!inside && first != state.focus.stops.end()) state.focus.id = first->id;
        ui.wake_in(0);
    }
}

}  // namespace cunji::ui
