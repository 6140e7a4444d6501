#pragma once

#include "client/widgets/ui_state.h"

#include <string_view>

namespace cunji::ui {

struct ItemSpec {
    std::string_view name{};   ///< as the screen calls it
    std::string_view label{};  ///< as a person calls it
    bool enabled = true;
    bool checked = false;
    bool tab_stop = true;  ///< false: reached by arrow keys from its neighbour
    bool repeat = false;   ///< goes on while held
};

struct ItemState {
    bool visible = false;
    bool hovered = false;  ///< by a mouse; never by a finger
    bool held = false;     ///< a finger or the mouse is down on it
    bool focused = false;
    bool ring = false;  ///< focused, and by the keyboard: show it
    bool pressed = false;
};

/// Makes the box something to press: by pointer, by Enter and Space when focused. Takes the
/// keyboard focus, scrolls into view when the keyboard reaches it, reports itself to the recorder.
ItemState item(Ui& ui, ImGuiID id, const ImRect& box, const ItemSpec& spec);

ImGuiID id_of(std::string_view name);

/// Whether the focused item may use keys now: it is on the top layer, and no text is being typed.
bool has_keys(Ui& ui, ImGuiID id);
/// True once, when the key goes down or repeats and has_keys().
bool key_pressed(Ui& ui, ImGuiID id, ImGuiKey key);

void set_focus(Ui& ui, ImGuiID id, bool by_key);
void add_stop(Ui& ui, ImGuiID id, bool text);
/// Scrolls to the box when the keyboard has just brought the focus there.
void follow_focus(Ui& ui, ImGuiID id, const ImRect& box);

/// Reports something that can be operated and is drawn by others.
void report_item(Ui& ui, ImGuiID id, const ImRect& box, const ItemSpec& spec, bool focused);

/// Escape, if nobody above took it. Takes it.
bool take_escape(Ui& ui, int layer);

}  // namespace cunji::ui
