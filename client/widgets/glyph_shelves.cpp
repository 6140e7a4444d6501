#include "client/widgets/glyph_shelves.h"

#include <algorithm>

namespace cunji {

namespace {

constexpr int kApart = 1;

}  // namespace

PixelRect PixelRect::around(const PixelRect& other) const {
    if (width <= 0 || height <= 0) return other;
    if (other.width <= 0 || other.height <= 0) return *this;
    const int left = std::min(x, other.x);
    const int top = std::min(y, other.y);
    return {left, top, std::max(x + width, other.x + other.width) - left,
            std::max(y + height, other.y + other.height) - top};
}

std::optional<PixelRect> GlyphShelves::place(int width, int height) {
    int x = x_;
    int y = y_;
    int row_height = row_height_;
    if (x + width > area_.width) {
        x = 0;
        y += row_height + kApart;
        row_height = 0;
    }
    if (x + width > area_.width || y + height > area_.height) return std::nullopt;
    x_ = x + width + kApart;
    y_ = y;
    row_height_ = std::max(row_height, height);
    return PixelRect{area_.x + x, area_.y + y, width, height};
}

void GlyphShelves::clear() {
    x_ = y_ = row_height_ = 0;
}

}  // namespace cunji
