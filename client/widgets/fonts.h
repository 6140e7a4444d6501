#pragma once

#include "client/widgets/glyph_face.h"
#include "client/widgets/glyph_shelves.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

struct ImFont;

namespace cunji {

enum class TextSize { Small, Body, Title, Number };
inline constexpr std::size_t kTextSizeCount = 4;

enum class TextMode { Normal, Large };

/// Height of a character in logical pixels, that is of the square a Chinese character fills.
float logical_em(TextSize size, TextMode mode);

struct FontFiles {
    /// For text, in the order in which they are asked for a character. The first that opens gives
    /// lines their height and Latin letters their look.
    std::vector<FontFace> text;
    /// For signs, the first that opens.
    std::vector<FontFace> icons;

    /// Where systems keep them.
    static FontFiles of_system();
};

/// The part of the texture that has changed.
struct AtlasRegion {
    PixelRect pixels;
    bool whole = false;  ///< the texture is another one, of another size perhaps
};

/// The window's letters. Chinese has more characters than a texture holds at four sizes, so each
/// is drawn when it is first needed (20 to 30 microseconds) into a part of the texture kept free
/// for that. Whoever draws text calls ensure() with it first, and nothing is ever missing.
///
/// Signs have fonts of their own: a person's text may hold any character, and one from the private
/// use area must not turn into a sign.
class Fonts {
public:
    /// @throws Failure window.error.no_font {package}
    explicit Fonts(const FontFiles& files);
    Fonts(const Fonts&) = delete;
    Fonts& operator=(const Fonts&) = delete;
    ~Fonts();

    /// Makes the texture of ImGui's current context anew: at the start, and when the scale or the
    /// size of text changes. Never between NewFrame and Render.
    void build(float pixel_scale, TextMode mode);

    /// As above with a given room for characters: tests.
    void build(float pixel_scale, TextMode mode, int room_width, int room_height);

    /// @pre build()
    [[nodiscard]] ImFont* font(TextSize size) const;
    /// Of signs, on lines of the same height as font().
    [[nodiscard]] ImFont* icons(TextSize size) const;
    /// Device pixels.
    [[nodiscard]] float em(TextSize size) const;

    /// Draws what the text needs and this font does not have yet. Any bytes will do.
    /// @pre font is one of ours
    void ensure_glyphs(ImFont* font, std::string_view utf8);

    void ensure(TextSize size, std::string_view utf8) { ensure_glyphs(font(size), utf8); }

    /// No room was left for a character of this frame, which was drawn as a box: begin_frame()
    /// makes room, and the frame should be drawn again before it is shown.
    [[nodiscard]] bool full() const { return full_; }

    /// Before ImGui::NewFrame.
    void begin_frame();

    /// What is to be uploaded before drawing; nothing when all is there.
    [[nodiscard]] std::optional<AtlasRegion> take_dirty();

    [[nodiscard]] bool has_dirty() const { return dirty_.pixels.width > 0; }

    /// How often all characters were thrown out to make room.
    [[nodiscard]] int generation() const { return generation_; }

    /// Characters in the texture that were drawn when first needed.
    [[nodiscard]] std::size_t drawn() const { return drawn_; }

private:
    struct Slot;

    void add_fonts(TextSize size);
    void paint_boxes();
    Slot& slot_of(const ImFont* font);
    void add(Slot& slot, char32_t c);
    [[nodiscard]] std::optional<GlyphBitmap> draw(const Slot& slot, char32_t c) const;
    bool store(Slot& slot, char32_t c, const GlyphBitmap& bitmap);
    void throw_out();

    std::vector<GlyphFace> faces_;
    std::vector<GlyphFace> icon_faces_;
    std::vector<Slot> slots_;  ///< text fonts by size, then signs by size
    float pixel_scale_ = 1;
    TextMode mode_ = TextMode::Normal;
    GlyphShelves shelves_;
    AtlasRegion dirty_;
    bool full_ = false;
    int generation_ = 0;
    std::size_t drawn_ = 0;
};

}  // namespace cunji
