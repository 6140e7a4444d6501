#pragma once

#include "client/app/picture_pixels.h"

#include <cstdint>
#include <optional>
#include <string>

namespace cunji::test {

/// What a camera would write into the EXIF block. Absent or empty: the tag is left out.
struct ExifSpec {
    std::string taken_at{};  ///< as EXIF has it, "2026:05:01 10:30:00"; may be nonsense
    std::string offset{};    ///< "+08:00"
    std::optional<std::int64_t> lat_e7{};
    std::optional<std::int64_t> lon_e7{};
    std::optional<std::int64_t> accuracy_m{};
    int orientation = 0;  ///< 1..8; 0 leaves the tag out
    std::string make{};
    std::string model{};
    std::string software{};
};

/// A picture that looks enough like a photo: light, ground, houses and grain, all from the seed.
struct JpegSpec {
    std::uint64_t seed = 1;
    int width =
        640;  ///< as a person sees it; the file holds it turned when there is an orientation
    int height = 480;
    int quality = 85;
    int brightness = 0;  ///< added to every channel
    int crop = 0;        ///< pixels cut off each side of a scene that was as much larger
    bool noise = false;  ///< pure noise, which no coder can make small
    bool progressive = false;
    bool grey = false;
    std::optional<ExifSpec> exif{};
};

/// The scene upright; the same seed gives the same scene at any size.
Pixels draw_scene(const JpegSpec& spec);

/// As a camera held as EXIF's `orientation` says stores what a person sees; the inverse of
/// upright().
Pixels stored(const Pixels& seen, int orientation);

/// "II", then the tags; libexif writes it.
std::string make_exif(const ExifSpec& spec);

/// The same bytes for the same specification, on one version of libjpeg-turbo.
std::string make_jpeg(const JpegSpec& spec);

}  // namespace cunji::test
