#include "tests/support/jpeg_maker.h"

#include "shared/base/check.h"
#include "shared/base/random.h"

#include <libexif/exif-data.h>
#include <libexif/exif-utils.h>
#include <turbojpeg.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <vector>

namespace cunji::test {
namespace {

// --- the scene, in whole numbers so that every machine draws the same; positions are in 1/4096 of
// the width and height

constexpr int kUnit = 4096;
constexpr int kPatchesAcross = 6;
constexpr int kPatchesDown = 5;
constexpr std::size_t kCorners = std::size_t{kPatchesAcross + 1} * (kPatchesDown + 1);

using Colour = std::array<int, 3>;

struct Shape {
    bool round = false;
    int left = 0;
    int top = 0;
    int right = 0;
    int bottom = 0;
    Colour colour{};
};

struct Scene {
    std::array<Colour, kCorners> light{};  // at the corners of the patches
    std::vector<Shape> shapes;             // front to back
};

int between(SeededRandom& random, int low, int high) {
    const std::int64_t count = std::int64_t{high} - low + 1;
    return low + static_cast<int>(random.below(static_cast<std::uint64_t>(count)));
}

Scene make_scene(std::uint64_t seed) {
    SeededRandom random{seed * 0x9E3779B97F4A7C15U + 1};
    Scene scene;
    for (std::size_t i = 0; i < scene.light.size(); ++i) {
        const bool sky = i < scene.light.size() / 2;
        const int shade = between(random, -45, 45);
        scene.light[i] = sky ? Colour{140 + shade, 170 + shade, 200 + shade}
                             : Colour{120 + shade, 110 + shade, 80 + shade};
    }
    const int count = between(random, 8, 14);
    for (int i = 0; i < count; ++i) {
        const int width = between(random, kUnit / 12, kUnit / 3);
        const int height = between(random, kUnit / 12, kUnit / 2);
        const int left = between(random, -width / 2, kUnit - width / 2);
        const int top = between(random, kUnit / 8, kUnit - height / 2);
        scene.shapes.push_back({.round = between(random, 0, 2) == 0,
                                .left = left,
                                .top = top,
                                .right = left + width,
                                .bottom = top + height,
                                .colour = {between(random, 30, 230), between(random, 30, 220),
                                           between(random, 20, 200)}});
    }
    return scene;
}

int mix(int a, int b, int part) {
    return a + (b - a) * part / kUnit;
}

Colour light_at(const Scene& scene, int x, int y) {
    const int across = x * kPatchesAcross;
    const int down = y * kPatchesDown;
    const std::int64_t above = std::int64_t{down / kUnit} * (kPatchesAcross + 1);
    const auto corner = static_cast<std::size_t>(above + across / kUnit);
    Colour colour{};
    for (std::size_t i = 0; i < 3; ++i) {
        const int top = mix(scene.light[corner][i], scene.light[corner + 1][i], across % kUnit);
        const std::size_t below = corner + kPatchesAcross + 1;
        const int bottom = mix(scene.light[below][i], scene.light[below + 1][i], across % kUnit);
        colour[i] = mix(top, bottom, down % kUnit);
    }
    return colour;
}

bool covers(const Shape& shape, int x, int y) {
    if (x < shape.left || x >= shape.right || y < shape.top || y >= shape.bottom) return false;
    if (!shape.round) return true;
    const std::int64_t width = shape.right - shape.left;
    const std::int64_t height = shape.bottom - shape.top;
    const std::int64_t dx = (2 * x - shape.left - shape.right) * height;
    const std::int64_t dy = (2 * y - shape.top - shape.bottom) * width;
    return dx * dx + dy * dy <= width * width * height * height;
}

std::uint8_t clamp(int value) {
    return static_cast<std::uint8_t>(std::clamp(value, 0, 255));
}

// --- the EXIF block

struct Unref {
    void operator()(ExifData* data) const { exif_data_unref(data); }

    void operator()(ExifEntry* entry) const { exif_entry_unref(entry); }

    void operator()(ExifMem* memory) const { exif_mem_unref(memory); }
};

class ExifWriter {
public:
    ExifWriter() : memory_(exif_mem_new_default()), data_(exif_data_new()) {
        exif_data_unset_option(data_.get(), EXIF_DATA_OPTION_FOLLOW_SPECIFICATION);
        exif_data_set_byte_order(data_.get(), kOrder);
    }

    void text(ExifIfd ifd, int tag, const std::string& text) {
        if (text.empty()) return;
        const auto size = static_cast<unsigned>(text.size() + 1);
        std::memcpy(add(ifd, tag, EXIF_FORMAT_ASCII, size, size), text.c_str(), size);
    }

