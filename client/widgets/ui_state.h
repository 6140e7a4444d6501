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
    ImGuiID at_begin = 0;          ///< who had it when the frame began
    std::vector<ImGuiID> below;    ///< who had it when each open layer opened
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
    float& kept(ImGuiID id, float at_first) {
        return floats.try_emplace(id, at_first).first->second;
    }

    int& kept_int(ImGuiID id, int at_first) { return ints.try_emplace(id, at_first).first->second; }

    FocusState focus;
    DragState drag;
    double wake_in = -1;
    bool entered = false;    ///< Enter was pressed in a field that goes, in this frame
    float tile_height = 0;   ///< tiles of this row are at least so high (as the highest was)
    float tile_natural = 0;  ///< the highest of them by its own contents
    float card_top = -1;     ///< where the contents of the current card begin
    float card_pull = 0;     ///< how much nearer to it the first row of a list may come
    float row_bottom = -1;   ///< where the last row of a list ended
    ImGuiID pen = 0;         ///< the pad that is being signed on
    Stroke stroke;           ///< ... and the stroke that is not lifted yet
    int layer = 0;           ///< of what is being drawn
    int top_layer = 0;       ///< highest that was drawn in this frame
    int last_top_layer = 0;  ///< ... in the frame before: who gets the keys
    // By id. References stay good when others are added, which ImGui's own storage does not
    // promise.
    std::unordered_map<ImGuiID, float> floats;
    std::unordered_map<ImGuiID, int> ints;
    std::unordered_map<ImGuiID, std::string> texts;  ///< searches typed into a sheet of ours
    std::deque<ImDrawListSplitter> splitters;        ///< one for each box around the current one
    std::size_t splitter_depth = 0;
    ImGuiID toast = 0;  ///< the one shown last
    double toast_since = 0;
    float foot = 0;  ///< height of the bar with the buttons of this frame's page, in pixels
};

}  // namespace cunji::ui
