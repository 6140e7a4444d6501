#include "client/widgets/color.h"

#include <algorithm>
#include <cmath>

namespace cunji::ui {

namespace {

double channel(Color color, int shift) {
    return ((color >> shift) & 0xFF) / 255.0;
}

double linear(double value) {
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(Color color) {
    return 0.2126 * linear(channel(color, 0)) + 0.7152 * linear(channel(color, 8)) +
           0.0722 * linear(channel(color, 16));
}

}  // namespace

Color mix(Color ground, Color color, float share) {
    Color out = 0xFF000000;
    for (const int shift : {0, 8, 16}) {
        const double value = channel(ground, shift) * (1 - static_cast<double>(share)) +
                             channel(color, shift) * static_cast<double>(share);
        out |= static_cast<Color>(std::lround(value * 255)) << shift;
    }
    return out;
}

double contrast(Color a, Color b) {
    const double one = luminance(a);
    const double other = luminance(b);
    return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05);
}

}  // namespace cunji::ui
