#pragma once

#include "client/app/picture_pixels.h"

#include <cstdint>

namespace cunji {

/// A 64-bit difference hash (N. Krawetz, "Kind of Like That", 2013): the upright picture averaged
/// to 9 x 8 grey pixels; each bit, row by row from the most significant, says whether a pixel is
/// brighter than its left neighbour. Survives recompression, resizing and a change of brightness.
std::uint64_t difference_hash(PixelView upright);

}  // namespace cunji
