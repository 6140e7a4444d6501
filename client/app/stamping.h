#pragma once

#include "client/app/picture_pixels.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace cunji {

/// One face of a font file.
struct FontFace {
    std::string file;
    int index = 0;  ///< in a collection (.ttc)
};

/// The faces of this machine that lines are drawn with, best first; empty when it has none of those
/// that hold Chinese.
std::vector<FontFace> stamp_faces();

/// The picture with the lines in white on a dark band along its lower edge. A character is drawn
/// with the first face that has it; a line that is too long for the picture ends in "…". The
/// letters grow with the picture, so that they are read as well when it is shown small. Needs no
/// window. @returns nothing when no face can be read. @pre lines are UTF-8 and not empty
std::optional<Pixels> stamped(Pixels picture, std::span<const std::string> lines,
                              std::span<const FontFace> faces);

}  // namespace cunji
