#include "client/app/picture_jpeg.h"

#include "shared/base/bytes.h"

#include <turbojpeg.h>

#include <algorithm>
#include <memory>
#include <new>
#include <type_traits>

namespace cunji {
namespace {

// Cameras and editors write about ten; every scan of a progressive file visits the whole picture.
constexpr int kScansMax = 100;

constexpr std::string_view kExifMark{"Exif\0\0", 6};

// Markers, ITU-T T.81 table B.1.
constexpr unsigned kStartOfFrame0 = 0xC0;
constexpr unsigned kStartOfFrame2 = 0xC2;
constexpr unsigned kHuffmanTables = 0xC4;
constexpr unsigned kReservedJpg = 0xC8;
constexpr unsigned kArithmeticTables = 0xCC;
constexpr unsigned kStartOfFrame15 = 0xCF;
constexpr unsigned kRestart0 = 0xD0;
constexpr unsigned kRestart7 = 0xD7;
constexpr unsigned kEndOfImage = 0xD9;
constexpr unsigned kStartOfScan = 0xDA;
constexpr unsigned kApp1 = 0xE1;

struct Layout {
    int width = 0;
    int height = 0;
    int scans = 0;
    std::string_view exif;  // after kExifMark
    std::size_t end = 0;    // after the end marker
};

unsigned byte_at(std::string_view bytes, std::size_t at) {
    return static_cast<unsigned char>(bytes[at]);
}

unsigned big_endian_16(std::string_view bytes, std::size_t at) {
    return byte_at(bytes, at) << 8 | byte_at(bytes, at + 1);
}

/// Reads a frame header; nothing when it can be decoded.
std::optional<Message> read_frame(unsigned marker, std::string_view segment, Layout& layout) {
    if (layout.width > 0 || segment.size() < 6) return picture_damaged();
    const unsigned precision = byte_at(segment, 0);
    const unsigned components = byte_at(segment, 5);
    if (marker > kStartOfFrame2)
        return picture_unsupported("JPEG SOF" + std::to_string(marker - kStartOfFrame0));
    if (precision != 8) return picture_unsupported(std::to_string(precision) + "-bit JPEG");
    if (components == 4) return picture_unsupported("CMYK JPEG");
    if (components != 1 && components != 3) return picture_damaged();
    layout.height = static_cast<int>(big_endian_16(segment, 1));
    layout.width = static_cast<int>(big_endian_16(segment, 3));
    return refuse_size(layout.width, layout.height);
}

/// Where the coded samples that begin at `at` are followed by a marker.
std::size_t after_samples(std::string_view bytes, std::size_t at) {
    for (;;) {
        at = bytes.find('\xFF', at);
        if (at == std::string_view::npos || at + 1 >= bytes.size()) return bytes.size();
        const unsigned next = byte_at(bytes, at + 1);
        const bool sample = next == 0 || (next >= kRestart0 && next <= kRestart7);
        if (!sample) return at;
        at += 2;
    }
}

/// Walks the markers from start to end. libjpeg fills what is missing with grey and goes on: only a
/// file whose end marker is where the markers lead has been copied whole.
Result<Layout> read_layout(std::string_view bytes) {
    Layout layout;
    std::size_t at = 2;
    for (;;) {
        if (at >= bytes.size() || byte_at(bytes, at) != 0xFF) return picture_damaged();
        while (at < bytes.size() && byte_at(bytes, at) == 0xFF)
            ++at;  // any number may fill
        if (at >= bytes.size()) return picture_damaged();
        const unsigned marker = byte_at(bytes, at++);
        if (marker == kEndOfImage) {
            if (layout.scans == 0) return picture_damaged();
            layout.end = at;
            return layout;
        }
        if (marker < kStartOfFrame0 || (marker >= kRestart0 && marker < kStartOfScan))
            return picture_damaged();
        if (bytes.size() - at < 2) return picture_damaged();
        const std::size_t length = big_endian_16(bytes, at);
        if (length < 2 || length > bytes.size() - at) return picture_damaged();
        const std::string_view segment = bytes.substr(at + 2, length - 2);
        at += length;

        if (marker <= kStartOfFrame15) {
            if (marker != kHuffmanTables && marker != kReservedJpg && marker != kArithmeticTables)
                if (auto refusal = read_frame(marker, segment, layout)) return *refusal;
        } else if (marker == kApp1 && layout.exif.empty() && segment.starts_with(kExifMark)) {
            layout.exif = segment.substr(kExifMark.size());
        } else if (marker == kStartOfScan) {
            if (layout.width == 0) return picture_damaged();
            if (++layout.scans > kScansMax) return picture_damaged();
            at = after_samples(bytes, at);
        }
    }
}

struct CloseTurbo {
    void operator()(void* handle) const { tjDestroy(handle); }
};

using Turbo = std::unique_ptr<std::remove_pointer_t<tjhandle>, CloseTurbo>;

/// libjpeg decoded every sample and then met a few bytes before the end marker, as some cameras
/// write them. TurboJPEG tells warnings apart by their text alone, and keeps the first one.
bool is_harmless(std::string_view warning) {
    return warning.find("extraneous bytes before marker 0xd9") != std::string_view::npos;
}

/// The smallest of the sizes libjpeg decodes fast to, 1/8, 1/4, 1/2 or whole, that is large enough.
int divisor_for(int edge, int edge_min) {
    for (const int divisor : {8, 4, 2})
        if (edge / divisor >= edge_min) return divisor;
    return 1;
}

}  // namespace

bool is_jpeg(std::string_view bytes) {
    return bytes.starts_with("\xFF\xD8\xFF");
}

Result<Decoded> decode_jpeg(std::string_view bytes, int edge_min) {
    const Result<Layout> layout = read_layout(bytes);
    if (!layout) return layout.error();

    Decoded decoded;
    decoded.width = layout->width;
    decoded.height = layout->height;
    decoded.exif = layout->exif;
    const int divisor = divisor_for(std::max(layout->width, layout->height), edge_min);
    Pixels& pixels = decoded.pixels;
    pixels.width = (layout->width + divisor - 1) / divisor;
    pixels.height = (layout->height + divisor - 1) / divisor;
    pixels.rgb.resize(static_cast<std::size_t>(pixels.width) *
                      static_cast<std::size_t>(pixels.height) * 3);

    const Turbo turbo{tjInitDecompress()};
    if (!turbo) throw std::bad_alloc();
    // libjpeg writes no more than the size it is given here, even if it should read another size
    // from the header than we did.
    const int failed =
        tjDecompress2(turbo.get(), bytes_of(bytes).data(), layout->end, pixels.rgb.data(),
                      pixels.width, pixels.width * 3, pixels.height, TJPF_RGB, 0);
    if (failed != 0 && !is_harmless(tjGetErrorStr2(turbo.get()))) return picture_damaged();
    return decoded;
}

std::string encode_jpeg(const Pixels& pixels, int quality) {
    const Turbo turbo{tjInitCompress()};
    if (!turbo) throw std::bad_alloc();
    std::string bytes(tjBufSize(pixels.width, pixels.height, TJSAMP_420), '\0');
    auto* buffer = reinterpret_cast<unsigned char*>(bytes.data());
    unsigned long size = bytes.size();
    // Its only failure with correct arguments is memory: NOREALLOC holds it to tjBufSize's bound.
    if (tjCompress2(turbo.get(), pixels.rgb.data(), pixels.width, pixels.width * 3, pixels.height,
                    TJPF_RGB, &buffer, &size, TJSAMP_420, quality, TJFLAG_NOREALLOC) != 0)
        throw std::bad_alloc();
    bytes.resize(size);
    bytes.shrink_to_fit();
    return bytes;
}

}  // namespace cunji
