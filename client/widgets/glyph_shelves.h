#pragma once

#include <optional>

namespace cunji {

/// A rectangle of pixels, from its top left corner.
struct PixelRect {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;

    /// The smallest rectangle around both; an empty one adds nothing.
    [[nodiscard]] PixelRect around(const PixelRect& other) const;

    bool operator==(const PixelRect&) const = default;
};

/// Places small boxes in rows inside an area, one pixel apart, so that no neighbour shines through
/// when a glyph is drawn between pixels. Nothing is given back but all at once.
class GlyphShelves {
public:
    GlyphShelves() = default;

    explicit GlyphShelves(PixelRect area) : area_(area) {}

    [[nodiscard]] const PixelRect& area() const { return area_; }

    /// Nothing when the area is full.
    [[nodiscard]] std::optional<PixelRect> place(int width, int height);

    void clear();

private:
    PixelRect area_;
    int x_ = 0;           ///< where the next box stands, inside the area
    int y_ = 0;           ///< top of the present row
    int row_height_ = 0;  ///< of its tallest box
};

}  // namespace cunji
