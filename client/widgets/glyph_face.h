#pragma once

#include "client/widgets/ttf_file.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cunji {

/// A face inside a font file: a .ttc holds several (in Noto Sans CJK, number 2 is Simplified
/// Chinese; number 0 draws some characters as Japan writes them).
struct FontFace {
    std::string path;
    int number = 0;
};

/// One drawn character. Places are device pixels from the pen on the base line, y downwards.
struct GlyphBitmap {
    int left = 0;
    int top = 0;
    int width = 0;
    int height = 0;
    float advance = 0;
    std::vector<std::uint8_t> coverage;  ///< width x height, row by row, 255 is full
};

/// Draws characters of one face, each when it is asked for.
class GlyphFace {
public:
    /// Nothing when the file is not there or is no font.
    static std::optional<GlyphFace> open(const FontFace& face);

    GlyphFace(GlyphFace&&) noexcept;
    GlyphFace& operator=(GlyphFace&&) noexcept;
    ~GlyphFace();

    [[nodiscard]] ByteView bytes() const { return file_.bytes(); }

    [[nodiscard]] int number() const { return number_; }

    [[nodiscard]] bool has(char32_t c) const;

    /// Height of a line and of what is above its base line, in ems.
    [[nodiscard]] float line() const;
    [[nodiscard]] float ascent() const;

    /// Nothing when the face lacks the character.
    [[nodiscard]] std::optional<GlyphBitmap> draw(char32_t c, float em) const;

private:
    struct Info;

    GlyphFace(TtfFile file, int number, std::unique_ptr<Info> info);

    TtfFile file_;
    int number_;
    std::unique_ptr<Info> info_;
};

}  // namespace cunji
