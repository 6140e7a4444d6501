#include "client/widgets/fonts.h"

#include "shared/base/check.h"
#include "shared/base/failure.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace cunji {

namespace {

// A line is as high as the face says (Noto Sans CJK: 1.448 em), and Chinese sits a little low in
// it.
constexpr float kLift = 0.05F;
// Material's signs fill their square less than Chinese characters do.
constexpr float kIconEm = 1.22F;
// The square of a Chinese character reaches from 0.88 em above the base line to 0.12 below.
constexpr float kMiddle = 0.38F;
// Noto's strokes are fine for small sizes.
constexpr float kWeight = 1.08F;
constexpr char32_t kBox = 0xFFFD;
// Beyond the third plane there are no characters, and ImGui's index would grow by megabytes.
constexpr char32_t kLastCharacter = 0x3FFFF;

// What every screen has: letters, digits and the marks between Chinese words.
constexpr std::array<ImWchar, 13> kAlways{0x20,   0x7E,   0xB7,   0xB7,   0x2026, 0x2026, 0x3000,
                                          0x3002, 0xFF0C, 0xFF0C, 0xFF1A, 0xFF1A, 0};
// ImGui makes no font without a character; this one, a tick, is drawn again as the others are.
constexpr char32_t kOneSign = 0xE5CA;
constexpr std::array<ImWchar, 3> kOneSignRange{kOneSign, kOneSign, 0};

bool is_private(char32_t c) {
    return c >= 0xE000 && c <= 0xF8FF;
}

/// Joiners, direction marks and variation selectors: they draw nothing and take no room.
bool is_unseen(char32_t c) {
    return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF;
}

constexpr std::array<TextSize, kTextSizeCount> kSizes{TextSize::Small, TextSize::Body,
                                                      TextSize::Title, TextSize::Number};

std::vector<GlyphFace> open_all(const std::vector<FontFace>& faces) {
    std::vector<GlyphFace> opened;
    for (const FontFace& face : faces) {
        if (std::optional<GlyphFace> found = GlyphFace::open(face))
            opened.push_back(std::move(*found));
    }
    return opened;
}

int whole(float value) {
    return static_cast<int>(std::lround(value));
}

}  // namespace

struct Fonts::Slot {
    ImFont* font = nullptr;
    float em = 0;  ///< device pixels
    bool signs = false;
    int box_id = 0;                        ///< of the rectangle of U+FFFD
    int always = 0;                        ///< glyphs that stay when the others are thrown out
    std::unordered_set<char32_t> missing;  ///< no face has them
};

float logical_em(TextSize size, TextMode mode) {
    const bool large = mode == TextMode::Large;
    switch (size) {
        case TextSize::Small:
            return large ? 18 : 15;
        case TextSize::Body:
            return large ? 22 : 18;
        case TextSize::Title:
            return large ? 27 : 22;
        case TextSize::Number:
            return large ? 36 : 30;
    }
    return 18;
}

Fonts::Fonts(const FontFiles& files)
    : faces_(open_all(files.text)), icon_faces_(open_all(files.icons)) {
    // A face for rare characters alone could not draw a single digit.
    const auto first = std::find_if(faces_.begin(), faces_.end(), [](const GlyphFace& face) {
        return face.has(U'0') && face.has(U'A') && face.has(U'中');
    });
    if (first == faces_.end()) {
        throw Failure({"window.error.no_font", {{"package", "fonts-noto-cjk"}}},
                      "no face for Chinese text");
    }
    std::rotate(faces_.begin(), first, std::next(first));
    std::erase_if(icon_faces_, [](const GlyphFace& face) { return !face.has(kOneSign); });
    if (icon_faces_.empty()) {
        throw Failure(
            {"window.error.no_font", {{"package", "fonts-material-design-icons-iconfont"}}},
            "no face for signs");
    }
}

Fonts::~Fonts() = default;

void Fonts::build(float pixel_scale, TextMode mode) {
    // Room for about 2,900 characters of body text and as much again in a normal day's headings.
    const bool dense = pixel_scale > 1.4F;
    build(pixel_scale, mode, dense ? 2046 : 1022, dense ? 1900 : 1000);
}