    void number(ExifIfd ifd, int tag, int value) {
        exif_set_short(add(ifd, tag, EXIF_FORMAT_SHORT, 1, 2), kOrder,
                       static_cast<ExifShort>(value));
    }

    void rationals(ExifIfd ifd, int tag, const std::vector<ExifRational>& values) {
        const auto count = static_cast<unsigned>(values.size());
        unsigned char* out = add(ifd, tag, EXIF_FORMAT_RATIONAL, count, count * 8);
        for (const ExifRational& value : values) {
            exif_set_rational(out, kOrder, value);
            out += 8;
        }
    }

    std::string save() {
        unsigned char* bytes = nullptr;
        unsigned size = 0;
        exif_data_save_data(data_.get(), &bytes, &size);
        const std::unique_ptr<unsigned char, decltype(&std::free)> owner{bytes, &std::free};
        CHECK_THAT(bytes != nullptr && size > 6);
        return {bytes + 6, bytes + size};  // "Exif\0\0" belongs to JPEG
    }

private:
    static constexpr ExifByteOrder kOrder = EXIF_BYTE_ORDER_INTEL;

    unsigned char* add(ExifIfd ifd, int tag, ExifFormat format, unsigned count, unsigned size) {
        const std::unique_ptr<ExifEntry, Unref> entry{exif_entry_new_mem(memory_.get())};
        entry->tag = static_cast<ExifTag>(tag);
        entry->format = format;
        entry->components = count;
        entry->size = size;
        entry->data = static_cast<unsigned char*>(exif_mem_alloc(memory_.get(), size));
        exif_content_add_entry(data_->ifd[ifd], entry.get());
        return entry->data;
    }

