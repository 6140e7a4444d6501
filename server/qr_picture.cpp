#include "server/qr_picture.h"

#include "shared/base/check.h"

#include <cstdint>
#include <memory>
#include <png.h>
#include <qrencode.h>
#include <vector>

namespace cunji {

namespace {

constexpr int kSquare = 8;  ///< pixels
constexpr int kMargin = 4;  ///< squares; the standard asks for that many
constexpr std::uint8_t kWhite = 255;
constexpr std::uint8_t kBlack = 0;

struct QrFree {
    void operator()(QRcode* code) const { QRcode_free(code); }
};

struct Grey {
    int edge = 0;
    std::vector<std::uint8_t> pixels;
};

Grey draw(const QRcode& code) {
    const int squares = code.width + 2 * kMargin;
    Grey out;
    out.edge = squares * kSquare;
    const auto edge = static_cast<std::size_t>(out.edge);
    out.pixels.assign(edge * edge, kWhite);
    for (std::size_t y = 0; y < edge; ++y) {
        for (std::size_t x = 0; x < edge; ++x) {
            const int column = static_cast<int>(x) / kSquare - kMargin;
            const int row = static_cast<int>(y) / kSquare - kMargin;
            if (column < 0 || row < 0 || column >= code.width || row >= code.width) continue;
            const bool dark = (code.data[row * code.width + column] & 1U) != 0;
            if (dark) out.pixels[y * edge + x] = kBlack;
        }
    }
    return out;
}

}  // namespace

std::string qr_png(std::string_view text) {
    // M: a sixth of it may be dirty or out of focus.
    const std::unique_ptr<QRcode, QrFree> code{
        QRcode_encodeString8bit(std::string{text}.c_str(), 0, QR_ECLEVEL_M)};
    CHECK_THAT(code != nullptr);
    const Grey grey = draw(*code);
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(grey.edge);
    image.height = image.width;
    image.format = PNG_FORMAT_GRAY;
    std::string bytes(PNG_IMAGE_PNG_SIZE_MAX(image), '\0');
    png_alloc_size_t size = bytes.size();
    const int written =
        png_image_write_to_memory(&image, bytes.data(), &size, 0, grey.pixels.data(), 0, nullptr);
    CHECK_THAT(written != 0);
    bytes.resize(size);
    return bytes;
}

}  // namespace cunji