void Fonts::build(float pixel_scale, TextMode mode, int room_width, int room_height) {
    pixel_scale_ = pixel_scale;
    mode_ = mode;
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    atlas.Clear();
    atlas.Flags |= ImFontAtlasFlags_NoPowerOfTwoHeight | ImFontAtlasFlags_NoMouseCursors;
    atlas.TexDesiredWidth = room_width + 2 <= 1024 ? 1024 : 2048;
    slots_.clear();
    slots_.resize(2 * kTextSizeCount);
    for (const TextSize size : kSizes)
        add_fonts(size);
    const int room = atlas.AddCustomRectRegular(room_width, room_height);
    CHECK_THAT(atlas.Build());
    // RGBA is what the renderer uploads; our own characters are painted into it.
    unsigned char* pixels = nullptr;
    atlas.GetTexDataAsRGBA32(&pixels, nullptr, nullptr);
    const ImFontAtlasCustomRect& rect = *atlas.GetCustomRectByIndex(room);
    shelves_ = GlyphShelves{{rect.X, rect.Y, rect.Width, rect.Height}};
    paint_boxes();
    for (Slot& slot : slots_) {
        if (slot.signs)
            slot.font->IndexLookup[static_cast<int>(kOneSign)] = static_cast<ImWchar>(-1);
        slot.always = slot.font->Glyphs.Size;
        slot.font->Glyphs.reserve(slot.signs ? 256 : 2048);
        slot.font->FallbackGlyph = slot.font->FindGlyphNoFallback(kBox);
        // Text is measured before it is drawn: what is not there yet is most likely Chinese.
        slot.font->FallbackAdvanceX = std::round(slot.signs ? slot.em * kIconEm : slot.em);
    }
    full_ = false;
    drawn_ = 0;
    dirty_ = {{0, 0, atlas.TexWidth, atlas.TexHeight}, true};
}

void Fonts::add_fonts(TextSize size) {
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    const float em = std::max(6.0F, std::round(logical_em(size, mode_) * pixel_scale_));
    const float line = std::round(em * faces_.front().line());
    const auto add = [&](const GlyphFace& face, bool signs) {
        ImFontConfig config;
        // What ImGui does not own it copies, 20 MB at each size; what it owns it frees. So it is
        // told the one now and the other afterwards, and only ever reads the mapped file.
        config.FontDataOwnedByAtlas = true;
        config.FontNo = face.number();
        config.OversampleH = config.OversampleV = 1;
        config.PixelSnapH = true;
        config.RasterizerMultiply = kWeight;
        config.GlyphOffset.y = -std::round(em * kLift);
        void* bytes = const_cast<std::uint8_t*>(face.bytes().data());
        Slot& slot = slots_.at(static_cast<std::size_t>(size) + (signs ? kTextSizeCount : 0));
        slot.font =
            atlas.AddFontFromMemoryTTF(bytes, static_cast<int>(face.bytes().size()), line, &config,
                                       signs ? kOneSignRange.data() : kAlways.data());
        atlas.ConfigData.back().FontDataOwnedByAtlas = false;
        slot.em = em;
        slot.signs = signs;
        const int side = whole(em * 0.8F);
        const float top = std::round(line * 0.5F) - std::round(em * 0.4F);
        slot.box_id = atlas.AddCustomRectFontGlyph(slot.font, kBox, side, side, std::round(em),
                                                   {std::round(em * 0.1F), top});
    };
    add(faces_.front(), false);
    add(icon_faces_.front(), true);
}

/// An empty square: something is written here, and no face of this machine can show it.
void Fonts::paint_boxes() {
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    for (const Slot& slot : slots_) {
        const ImFontAtlasCustomRect& rect = *atlas.GetCustomRectByIndex(slot.box_id);
        const int border = std::max(1, whole(slot.em / 14));
        for (int y = 0; y < rect.Height; ++y) {
            for (int x = 0; x < rect.Width; ++x) {
                const bool edge = x < border || y < border || x >= rect.Width - border ||
                                  y >= rect.Height - border;
                atlas.TexPixelsRGBA32[(rect.Y + y) * atlas.TexWidth + rect.X + x] =
                    edge ? IM_COL32_WHITE : IM_COL32(255, 255, 255, 0);
            }
        }
    }
}

ImFont* Fonts::font(TextSize size) const {
    return slots_.at(static_cast<std::size_t>(size)).font;
}

ImFont* Fonts::icons(TextSize size) const {
    return slots_.at(static_cast<std::size_t>(size) + kTextSizeCount).font;
}

float Fonts::em(TextSize size) const {
    return slots_.at(static_cast<std::size_t>(size)).em;
}

Fonts::Slot& Fonts::slot_of(const ImFont* font) {
    const auto slot = std::find_if(slots_.begin(), slots_.end(), [font](const Slot& candidate) {
        return candidate.font == font;
    });
    CHECK_THAT(slot != slots_.end());
    return *slot;
}

void Fonts::ensure_glyphs(ImFont* font, std::string_view utf8) {
    Slot* slot = nullptr;
    const char* const end = utf8.data() + utf8.size();
    for (const char* at = utf8.data(); at < end;) {
        if (static_cast<unsigned char>(*at) < 0x80) {
            ++at;
            continue;
        }
        unsigned int c = 0;
        at += std::max(1, ImTextCharFromUtf8(&c, at, end));
        const auto index = static_cast<int>(c);
        if (index < font->IndexLookup.Size &&
            font->IndexLookup[index] != static_cast<ImWchar>(-1)) {
            continue;
        }
        if (slot == nullptr) slot = &slot_of(font);
        add(*slot, static_cast<char32_t>(c));
    }
}

