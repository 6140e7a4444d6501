#include "client/app/stamping.h"

#include "shared/base/check.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <freetype/freetype.h>
#include <ft2build.h>
#include <memory>
#include <string_view>
#include <system_error>
#include <type_traits>
#include <utility>

namespace cunji {
namespace {

constexpr std::size_t kChannels = 3;

// Letters: a 36th of the width, a 1600 pixel picture shown 412 wide still has letters of 11 pixels.
constexpr int kLettersInWidth = 36;
/// Of the height that all lines together may take.
constexpr int kHeightParts = 4;
constexpr int kLetterMin = 8;
constexpr int kLetterMax = 48;

// Of 256: what is left of the picture under the band. White letters keep a contrast above 7:1 even
// on snow.
constexpr int kBandLeaves = 77;
constexpr int kOpaque = 255;

constexpr utf8proc_int32_t kEllipsis = 0x2026;

/// Where Debian and other systems keep faces with all the characters of names.
constexpr std::array<std::pair<std::string_view, int>, 6> kFaces{
    {{"/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 2},  // 2: simplified Chinese
     {"/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc", 2},
     {"/usr/share/fonts/truetype/wqy/wqy-microhei.ttc", 0},
     {"/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", 0},
     {"/usr/share/fonts/truetype/arphic/uming.ttc", 0},
     {"/usr/share/fonts/truetype/hanazono/HanaMinB.ttf", 0}}};

struct CloseFace {
    void operator()(FT_Face face) const { FT_Done_Face(face); }
};

struct CloseLibrary {
    void operator()(FT_Library library) const { FT_Done_FreeType(library); }
};

using Face = std::unique_ptr<std::remove_pointer_t<FT_Face>, CloseFace>;
using Library = std::unique_ptr<std::remove_pointer_t<FT_Library>, CloseLibrary>;

/// Open faces at one size of letters.
class Pen {
public:
    Pen(std::span<const FontFace> faces, int letter) {
        FT_Library library = nullptr;
        if (FT_Init_FreeType(&library) != 0) return;
        library_.reset(library);
        for (const FontFace& face : faces) {
            FT_Face opened = nullptr;
            if (FT_New_Face(library, face.file.c_str(), face.index, &opened) != 0) continue;
            Face held{opened};
            if (FT_Set_Pixel_Sizes(opened, 0, static_cast<FT_UInt>(letter)) == 0) {
                faces_.push_back(std::move(held));
            }
        }
    }

    [[nodiscard]] bool can_write() const { return !faces_.empty(); }

    /// The glyph of a character with its advance; with `drawn` also its bitmap. nullptr when the
    /// face is damaged.
    [[nodiscard]] FT_GlyphSlotRec* glyph(utf8proc_int32_t character, bool drawn) const {
        const auto code = static_cast<FT_ULong>(character);
        const auto has = [&](const Face& face) { return FT_Get_Char_Index(face.get(), code) != 0; };
        const auto found = std::find_if(faces_.begin(), faces_.end(), has);
        const Face& face = found == faces_.end() ? faces_.front() : *found;
        const FT_Int32 flags = drawn ? FT_LOAD_RENDER : FT_LOAD_DEFAULT;
        return FT_Load_Char(face.get(), code, flags) == 0 ? face->glyph : nullptr;
    }

    /// In pixels.
    [[nodiscard]] int advance(utf8proc_int32_t character) const {
        FT_GlyphSlotRec* const slot = glyph(character, false);
        return slot == nullptr ? 0 : static_cast<int>(slot->advance.x / 64);
    }

private:
    Library library_;
    std::vector<Face> faces_;  ///< after the library: they close before it
};

using Characters = std::vector<utf8proc_int32_t>;

Characters characters_of(std::string_view text) {
    Characters out;
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    auto left = static_cast<utf8proc_ssize_t>(text.size());
    while (left > 0) {
        utf8proc_int32_t character = 0;
        const utf8proc_ssize_t taken = utf8proc_iterate(bytes, left, &character);
        if (taken <= 0) break;
        out.push_back(character);
        bytes += taken;
        left -= taken;
    }
    return out;
}

/// As many of the characters as fit, with an ellipsis if not all do.
Characters cut(Characters line, const Pen& pen, int width_max) {
    int width = 0;
    std::size_t fits = 0;
    const int ellipsis = pen.advance(kEllipsis);
    for (std::size_t i = 0; i < line.size(); ++i) {
        width += pen.advance(line[i]);
        if (width + ellipsis <= width_max) fits = i + 1;
        if (width <= width_max) continue;
        line.resize(fits);
        line.push_back(kEllipsis);
        break;
    }
    return line;
}

std::uint8_t blend(std::uint8_t below, int above, int coverage) {
    return static_cast<std::uint8_t>((below * (kOpaque - coverage) + above * coverage) / kOpaque);
}

void draw_glyph(Pixels& picture, const FT_GlyphSlotRec* slot, int x, int baseline) {
    const FT_Bitmap& bitmap = slot->bitmap;
    if (bitmap.pixel_mode != FT_PIXEL_MODE_GRAY) return;
    for (unsigned row = 0; row < bitmap.rows; ++row) {
        const int to_y = baseline - slot->bitmap_top + static_cast<int>(row);
        if (to_y < 0 || to_y >= picture.height) continue;
        const unsigned char* from = bitmap.buffer + static_cast<int>(row) * bitmap.pitch;
        for (unsigned column = 0; column < bitmap.width; ++column) {
            const int to_x = x + slot->bitmap_left + static_cast<int>(column);
            if (to_x < 0 || to_x >= picture.width) continue;
            const auto pixel =
                static_cast<std::size_t>(to_y) * static_cast<std::size_t>(picture.width) +
                static_cast<std::size_t>(to_x);
            for (std::size_t k = 0; k < kChannels; ++k) {
                std::uint8_t& channel = picture.rgb[pixel * kChannels + k];
                channel = blend(channel, kOpaque, from[column]);
            }
        }
    }
}

void darken_below(Pixels& picture, int top) {
    const auto from = static_cast<std::ptrdiff_t>(
        static_cast<std::size_t>(top) * static_cast<std::size_t>(picture.width) * kChannels);
    std::for_each(picture.rgb.begin() + from, picture.rgb.end(), [](std::uint8_t& channel) {
        channel = static_cast<std::uint8_t>(channel * kBandLeaves / (kOpaque + 1));
    });
}

int letter_for(const Pixels& picture, int line_count) {
    const int by_height = picture.height / (kHeightParts * line_count) * 2 / 3;
    return std::clamp(std::min(picture.width / kLettersInWidth, by_height), kLetterMin, kLetterMax);
}

}  // namespace

std::vector<FontFace> stamp_faces() {
    std::vector<FontFace> out;
    for (const auto& [file, index] : kFaces) {
        std::error_code none;
        if (std::filesystem::is_regular_file(file, none)) {
            out.push_back({std::string{file}, index});
        }
    }
    return out;
}

std::optional<Pixels> stamped(Pixels picture, std::span<const std::string> lines,
                              std::span<const FontFace> faces) {
    CHECK_THAT(!lines.empty() && picture.width > 0 && picture.height > 0);
    const auto line_count = static_cast<int>(lines.size());
    const int letter = letter_for(picture, line_count);
    const Pen pen{faces, letter};
    if (!pen.can_write()) return std::nullopt;

    const int line_height = letter * 3 / 2;
    const int margin = letter / 2;
    const int top = std::max(0, picture.height - line_count * line_height - margin);
    darken_below(picture, top);
    int baseline = top + margin / 2 + letter;
    for (const std::string& line : lines) {
        int x = margin;
        for (const auto character : cut(characters_of(line), pen, picture.width - 2 * margin)) {
            FT_GlyphSlotRec* const slot = pen.glyph(character, true);
            if (slot == nullptr) continue;
            draw_glyph(picture, slot, x, baseline);
            x += static_cast<int>(slot->advance.x / 64);
        }
        baseline += line_height;
    }
    return picture;
}

}  // namespace cunji
