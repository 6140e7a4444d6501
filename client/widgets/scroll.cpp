#include "client/widgets/scroll.h"

#include "client/widgets/item.h"

#include <algorithm>
#include <cmath>

namespace cunji::ui {

namespace {

constexpr float kDragFrom = 10;     ///< logical pixels until a press becomes a drag
constexpr float kSlowest = 30;      ///< logical pixels a second; below it stops
constexpr float kFastest = 6000;    ///< a jerk of the hand does not throw the list away
constexpr float kHalfLife = 0.18F;  ///< seconds in which a rolling list halves its speed

float along(Axis axis, ImVec2 v) {
    return axis == Axis::Down ? v.y : v.x;
}

float across(Axis axis, ImVec2 v) {
    return axis == Axis::Down ? v.x : v.y;
}

float position(Axis axis) {
    return axis == Axis::Down ? ImGui::GetScrollY() : ImGui::GetScrollX();
}

float limit(Axis axis) {
    return axis == Axis::Down ? ImGui::GetScrollMaxY() : ImGui::GetScrollMaxX();
}

void move_to(Axis axis, float to) {
    if (axis == Axis::Down) {
        ImGui::SetScrollY(to);
    } else {
        ImGui::SetScrollX(to);
    }
}

bool began_here(const ImGuiWindow& window) {
    const ImGuiContext& g = *ImGui::GetCurrentContext();
    if (!window.InnerRect.Contains(g.IO.MouseClickedPos[0])) return false;
    for (const ImGuiWindow* at = g.HoveredWindow; at != nullptr; at = at->ParentWindow) {
        if (at == &window) return true;
        if ((at->Flags & ImGuiWindowFlags_ChildWindow) == 0) return false;
    }
    return false;
}

/// A press inside that moves on far enough is taken from whoever was pressed.
void take_over(Ui& ui, Axis axis, ImGuiID id) {
    DragState& drag = ui.state().drag;
    const ImGuiIO& io = ImGui::GetIO();
    if (!io.MouseDown[0] || drag.owner != 0 || drag.blocked || limit(axis) <= 0) return;
    ImGuiWindow* window = ImGui::GetCurrentWindow();
    if (!began_here(*window)) return;
    const ImVec2 moved = ImGui::GetMouseDragDelta(0, 0);
    if (std::abs(along(axis, moved)) < ui.d(kDragFrom) ||
        std::abs(along(axis, moved)) < std::abs(across(axis, moved)))
        return;
    // The bar of the window is dragged by ImGui itself, and a field in use selects its text.
    const ImGuiID active = ImGui::GetActiveID();
    if (active == ImGui::GetWindowScrollbarID(window, ImGuiAxis_Y) ||
        (active != 0 && active == drag.text_at_press))
        return;
    drag.owner = id;
    ImGui::SetActiveID(id, window);
}

void drag_or_roll(Ui& ui, Axis axis, ImGuiID id) {
    DragState& drag = ui.state().drag;
    const ImGuiIO& io = ImGui::GetIO();
    const float seconds = std::max(io.DeltaTime, 0.001F);
    if (drag.owner == id) {
        ImGui::KeepAliveID(id);
        if (!io.MouseDown[0]) {
            drag.owner = 0;
            ImGui::ClearActiveID();
        } else {
            const float delta = along(axis, io.MouseDelta);
            move_to(axis, std::clamp(position(axis) - delta, 0.0F, limit(axis)));
            float& speed = drag.speed[id];
            const float now = std::clamp(-delta / seconds, -ui.d(kFastest), ui.d(kFastest));
            speed = speed * 0.4F + now * 0.6F;
        }
        ui.wake_in(0);
        return;
    }
    const auto rolling = drag.speed.find(id);
    if (rolling == drag.speed.end()) return;
    float& speed = rolling->second;
    const float to = position(axis) + speed * seconds;
    speed *= std::exp2(-seconds / kHalfLife);
    const bool at_end = to <= 0 || to >= limit(axis);
    move_to(axis, std::clamp(to, 0.0F, limit(axis)));
    if (at_end || std::abs(speed) < ui.d(kSlowest) || io.MouseClicked[0] || io.MouseWheel != 0) {
        drag.speed.erase(rolling);
    } else {
        ui.wake_in(0);
    }
}

/// A mouse has one wheel: over a line of chips it turns them sideways.
void wheel_sideways(Ui& ui) {
    ImGuiIO& io = ImGui::GetIO();
    if (!ImGui::IsWindowHovered() || io.MouseWheelH == 0 || ImGui::GetScrollMaxX() <= 0) return;
    ImGui::SetScrollX(ImGui::GetScrollX() - io.MouseWheelH * ui.d(60));
}

}  // namespace

ScrollArea::ScrollArea(Ui& ui, ImGuiID id, float width, float height, Axis axis, ImVec2 padding)
    : ui_(ui), axis_(axis) {
    ImGuiWindowFlags flags = ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoNav |
                             ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBackground |
                             ImGuiWindowFlags_AlwaysUseWindowPadding;
    if (axis == Axis::Sideways)
        flags |= ImGuiWindowFlags_HorizontalScrollbar | ImGuiWindowFlags_NoScrollbar |
                 ImGuiWindowFlags_NoScrollWithMouse;
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, padding);
    ImGui::BeginChild(id, {width, height}, false, flags);
    ImGui::PopStyleVar();
}

ScrollArea::~ScrollArea() {
    const ImGuiID id = ImGui::GetCurrentWindow()->GetID("##drag");
    take_over(ui_, axis_, id);
    drag_or_roll(ui_, axis_, id);
    if (axis_ == Axis::Sideways) wheel_sideways(ui_);
    ImGui::EndChild();
}

}  // namespace cunji::ui
