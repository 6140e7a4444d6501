#include "client/widgets/glyph_face.h"

#include <cstddef>
#include <utility>

#define STBTT_STATIC
#define STB_TRUETYPE_IMPLEMENTATION
#include <stb/stb_truetype.h>

namespace cunji {

struct GlyphFace::Info {
    stbtt_fontinfo font{};
    float per_unit = 0;  ///< ems in one unit of the face
};

std::optional<GlyphFace> GlyphFace::open(const FontFace& face) {
    std::optional<TtfFile> file = TtfFile::open(face.path);
    // stb trusts what it reads: at least the table directory is there.
    constexpr std::size_t kSmallestFont = 512;
    if (!file || file->bytes().size() < kSmallestFont) return std::nullopt;
    const int offset = stbtt_GetFontOffsetForIndex(file->bytes().data(), face.number);
    auto info = std::make_unique<Info>();
    if (offset < 0 || stbtt_InitFont(&info->font, file->bytes().data(), offset) == 0)
        return std::nullopt;
    info->per_unit = stbtt_ScaleForMappingEmToPixels(&info->font, 1.0F);
    return GlyphFace{std::move(*file), face.number, std::move(info)};
}

GlyphFace::GlyphFace(TtfFile file, int number, std::unique_ptr<Info> info)
    : file_(std::move(file)), number_(number), info_(std::move(info)) {}

GlyphFace::GlyphFace(GlyphFace&&) noexcept = default;
GlyphFace& GlyphFace::operator=(GlyphFace&&) noexcept = default;
GlyphFace::~GlyphFace() = default;

bool GlyphFace::has(char32_t c) const {
    return stbtt_FindGlyphIndex(&info_->font, static_cast<int>(c)) != 0;
}

float GlyphFace::line() const {
    int ascent = 0;
    int descent = 0;
    stbtt_GetFontVMetrics(&info_->font, &ascent, &descent, nullptr);
    return static_cast<float>(ascent - descent) * info_->per_unit;
}

float GlyphFace::ascent() const {
    int ascent = 0;
    stbtt_GetFontVMetrics(&info_->font, &ascent, nullptr, nullptr);
    return static_cast<float>(ascent) * info_->per_unit;
}

std::optional<GlyphBitmap> GlyphFace::draw(char32_t c, float em) const {
    const int glyph = stbtt_FindGlyphIndex(&info_->font, static_cast<int>(c));
    if (glyph == 0) return std::nullopt;
    const float scale = info_->per_unit * em;
    int advance = 0;
    stbtt_GetGlyphHMetrics(&info_->font, glyph, &advance, nullptr);
    int right = 0;
    int bottom = 0;
    GlyphBitmap bitmap;
    stbtt_GetGlyphBitmapBox(&info_->font, glyph, scale, scale, &bitmap.left, &bitmap.top, &right,
                            &bottom);
    bitmap.width = right - bitmap.left;
    bitmap.height = bottom - bitmap.top;
    bitmap.advance = static_cast<float>(advance) * scale;
    bitmap.coverage.resize(static_cast<std::size_t>(bitmap.width) *
                           static_cast<std::size_t>(bitmap.height));
    if (!bitmap.coverage.empty()) {
        stbtt_MakeGlyphBitmap(&info_->font, bitmap.coverage.data(), bitmap.width, bitmap.height,
                              bitmap.width, scale, scale, glyph);
    }
    return bitmap;
}

}  // namespace cunji
