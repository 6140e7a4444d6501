#pragma once

#include <imgui.h>

#include <cstdint>
#include <string>
#include <vector>

namespace cunji {

struct Canvas {
    int width = 0;
    int height = 0;
    std::vector<std::uint32_t> pixels;  ///< 0xAABBGGRR
};

/// What a graphics card would show, painted by the processor: triangle after triangle, each pixel
/// by its texture and colour. Slow (a tenth of a second), and needs no display. A texture id is
/// the address of a Canvas; the font's own texture is taken from ImGui.
Canvas paint(const ImDrawData& data);

/// @throws std::runtime_error when it cannot be written
void write_png(const Canvas& canvas, const std::string& path);

}  // namespace cunji
