#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace cunji {

/// A decoded picture: rows from the top, three bytes a pixel (red, green, blue), no padding.
struct Pixels {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> rgb;
};

/// Pixels that a library owns; `stride` bytes from row to row.
struct PixelView {
    const std::uint8_t* rgb = nullptr;
    int width = 0;
    int height = 0;
    std::size_t stride = 0;
};

PixelView view_of(const Pixels& pixels);

/// Resized to exactly `width` x `height` by averaging the area under each new pixel. In whole
/// numbers, so that a picture and its mirror image average to the same values.
Pixels average(PixelView source, int width, int height);

/// As large as fits an edge of `edge_max` in the same proportions; a smaller picture is not
/// enlarged.
Pixels fit(PixelView source, int edge_max);

/// Turns a picture as EXIF's orientation 1..8 asks (EXIF 2.32 §4.6.4 A); any other value: as it is.
Pixels upright(Pixels stored, int orientation);

}  // namespace cunji
