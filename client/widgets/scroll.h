#pragma once

#include "client/widgets/ui_state.h"

#include <string_view>

namespace cunji::ui {

enum class Axis { Down, Sideways };

/// A part of the window that scrolls: by wheel, by bar, by dragging its contents with a finger or
/// the mouse (10 pixels make a drag, and a drag presses nothing), and rolls on a little.
class ScrollArea {
public:
    /// @pre width and height in device pixels, positive
    ScrollArea(Ui& ui, ImGuiID id, float width, float height, Axis axis, ImVec2 padding = {});
    ~ScrollArea();
    ScrollArea(const ScrollArea&) = delete;
    ScrollArea& operator=(const ScrollArea&) = delete;

private:
    Ui& ui_;
    Axis axis_;
};

}  // namespace cunji::ui
