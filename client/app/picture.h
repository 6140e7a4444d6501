#pragma once

// What a household's picture file is turned into on the device: the facts that count as evidence
// and two small JPEGs to look at. The original file stays as it is; no other part decodes pictures.

#include "client/app/picture_pixels.h"
#include "shared/base/bytes.h"
#include "shared/base/result.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace cunji {

/// Read from the header before a pixel is decoded: a decoded picture of 50 megapixels takes 150 MB.
constexpr std::int64_t kPicturePixelsMax = 50'000'000;

constexpr int kPreviewEdgeMax = 1600;
constexpr int kPreviewQuality = 80;

/// Small enough to travel with the records, ahead of previews and originals.
constexpr int kThumbnailEdgeMax = 160;
constexpr std::size_t kThumbnailBytesMax = 8192;

/// Two pictures are nearly the same when hamming() of their hashes is at most this.
constexpr int kSamePictureDistance = 6;

/// Where a camera says it stood; degrees north and east x 10^7, WGS 84.
struct ShotPlace {
    std::int64_t lat_e7 = 0;
    std::int64_t lon_e7 = 0;
    std::int64_t accuracy_m = 0;  ///< metres, rounded up; 0 = the camera did not say

    bool operator==(const ShotPlace&) const = default;
};

/// All that is kept of a picture file. Camera, time and place are what the file claims: anyone can
/// write them, so they are evidence to compare and never proof.
struct Picture {
    Hash sha256{};                        ///< of the file's bytes
    std::string format;                   ///< "jpeg" or "heic"
    std::int64_t width = 0;               ///< in pixels as a person sees it: turned upright
    std::int64_t height = 0;              ///< likewise
    std::int64_t bytes = 0;               ///< of the file
    std::optional<std::string> taken_at;  ///< "YYYY-MM-DDTHH:MM[:SS]+08:00"; only a possible date
    std::optional<ShotPlace> place;
    std::string camera;   ///< make and model in printable ASCII; may be empty
    bool edited = false;  ///< a program other than a camera's wrote the file: see picture_exif.h
    std::uint64_t dhash = 0;  ///< see picture_hash.h
    std::string thumbnail;    ///< JPEG of at most kThumbnailBytesMax and kThumbnailEdgeMax, upright
    std::string preview;      ///< JPEG of at most kPreviewEdgeMax, upright, finished
};

/// What is done to the preview before it becomes a JPEG, once the facts (all but the two small
/// JPEGs) are known: others see the picture that way. Nothing else is made from its result.
using FinishPreview = std::function<Pixels(Pixels preview, const Picture& facts)>;

/// Reads a JPEG or HEIC file, whatever its bytes; neither small JPEG carries EXIF, so neither tells
/// where a household lives. Errors: error.picture.not_a_picture; error.picture.unsupported
/// {format}; error.picture.too_large {width} {height} {limit}, limit in megapixels;
/// error.picture.damaged, also for a file that was copied in part.
Result<Picture> read_picture(std::string_view file_bytes, const FinishPreview& finish = {});

/// The picture upright, as large as fits the edge, to look at. Errors as read_picture().
Result<Pixels> look_at_picture(std::string_view file_bytes, int edge_max);

/// How many of the 64 bits differ.
int hamming(std::uint64_t a, std::uint64_t b);

}  // namespace cunji
