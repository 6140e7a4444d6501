#include "client/app/picture_hash.h"

#include "client/app/picture.h"

#include <bit>

namespace cunji {
namespace {

constexpr int kColumns = 9;
constexpr int kRows = 8;

/// ITU-R BT.601 luma, in 1/256.
int grey(const std::uint8_t* rgb) {
    return (77 * rgb[0] + 150 * rgb[1] + 29 * rgb[2] + 128) >> 8;
}

}  // namespace

std::uint64_t difference_hash(PixelView upright) {
    const Pixels tiny = average(upright, kColumns, kRows);
    std::uint64_t hash = 0;
    const std::uint8_t* pixel = tiny.rgb.data();
    for (int row = 0; row < kRows; ++row) {
        for (int column = 0; column < kColumns; ++column, pixel += 3)
            if (column > 0) hash = hash << 1 | (grey(pixel - 3) < grey(pixel) ? 1U : 0U);
    }
    return hash;
}

int hamming(std::uint64_t a, std::uint64_t b) {
    return std::popcount(a ^ b);
}

}  // namespace cunji
