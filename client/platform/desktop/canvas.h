#pragma once

#include "client/platform/desktop/window.h"
#include "client/widgets/color.h"
#include "client/widgets/fonts.h"

#include <imgui.h>

#include <cstdint>
#include <vector>

namespace cunji {

/// Puts into the window what ImGui has drawn.
class Canvas {
public:
    /// ImGui's current context for as long as it lives. @pre fonts were built
    Canvas(Window& window, Fonts& fonts);
    ~Canvas();
    Canvas(const Canvas&) = delete;
    Canvas& operator=(const Canvas&) = delete;

    /// Before ImGui::NewFrame.
    void begin_frame();

    /// Shows the last frame, unless it is the picture that is shown already. Drawing it in software
    /// takes a hundred times longer than making it, so that comparing pays. True when it was drawn.
    bool show(ui::Color ground);

    /// The window lost what it showed: the next show() draws in any case.
    void forget() { shown_ = 0; }

    /// Draws the last frame and reads it back: rows from the top, four bytes a pixel.
    std::vector<std::uint8_t> picture(ui::Color ground);

private:
    void draw(ui::Color ground);
    void upload();

    Window& window_;
    Fonts& fonts_;
    std::uint64_t shown_ = 0;  ///< fingerprint
};

/// Two frames with the same number look the same. Never 0.
std::uint64_t fingerprint(const ImDrawData& data);

/// A picture in memory as a texture, and back.
ImTextureID make_texture(int width, int height, const std::uint8_t* rgb);
void drop_texture(ImTextureID texture);

}  // namespace cunji
