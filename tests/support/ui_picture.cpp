#include "tests/support/ui_picture.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STB_IMAGE_WRITE_STATIC
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wold-style-cast"
#include <stb/stb_image_write.h>
#pragma GCC diagnostic pop

namespace cunji {

namespace {

struct Rgba {
    std::array<float, 4> part;  ///< 0..1
};

Rgba unpack(std::uint32_t color) {
    Rgba out{};
    for (std::size_t i = 0; i < 4; ++i)
        out.part.at(i) = static_cast<float>((color >> (8 * i)) & 0xFF) / 255;
    return out;
}

struct Texture {
    const std::uint32_t* pixels;
    int width;
    int height;

    [[nodiscard]] Rgba pixel(int x, int y) const {
        return unpack(pixels[std::clamp(y, 0, height - 1) * width + std::clamp(x, 0, width - 1)]);
    }

    /// Between the four nearest, as a graphics card does it.
    [[nodiscard]] Rgba at(float u, float v) const {
        const float x = u * static_cast<float>(width) - 0.5F;
        const float y = v * static_cast<float>(height) - 0.5F;
        const int left = static_cast<int>(std::floor(x));
        const int top = static_cast<int>(std::floor(y));
        const float right_share = x - static_cast<float>(left);
        const float low_share = y - static_cast<float>(top);
        Rgba out{};
        for (std::size_t i = 0; i < 4; ++i) {
            const auto row = [&](int at_y) {
                return pixel(left, at_y).part.at(i) * (1 - right_share) +
                       pixel(left + 1, at_y).part.at(i) * right_share;
            };
            out.part.at(i) = row(top) * (1 - low_share) + row(top + 1) * low_share;
        }
        return out;
    }
};

Texture texture_of(ImTextureID id) {
    const ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    if (id == atlas.TexID) return {atlas.TexPixelsRGBA32, atlas.TexWidth, atlas.TexHeight};
    const auto& canvas = *static_cast<const Canvas*>(id);
    return {canvas.pixels.data(), canvas.width, canvas.height};
}

float edge(ImVec2 a, ImVec2 b, ImVec2 p) {
    return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
}

class Painter {
public:
    Painter(Canvas& canvas, const ImVec4& clip)
        : canvas_(canvas),
          left_(std::max(0, static_cast<int>(clip.x))),
          top_(std::max(0, static_cast<int>(clip.y))),
          right_(std::min(canvas.width, static_cast<int>(clip.z))),
          bottom_(std::min(canvas.height, static_cast<int>(clip.w))) {}

    void triangle(const Texture& texture, const ImDrawVert& a, const ImDrawVert& b,
                  const ImDrawVert& c) {
        const float area = edge(a.pos, b.pos, c.pos);
        if (area == 0) return;
        const auto low = [](float p, float q, float r) {
            return static_cast<int>(std::floor(std::min({p, q, r})));
        };
        const auto high = [](float p, float q, float r) {
            return static_cast<int>(std::ceil(std::max({p, q, r})));
        };
        const int from_y = std::max(top_, low(a.pos.y, b.pos.y, c.pos.y));
        const int to_y = std::min(bottom_, high(a.pos.y, b.pos.y, c.pos.y));
        const int from_x = std::max(left_, low(a.pos.x, b.pos.x, c.pos.x));
        const int to_x = std::min(right_, high(a.pos.x, b.pos.x, c.pos.x));
        const std::array<Rgba, 3> colors{unpack(a.col), unpack(b.col), unpack(c.col)};
        for (int y = from_y; y < to_y; ++y) {
            for (int x = from_x; x < to_x; ++x) {
                const ImVec2 p{static_cast<float>(x) + 0.5F, static_cast<float>(y) + 0.5F};
                const std::array<float, 3> share{edge(b.pos, c.pos, p) / area,
                                                 edge(c.pos, a.pos, p) / area,
                                                 edge(a.pos, b.pos, p) / area};
                if (outside(share, a, b, c)) continue;
                const float u = share[0] * a.uv.x + share[1] * b.uv.x + share[2] * c.uv.x;
                const float v = share[0] * a.uv.y + share[1] * b.uv.y + share[2] * c.uv.y;
                blend(x, y, colors, share, texture.at(u, v));
            }
        }
    }

private:
    /// On an edge between two triangles a pixel belongs to one of them only.
    static bool outside(const std::array<float, 3>& share, const ImDrawVert& a, const ImDrawVert& b,
                        const ImDrawVert& c) {
        const auto owns = [](float value, ImVec2 from, ImVec2 to) {
            return value > 0 ||
                   (value == 0 && (from.y < to.y || (from.y == to.y && from.x < to.x)));
        };
        return !owns(share[0], b.pos, c.pos) || !owns(share[1], c.pos, a.pos) ||
               !owns(share[2], a.pos, b.pos);
    }

    void blend(int x, int y, const std::array<Rgba, 3>& colors, const std::array<float, 3>& share,
               const Rgba& texel) {
        std::uint32_t& pixel =
            canvas_.pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(canvas_.width) +
                           static_cast<std::size_t>(x)];
        const Rgba ground = unpack(pixel);
        Rgba color{};
        for (std::size_t i = 0; i < 4; ++i)
            color.part.at(i) = (share[0] * colors[0].part.at(i) + share[1] * colors[1].part.at(i) +
                                share[2] * colors[2].part.at(i)) *
                               texel.part.at(i);
        std::uint32_t out = 0xFF000000;
        for (std::size_t i = 0; i < 3; ++i) {
            const float value =
                ground.part.at(i) * (1 - color.part[3]) + color.part.at(i) * color.part[3];
            out |= static_cast<std::uint32_t>(std::lround(std::clamp(value, 0.0F, 1.0F) * 255))
                   << (8 * i);
        }
        pixel = out;
    }

    Canvas& canvas_;
    int left_;
    int top_;
    int right_;
    int bottom_;
};

}  // namespace

Canvas paint(const ImDrawData& data) {
    Canvas canvas;
    canvas.width = static_cast<int>(data.DisplaySize.x);
    canvas.height = static_cast<int>(data.DisplaySize.y);
    canvas.pixels.assign(
        static_cast<std::size_t>(canvas.width) * static_cast<std::size_t>(canvas.height),
        0xFF000000);
    for (int i = 0; i < data.CmdListsCount; ++i) {
        const ImDrawList& list = *data.CmdLists[i];
        for (const ImDrawCmd& command : list.CmdBuffer) {
            if (command.UserCallback != nullptr) continue;
            Painter painter(canvas, command.ClipRect);
            const Texture texture = texture_of(command.GetTexID());
            const ImDrawIdx* index = list.IdxBuffer.Data + command.IdxOffset;
            const ImDrawVert* vertex = list.VtxBuffer.Data + command.VtxOffset;
            for (unsigned int k = 0; k + 2 < command.ElemCount; k += 3)
                painter.triangle(texture, vertex[index[k]], vertex[index[k + 1]],
                                 vertex[index[k + 2]]);
        }
    }
    return canvas;
}

void write_png(const Canvas& canvas, const std::string& path) {
    if (stbi_write_png(path.c_str(), canvas.width, canvas.height, 4, canvas.pixels.data(),
                       canvas.width * 4) == 0)
        throw std::runtime_error("cannot write " + path);
}

}  // namespace cunji
