#pragma once

#include "client/widgets/text.h"
#include "client/widgets/ui_state.h"

#include <string>
#include <string_view>

// Drawing below the widgets: shapes and single lines of text, at places in device pixels.

namespace cunji::ui {

ImFont* font(const Ui& ui, Size size);
Color color_of(const Ui& ui, Ink ink);

/// Height of a line, with the room between lines.
float line_height(const Ui& ui, Size size);
/// Size of the characters: what the eye takes for the height of the text.
float em(const Ui& ui, Size size);
float text_width(const Ui& ui, Size size, std::string_view text);

/// One line, its box beginning at the place. Reports it as seen text.
void draw_text(Ui& ui, Size size, ImVec2 at, Color color, std::string_view text,
               bool strong = false);
/// Lines of at most the width, from the place down; one seen text. Returns their height.
float draw_paragraph(Ui& ui, Size size, ImVec2 at, float width, Color color, std::string_view text,
                     bool strong = false);
float paragraph_height(const Ui& ui, Size size, float width, std::string_view text);

/// Vertically in the middle of the box, at its left; cut with … when it is too wide.
void draw_text_in(Ui& ui, Size size, const ImRect& box, Color color, std::string_view text,
                  bool strong = false, float align = 0);
/// The text, or as much of it as fits followed by ….
std::string fitting(const Ui& ui, Size size, std::string_view text, float width);

/// The sign in the middle of the place, not reported as text.
void draw_icon(Ui& ui, Icon icon, ImVec2 middle, Color color, Size size = Size::Body);
float icon_width(const Ui& ui, Size size = Size::Body);

void fill_box(Ui& ui, const ImRect& box, Color color, float radius);
void stroke_box(Ui& ui, const ImRect& box, Color color, float radius, float width = 1);
void focus_ring(Ui& ui, const ImRect& box, float radius);
void drop_shadow(Ui& ui, const ImRect& box, float radius, float spread);

/// Device pixels of the radii of the house.
float control_radius(const Ui& ui);
float card_radius(const Ui& ui);

/// Height of what can be pressed: 46, more with large text.
float control_height(const Ui& ui);

/// The next element begins here. Unlike ImGui's own, it does not count as something drawn there.
void set_cursor(ImVec2 at);

/// Advances the layout by a box as wide and high, and returns it.
ImRect place(float width, float height);

/// After lines that touch each other: the layout keeps its distance again.
void end_rows();

/// Height of a box that may stand in a tile: its own, or that of its neighbours.
float tile_height(Ui& ui, float natural);

/// The part of the window between x and x + width becomes all there is, until the end of scope.
class Region {
public:
    Region(float x, float width);
    ~Region();
    Region(const Region&) = delete;
    Region& operator=(const Region&) = delete;

private:
    float work_right_;
    float content_right_;
};

/// Draws first what is seen behind: open it, draw the contents, call back(), draw the box around
/// them, and leave the scope.
class Behind {
public:
    explicit Behind(Ui& ui);
    ~Behind();
    Behind(const Behind&) = delete;
    Behind& operator=(const Behind&) = delete;

    void back();

private:
    UiState& state_;
    ImDrawList* list_;
};

}  // namespace cunji::ui
