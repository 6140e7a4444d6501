#include "client/widgets/item.h"

#include "client/widgets/ui.h"

#include <string>

namespace cunji::ui {

ImGuiID id_of(std::string_view name) {
    // Reading only: a window that was merely asked for an id does not appear for that.
    return ImGui::GetCurrentWindowRead()->GetID(name.data(), name.data() + name.size());
}

void add_stop(Ui& ui, ImGuiID id, bool text) {
    ui.state().focus.stops.push_back({id, ui.state().layer, text});
}

void set_focus(Ui& ui, ImGuiID id, bool by_key) {
    FocusState& focus = ui.state().focus;
    focus.id = id;
    focus.by_key = by_key;
    focus.moved = by_key;
}

void follow_focus(Ui& ui, ImGuiID id, const ImRect& box) {
    FocusState& focus = ui.state().focus;
    if (focus.id != id || !focus.moved) return;
    focus.moved = false;
    ImRect room = box;
    room.Expand(ui.d(12));  // the ring, and a little of what comes next
    ImGui::ScrollToBringRectIntoView(ImGui::GetCurrentWindow(), room);
    ui.wake_in(0);
}

bool has_keys(Ui& ui, ImGuiID id) {
    const UiState& state = ui.state();
    return state.focus.id == id && state.layer == state.last_top_layer && ImGui::GetActiveID() == 0;
}

bool key_pressed(Ui& ui, ImGuiID id, ImGuiKey key) {
    return has_keys(ui, id) && ImGui::IsKeyPressed(ImGui::GetKeyIndex(key));
}

bool take_escape(Ui& ui, int layer) {
    FocusState& focus = ui.state().focus;
    if (!focus.escape || layer != ui.state().last_top_layer) return false;
    focus.escape = false;
    return true;
}

void report_item(Ui& ui, ImGuiID id, const ImRect& box, const ItemSpec& spec, bool focused) {
    Recorder* recorder = ui.recorder();
    if (recorder == nullptr) return;
    const ImRect& clip = ImGui::GetCurrentWindow()->ClipRect;
    recorder->add(SeenItem{id,
                           std::string(spec.name),
                           std::string(spec.label),
                           {box.Min.x, box.Min.y, box.Max.x, box.Max.y},
                           {clip.Min.x, clip.Min.y, clip.Max.x, clip.Max.y},
                           spec.enabled,
                           spec.checked,
                           focused,
                           ui.state().layer});
}

ItemState item(Ui& ui, ImGuiID id, const ImRect& box, const ItemSpec& spec) {
    UiState& state = ui.state();
    ItemState out;
    out.visible = ImGui::ItemAdd(box, id);
    if (spec.enabled && spec.tab_stop) add_stop(ui, id, false);
    follow_focus(ui, id, box);
    out.focused = spec.enabled && state.focus.id == id;
    if (out.visible && spec.enabled) {
        bool hovered = false;
        bool held = false;
        const ImGuiButtonFlags flags =
            ImGuiButtonFlags_NoNavFocus | (spec.repeat ? ImGuiButtonFlags_Repeat : 0);
        out.pressed = ImGui::ButtonBehavior(box, id, &hovered, &held, flags);
        out.hovered = hovered && !ui.settings().touch;
        out.held = held && hovered;
        if (held && state.focus.id != id) set_focus(ui, id, false);
        if (out.focused && state.focus.activate && has_keys(ui, id)) {
            state.focus.activate = false;
            out.pressed = true;
        }
    }
    out.ring = out.focused && state.focus.by_key;
    report_item(ui, id, box, spec, out.focused);
    return out;
}

}  // namespace cunji::ui
