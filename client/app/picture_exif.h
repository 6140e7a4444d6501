#pragma once

#include "client/app/picture.h"

#include <optional>
#include <string>
#include <string_view>

namespace cunji {

/// What a camera wrote beside the pixels (EXIF 2.32, CIPA DC-008).
struct Exif {
    int orientation = 1;  ///< 1..8
    /// DateTimeOriginal in the zone of OffsetTimeOriginal, else China's. No seconds when the camera
    /// left them blank. Nothing before 1995, when EXIF began: a clock that was never set.
    std::optional<std::string> taken_at;
    /// Nothing without its N/S and E/W, out of range, or exactly 0,0, which cameras write for none.
    std::optional<ShotPlace> place;
    std::string camera;
    /// Software names an editing program; or Software is there and DateTimeOriginal is not, since a
    /// camera writes both and a program that saves anew often writes only the former. A file that a
    /// messenger stripped of all EXIF is not "edited" by this rule: it has no time and place
    /// instead.
    bool edited = false;
};

/// Reads a block that begins with "II" or "MM", whatever its bytes; what cannot be read is absent.
Exif read_exif(std::string_view tiff);

}  // namespace cunji
