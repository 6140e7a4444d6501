#include "client/app/qr_code.h"

#include "client/app/picture.h"
#include "client/app/picture_png.h"

#include <algorithm>
#include <array>
#include <memory>
#include <vector>
#include <zbar.h>

namespace cunji {

namespace {

/// A photo of a screen is full of its grid; averaged, the squares of the code stand out. The larger
/// first: a small code in a large picture is lost by averaging.
constexpr std::array<int, 3> kEdges{1600, 1000, 600};

struct ScannerFree {
    void operator()(zbar::zbar_image_scanner_t* scanner) const {
        zbar::zbar_image_scanner_destroy(scanner);
    }
};

struct ImageFree {
    void operator()(zbar::zbar_image_t* image) const { zbar::zbar_image_destroy(image); }
};

/// Eight bits a pixel, as the eye weighs colours (ITU-R BT.601).
std::vector<std::uint8_t> grey_of(const Pixels& picture) {
    constexpr int kRed = 77;
    constexpr int kGreen = 150;
    constexpr int kBlue = 29;
    std::vector<std::uint8_t> grey;
    grey.reserve(picture.rgb.size() / 3);
    for (std::size_t at = 0; at + 2 < picture.rgb.size(); at += 3) {
        const int sum =
            kRed * picture.rgb[at] + kGreen * picture.rgb[at + 1] + kBlue * picture.rgb[at + 2];
        grey.push_back(static_cast<std::uint8_t>(sum / 256));
    }
    return grey;
}

std::optional<std::string> scan(const Pixels& picture) {
    const std::unique_ptr<zbar::zbar_image_scanner_t, ScannerFree> scanner{
        zbar::zbar_image_scanner_create()};
    const std::unique_ptr<zbar::zbar_image_t, ImageFree> image{zbar::zbar_image_create()};
    if (!scanner || !image) return std::nullopt;
    // Bar codes of goods in the background are none of ours.
    zbar::zbar_image_scanner_set_config(scanner.get(), zbar::ZBAR_NONE, zbar::ZBAR_CFG_ENABLE, 0);
    zbar::zbar_image_scanner_set_config(scanner.get(), zbar::ZBAR_QRCODE, zbar::ZBAR_CFG_ENABLE, 1);
    const std::vector<std::uint8_t> grey = grey_of(picture);
    constexpr unsigned long kGreyFormat = 0x30303859;  // "Y800"
    zbar::zbar_image_set_format(image.get(), kGreyFormat);
    zbar::zbar_image_set_size(image.get(), static_cast<unsigned>(picture.width),
                              static_cast<unsigned>(picture.height));
    zbar::zbar_image_set_data(image.get(), grey.data(), grey.size(), nullptr);
    if (zbar::zbar_scan_image(scanner.get(), image.get()) <= 0) return std::nullopt;
    const zbar::zbar_symbol_t* symbol = zbar::zbar_image_first_symbol(image.get());
    if (symbol == nullptr) return std::nullopt;
    return std::string{zbar::zbar_symbol_get_data(symbol),
                       zbar::zbar_symbol_get_data_length(symbol)};
}

}  // namespace

std::optional<std::string> find_qr(PixelView picture) {
    int edge_before = 0;
    for (const int edge : kEdges) {
        const Pixels smaller = fit(picture, edge);
        const int longer = std::max(smaller.width, smaller.height);
        if (longer == edge_before) continue;
        edge_before = longer;
        if (std::optional<std::string> text = scan(smaller)) return text;
    }
    return std::nullopt;
}

Result<std::string> read_qr_picture(std::string_view file_bytes) {
    Result<Pixels> pixels = Pixels{};
    if (is_png(file_bytes)) {
        Result<Decoded> decoded = decode_png(file_bytes);
        if (!decoded) return decoded.error();
        pixels = std::move(decoded->pixels);
    } else {
        pixels = look_at_picture(file_bytes, kEdges.front());
    }
    if (!pixels) return pixels.error();
    if (std::optional<std::string> text = find_qr(view_of(*pixels))) return std::move(*text);
    return Message{"error.qr.none", {}};
}

}  // namespace cunji
