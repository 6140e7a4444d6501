#pragma once

#include <cstdint>

namespace cunji::ui {

/// Packed 0xAABBGGRR, the order the renderer wants.
using Color = std::uint32_t;

/// 0xRRGGBB as designers write it, opaque unless told otherwise.
constexpr Color rgb(std::uint32_t hex, std::uint32_t alpha = 0xFF) {
    return (alpha << 24) | ((hex & 0xFF) << 16) | (hex & 0xFF00) | ((hex >> 16) & 0xFF);
}

/// The colour over the ground, 0 = ground, 1 = colour; the result is opaque.
Color mix(Color ground, Color color, float share);

/// Contrast of two opaque colours, 1..21 (WCAG 2.1, relative luminance of sRGB).
double contrast(Color a, Color b);

}  // namespace cunji::ui