    std::unique_ptr<ExifMem, Unref> memory_;
    std::unique_ptr<ExifData, Unref> data_;
};

/// Degrees, minutes and 1/100,000 seconds: 1e-7 degrees are 36 of the last.
std::vector<ExifRational> sexagesimal(std::int64_t degrees_e7) {
    const std::int64_t all = std::abs(degrees_e7) * 36;
    const auto part = [](std::int64_t value) { return static_cast<ExifLong>(value); };
    return {{part(all / 360'000'000), 1},
            {part(all / 6'000'000 % 60), 1},
            {part(all % 6'000'000), 100'000}};
}

// --- the file

/// Where a camera held as `orientation` says would have stored the pixel seen at x, y: the tables
/// of EXIF 2.32 §4.6.4 A, "the 0th row is the visual right-hand side" and so on.
std::pair<int, int> stored_at(int x, int y, int width, int height, int orientation) {
    const int from_right = width - 1 - x;
    const int from_bottom = height - 1 - y;
    switch (orientation) {
        case 2:
            return {from_right, y};
        case 3:
            return {from_right, from_bottom};
        case 4:
            return {x, from_bottom};
        case 5:
            return {y, x};
        case 6:
            return {y, from_right};
        case 7:
            return {from_bottom, from_right};
        case 8:
            return {from_bottom, x};
        default:
            return {x, y};
    }
}

std::string compress(const Pixels& pixels, const JpegSpec& spec) {
    const int samples = spec.grey ? TJSAMP_GRAY : TJSAMP_420;
    const std::unique_ptr<void, decltype(&tjDestroy)> turbo{tjInitCompress(), &tjDestroy};
    std::string bytes(tjBufSize(pixels.width, pixels.height, samples), '\0');
    auto* buffer = reinterpret_cast<unsigned char*>(bytes.data());
    unsigned long size = bytes.size();
    const int flags = TJFLAG_NOREALLOC | (spec.progressive ? TJFLAG_PROGRESSIVE : 0);
    const int failed = tjCompress2(turbo.get(), pixels.rgb.data(), pixels.width, 0, pixels.height,
                                   TJPF_RGB, &buffer, &size, samples, spec.quality, flags);
    CHECK_THAT(failed == 0);
    bytes.resize(size);
    return bytes;
}

}  // namespace

Pixels draw_scene(const JpegSpec& spec) {
    const Scene scene = make_scene(spec.seed);
    SeededRandom grain{spec.seed + 7};
    Pixels pixels{.width = spec.width, .height = spec.height, .rgb = {}};
    pixels.rgb.resize(static_cast<std::size_t>(spec.width) * static_cast<std::size_t>(spec.height) *
                      3);
    if (spec.noise) {
        grain.fill(pixels.rgb);
        return pixels;
    }
    const int whole_width = spec.width + 2 * spec.crop;
    const int whole_height = spec.height + 2 * spec.crop;
    std::uint8_t* out = pixels.rgb.data();
    std::vector<const Shape*> in_row;
    for (int row = 0; row < spec.height; ++row) {
        const int y = static_cast<int>(std::int64_t{row + spec.crop} * kUnit / whole_height);
        in_row.clear();
        for (const Shape& shape : scene.shapes)
            if (y >= shape.top && y < shape.bottom) in_row.push_back(&shape);
        for (int column = 0; column < spec.width; ++column) {
            const int x = static_cast<int>(std::int64_t{column + spec.crop} * kUnit / whole_width);
            Colour colour = light_at(scene, x, y);
            for (const Shape* shape : in_row)
                if (covers(*shape, x, y)) {
                    // A little of the light shows, as on a wall.
                    for (std::size_t i = 0; i < 3; ++i)
                        colour[i] = (3 * shape->colour[i] + colour[i]) / 4;
                    break;
                }
            const std::uint64_t bits = grain.next64();
            for (std::size_t i = 0; i < 3; ++i) {
                const int speck = static_cast<int>(bits >> (8 * i) & 15) - 8;
                *out++ = clamp(colour[i] + speck + spec.brightness);
            }
        }
    }
    return pixels;
}

Pixels stored(const Pixels& seen, int orientation) {
    if (orientation < 2) return seen;
    const bool sides_swap = orientation >= 5;
    Pixels pixels{.width = sides_swap ? seen.height : seen.width,
                  .height = sides_swap ? seen.width : seen.height,
                  .rgb = std::vector<std::uint8_t>(seen.rgb.size())};
    for (int y = 0; y < seen.height; ++y)
        for (int x = 0; x < seen.width; ++x) {
            const auto [column, row] = stored_at(x, y, seen.width, seen.height, orientation);
            const auto from = static_cast<std::ptrdiff_t>(y) * seen.width + x;
            const auto to = static_cast<std::ptrdiff_t>(row) * pixels.width + column;
            std::copy_n(seen.rgb.begin() + from * 3, 3, pixels.rgb.begin() + to * 3);
        }
    return pixels;
}

std::string make_exif(const ExifSpec& spec) {
    ExifWriter writer;
    writer.text(EXIF_IFD_0, EXIF_TAG_MAKE, spec.make);
    writer.text(EXIF_IFD_0, EXIF_TAG_MODEL, spec.model);
    writer.text(EXIF_IFD_0, EXIF_TAG_SOFTWARE, spec.software);
    if (spec.orientation > 0) writer.number(EXIF_IFD_0, EXIF_TAG_ORIENTATION, spec.orientation);
    writer.text(EXIF_IFD_EXIF, EXIF_TAG_DATE_TIME_ORIGINAL, spec.taken_at);
    writer.text(EXIF_IFD_EXIF, EXIF_TAG_OFFSET_TIME_ORIGINAL, spec.offset);
    if (spec.lat_e7) {
        writer.text(EXIF_IFD_GPS, EXIF_TAG_GPS_LATITUDE_REF, *spec.lat_e7 < 0 ? "S" : "N");
        writer.rationals(EXIF_IFD_GPS, EXIF_TAG_GPS_LATITUDE, sexagesimal(*spec.lat_e7));
    }
    if (spec.lon_e7) {
        writer.text(EXIF_IFD_GPS, EXIF_TAG_GPS_LONGITUDE_REF, *spec.lon_e7 < 0 ? "W" : "E");
        writer.rationals(EXIF_IFD_GPS, EXIF_TAG_GPS_LONGITUDE, sexagesimal(*spec.lon_e7));
    }
    if (spec.accuracy_m)
        writer.rationals(EXIF_IFD_GPS, EXIF_TAG_GPS_H_POSITIONING_ERROR,
                         {{static_cast<ExifLong>(*spec.accuracy_m), 1}});
    return writer.save();
}

std::string make_jpeg(const JpegSpec& spec) {
    const int orientation = spec.exif ? spec.exif->orientation : 0;
    std::string jpeg = compress(stored(draw_scene(spec), orientation), spec);
    if (!spec.exif) return jpeg;
    const std::string block = std::string("Exif\0\0", 6) + make_exif(*spec.exif);
    const std::size_t length = block.size() + 2;
    CHECK_THAT(length <= 0xFFFF);
    const std::string head{'\xFF', '\xE1', static_cast<char>(length >> 8),
                           static_cast<char>(length & 0xFF)};
    return jpeg.insert(2, head + block);  // EXIF comes first: §4.5.4
}

}  // namespace cunji::test
