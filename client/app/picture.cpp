#include "client/app/picture.h"

#include "client/app/picture_exif.h"
#include "client/app/picture_hash.h"
#include "client/app/picture_heic.h"
#include "client/app/picture_jpeg.h"
#include "client/app/picture_pixels.h"
#include "shared/base/check.h"
#include "shared/crypto/crypto.h"

#include <array>

namespace cunji {
namespace {

struct Attempt {
    int edge_max;
    int quality;
};

// Less quality before less size: a face is known by its outline. A JPEG of 32 x 32 has at most
// 5,120 bytes whatever it shows (tjBufSize), so that the last attempt always fits.
constexpr std::array<Attempt, 9> kThumbnailAttempts{{{kThumbnailEdgeMax, 75},
                                                     {kThumbnailEdgeMax, 60},
                                                     {kThumbnailEdgeMax, 45},
                                                     {kThumbnailEdgeMax, 30},
                                                     {128, 45},
                                                     {128, 30},
                                                     {96, 30},
                                                     {64, 30},
                                                     {32, 30}}};

std::string thumbnail_of(PixelView picture) {
    for (const auto& [edge_max, quality] : kThumbnailAttempts) {
        std::string bytes = encode_jpeg(fit(picture, edge_max), quality);
        if (bytes.size() <= kThumbnailBytesMax) return bytes;
    }
    CHECK_THAT(!"the last attempt always fits");
    return {};
}

/// Pictures that people meet and we do not read; empty for what is no picture.
std::string_view other_format(std::string_view bytes) {
    const auto begins = [&](std::string_view mark) { return bytes.starts_with(mark); };
    if (begins("\x89PNG\r\n\x1A\n")) return "PNG";
    if (begins("GIF87a") || begins("GIF89a")) return "GIF";
    if (begins("RIFF") && bytes.substr(0, 12).ends_with("WEBP")) return "WebP";
    if (begins({"II*\0", 4}) || begins({"MM\0*", 4})) return "TIFF";
    if (begins("BM") && bytes.size() > 10 && bytes.substr(6, 4) == std::string_view{"\0\0\0\0", 4})
        return "BMP";
    return {};
}

struct Opened {
    std::string_view format;
    Decoded decoded;
};

Result<Opened> open(std::string_view bytes, int edge_min) {
    if (is_jpeg(bytes)) {
        Result<Decoded> decoded = decode_jpeg(bytes, edge_min);
        if (!decoded) return decoded.error();
        return Opened{.format = "jpeg", .decoded = std::move(*decoded)};
    }
    switch (media_kind(bytes)) {
        case MediaKind::Heic: {
            Result<Decoded> decoded = decode_heic(bytes, edge_min);
            if (!decoded) return decoded.error();
            return Opened{.format = "heic", .decoded = std::move(*decoded)};
        }
        case MediaKind::Avif:
            return picture_unsupported("AVIF");
        case MediaKind::Film:
        case MediaKind::None:
            break;
    }
    const std::string_view other = other_format(bytes);
    if (!other.empty()) return picture_unsupported(std::string{other});
    return Message{.key = "error.picture.not_a_picture", .args = {}};
}

int orientation_of(const Decoded& decoded, const Exif& exif) {
    return decoded.turned ? 1 : exif.orientation;
}

}  // namespace

Result<Pixels> look_at_picture(std::string_view file_bytes, int edge_max) {
    Result<Opened> opened = open(file_bytes, edge_max);
    if (!opened) return opened.error();
    const Decoded& decoded = opened->decoded;
    const int orientation = orientation_of(decoded, read_exif(decoded.exif));
    return upright(fit(view_of(decoded.pixels), edge_max), orientation);
}

Result<Picture> read_picture(std::string_view file_bytes, const FinishPreview& finish) {
    Result<Opened> opened = open(file_bytes, kPreviewEdgeMax);
    if (!opened) return opened.error();
    const Decoded& decoded = opened->decoded;
    Exif exif = read_exif(decoded.exif);
    const int orientation = orientation_of(decoded, exif);
    const bool sides_swap = orientation >= 5;

    Pixels seen = upright(fit(view_of(decoded.pixels), kPreviewEdgeMax), orientation);
    Picture picture{.sha256 = sha256(file_bytes),
                    .format = std::string{opened->format},
                    .width = sides_swap ? decoded.height : decoded.width,
                    .height = sides_swap ? decoded.width : decoded.height,
                    .bytes = static_cast<std::int64_t>(file_bytes.size()),
                    .taken_at = std::move(exif.taken_at),
                    .place = exif.place,
                    .camera = std::move(exif.camera),
                    .edited = exif.edited,
                    .dhash = difference_hash(view_of(seen)),
                    .thumbnail = thumbnail_of(view_of(seen)),
                    .preview = {}};
    if (finish) seen = finish(std::move(seen), picture);
    picture.preview = encode_jpeg(seen, kPreviewQuality);
    return picture;
}

}  // namespace cunji
