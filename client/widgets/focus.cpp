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
    focus.at_begin = focus.id;
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
    FocusState& focus = state.focus;
    const auto layers = static_cast<std::size_t>(state.top_layer);
    if (layers > focus.below.size()) {
        // A sheet that opened takes the focus, unless something in it has it already.
        focus.below.resize(layers, focus.at_begin);
        const auto on_top = [&](const Stop& stop) { return stop.layer == state.top_layer; };
        const bool inside =
            std::any_of(focus.stops.begin(), focus.stops.end(),
                        [&](const Stop& stop) { return on_top(stop) && stop.id == focus.id; });
        const auto first = std::find_if(focus.stops.begin(), focus.stops.end(), on_top);
        if (!inside && first != focus.stops.end()) focus.id = first->id;
        ui.wake_in(0);
    } else if (layers < focus.below.size()) {
        // One that closed gives it back.
        focus.id = focus.below.at(layers);
        focus.below.resize(layers);
        ui.wake_in(0);
    }
}

}  // namespace cunji::ui
