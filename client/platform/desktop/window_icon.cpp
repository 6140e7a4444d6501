#include "client/platform/desktop/window_icon.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <memory>
#include <vector>

namespace cunji {

namespace {

constexpr int kSide = 64;
constexpr float kRadius = 13;
constexpr float kEm = 46;

/// How much of the pixel lies inside the rounded square, 0..1.
float inside(int x, int y) {
    const auto beyond = [](int at) {
        const float middle = static_cast<float>(kSide) / 2;
        return std::max(0.0F,
                        std::abs(static_cast<float>(at) + 0.5F - middle) - (middle - kRadius));
    };
    return std::clamp(kRadius + 0.5F - std::hypot(beyond(x), beyond(y)), 0.0F, 1.0F);
}

std::uint32_t pixel(float cover, float ink) {
    const auto part = [](float value) { return static_cast<std::uint32_t>(std::lround(value)); };
    const auto mix = [ink](float ground) { return ground + (255 - ground) * ink; };
    return part(mix(11)) << 16U | part(mix(122)) << 8U | part(mix(90)) | part(cover * 255) << 24U;
}

/// 0..1 for each pixel.
std::vector<float> ink_of(const FontFiles& files) {
    std::vector<float> ink(static_cast<std::size_t>(kSide) * kSide, 0.0F);
    for (const FontFace& face : files.text) {
        const std::optional<GlyphFace> opened = GlyphFace::open(face);
        const std::optional<GlyphBitmap> glyph = opened ? opened->draw(U'村', kEm) : std::nullopt;
        if (!glyph || glyph->width > kSide || glyph->height > kSide) continue;
        const int left = (kSide - glyph->width) / 2;
        const int top = (kSide - glyph->height) / 2;
        auto next = glyph->coverage.begin();
        for (int y = 0; y < glyph->height; ++y) {
            for (int x = 0; x < glyph->width; ++x) {
                const int at = (top + y) * kSide + left + x;
                ink[static_cast<std::size_t>(at)] = static_cast<float>(*next++) / 255;
            }
        }
        break;
    }
    return ink;
}

}  // namespace

void set_window_icon(SDL_Window* window, const FontFiles& files) {
    const std::vector<float> ink = ink_of(files);
    std::vector<std::uint32_t> pixels;
    pixels.reserve(ink.size());
    for (int y = 0; y < kSide; ++y) {
        for (int x = 0; x < kSide; ++x)
            pixels.push_back(pixel(inside(x, y), ink[pixels.size()]));
    }
    const std::unique_ptr<SDL_Surface, decltype(&SDL_FreeSurface)> surface{
        SDL_CreateRGBSurfaceWithFormatFrom(pixels.data(), kSide, kSide, 32, kSide * 4,
                                           SDL_PIXELFORMAT_ARGB8888),
        SDL_FreeSurface};
    if (surface) SDL_SetWindowIcon(window, surface.get());
}

}  // namespace cunji
