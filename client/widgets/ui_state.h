#pragma once

#include "client/widgets/signature.h"
#include "client/widgets/ui.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <cstddef>
#include <deque>
#include <string>
#include <unordered_map>
#include <vector>

// What the widgets keep between frames, all of it by id. Screens never see it.

namespace cunji::ui {

/// Where Tab stops, in the order of drawing.
struct Stop {
    ImGuiID id = 0;
    int layer = 0;
    bool text = false;  ///< a text field: takes the keyboard as soon as the focus reaches it
};

struct FocusState {
    ImGuiID id = 0;
    bool by_key = false;           ///< the ring is shown
    bool moved = false;            ///< scrolls into view when it is drawn next
    ImGuiID text_wanted = 0;       ///< a text field that is to take the keyboard
    std::vector<Stop> stops;       ///< of this frame
    std::vector<Stop> last_stops;  ///< of the frame before
    bool activate = false;         ///< Enter or Space was pressed in this frame
    bool escape = false;           ///< Escape was pressed and nobody has taken it yet
};

/// A scroll by finger or mouse: who has it, and how fast it goes.
struct DragState {
    ImGuiID owner = 0;  ///< the area that scrolls with the pointer
    bool blocked =
        false;  ///< the press began where drags mean something else (a pad, selecting text)
    ImGuiID text_at_press = 0;  ///< the text field that had the keyboard when the press began
    std::unordered_map<ImGuiID, float> speed;  ///< pixels per second of areas that still roll
};

struct UiState {
    FocusState focus;
    DragState drag;
    double wake_in = -1;
    ImGuiID pen = 0;                                 ///< the pad that is being signed on
    Stroke stroke;                                   ///< ... and the stroke that is not lifted yet
    int layer = 0;                                   ///< of what is being drawn
    int top_layer = 0;                               ///< highest that was drawn in this frame
    int last_top_layer = 0;                          ///< ... in the frame before: who gets the keys
    std::unordered_map<ImGuiID, std::string> texts;  ///< searches typed into a sheet of ours
    std::deque<ImDrawListSplitter> splitters;        ///< one for each box around the current one
    std::size_t splitter_depth = 0;
    ImGuiID toast = 0;  ///< the one shown last
    double toast_since = 0;
};

}  // namespace cunji::ui