std::optional<GlyphBitmap> Fonts::draw(const Slot& slot, char32_t c) const {
    if (slot.signs) {
        std::optional<GlyphBitmap> sign = icon_faces_.front().draw(c, slot.em * kIconEm);
        if (!sign) return std::nullopt;
        // Its square is centred on that of a Chinese character beside it.
        const GlyphFace& face = icon_faces_.front();
        const float middle = (face.ascent() - face.line() / 2) * kIconEm;
        sign->top += whole((middle - kMiddle) * slot.em);
        return sign;
    }
    if (is_private(c)) return std::nullopt;
    if (is_unseen(c)) return GlyphBitmap{};
    for (const GlyphFace& face : faces_) {
        if (std::optional<GlyphBitmap> glyph = face.draw(c, slot.em)) return glyph;
    }
    return std::nullopt;
}

void Fonts::add(Slot& slot, char32_t c) {
    if (c > kLastCharacter || slot.missing.contains(c)) return;
    const std::optional<GlyphBitmap> bitmap = draw(slot, c);
    if (!bitmap) {
        slot.missing.insert(c);
        return;
    }
    if (store(slot, c, *bitmap)) {
        ++drawn_;
    } else {
        full_ = true;
    }
}

bool Fonts::store(Slot& slot, char32_t c, const GlyphBitmap& bitmap) {
    ImFont& font = *slot.font;
    ImFontAtlas& atlas = *font.ContainerAtlas;
    const auto index = static_cast<int>(c);
    const int old_size = font.IndexLookup.Size;
    font.GrowIndex(index + 1);
    for (int i = old_size; i < font.IndexAdvanceX.Size; ++i)
        font.IndexAdvanceX[i] = font.FallbackAdvanceX;
    const float advance = std::round(bitmap.advance);
    // Even without room for it the text keeps its width.
    font.IndexAdvanceX[index] = advance;

    const std::optional<PixelRect> place = shelves_.place(bitmap.width, bitmap.height);
    if (!place) return false;
    auto next = bitmap.coverage.begin();
    for (int y = 0; y < bitmap.height; ++y) {
        for (int x = 0; x < bitmap.width; ++x) {
            const float coverage = static_cast<float>(*next++) * kWeight;
            const int alpha = std::min(255, static_cast<int>(coverage));
            atlas.TexPixelsRGBA32[(place->y + y) * atlas.TexWidth + place->x + x] =
                IM_COL32(255, 255, 255, static_cast<unsigned int>(alpha));
        }
    }
    dirty_.pixels = dirty_.pixels.around(*place);

    const auto left = static_cast<float>(bitmap.left);
    // Signs stand on the base line of the text beside them.
    const float base_line = std::round(faces_.front().ascent() * slot.em);
    const float top = static_cast<float>(bitmap.top) + base_line - std::round(slot.em * kLift);
    const ImVec2 uv = atlas.TexUvScale;
    const auto u = [&](int x) { return static_cast<float>(x) * uv.x; };
    const auto v = [&](int y) { return static_cast<float>(y) * uv.y; };
    font.AddGlyph(nullptr, static_cast<ImWchar>(c), left, top,
                  left + static_cast<float>(bitmap.width), top + static_cast<float>(bitmap.height),
                  u(place->x), v(place->y), u(place->x + place->width), v(place->y + place->height),
                  advance);
    font.IndexLookup[index] = static_cast<ImWchar>(font.Glyphs.Size - 1);
    font.DirtyLookupTables = false;
    const auto page = static_cast<unsigned int>(c / 4096);
    font.Used4kPagesMap[page >> 3] |= static_cast<ImU8>(1U << (page & 7U));
    // The list of glyphs may have moved.
    font.FallbackGlyph = font.FindGlyphNoFallback(kBox);
    return true;
}

void Fonts::begin_frame() {
    if (full_) throw_out();
}

void Fonts::throw_out() {
    for (Slot& slot : slots_) {
        ImFont& font = *slot.font;
        for (int i = slot.always; i < font.Glyphs.Size; ++i)
            font.IndexLookup[static_cast<int>(font.Glyphs[i].Codepoint)] = static_cast<ImWchar>(-1);
        font.Glyphs.resize(slot.always);
        font.FallbackGlyph = font.FindGlyphNoFallback(kBox);
    }
    const PixelRect& area = shelves_.area();
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    for (int y = area.y; y < area.y + area.height; ++y) {
        unsigned int* row = atlas.TexPixelsRGBA32 + y * atlas.TexWidth + area.x;
        std::fill(row, row + area.width, 0U);
    }
    shelves_.clear();
    dirty_.pixels = dirty_.pixels.around(area);
    full_ = false;
    drawn_ = 0;
    ++generation_;
}

std::optional<AtlasRegion> Fonts::take_dirty() {
    if (dirty_.pixels.width <= 0 || dirty_.pixels.height <= 0) return std::nullopt;
    return std::exchange(dirty_, {});
}

}  // namespace cunji
