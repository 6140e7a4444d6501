#include "client/widgets/fonts.h"

#include "shared/base/failure.h"

#include <doctest/doctest.h>
#include <imgui.h>
#include <imgui_internal.h>
#include <imgui_stdlib.h>

#include <cmath>
#include <string>
#include <string_view>
#include <tuple>

namespace cunji {

namespace {

/// ImGui without a window, and the letters of this machine.
class Letters {
public:
    Letters() : fonts{FontFiles::of_system()} {
        ImGui::CreateContext();
        ImGuiIO& io = ImGui::GetIO();
        io.IniFilename = nullptr;
        io.DisplaySize = {800, 600};
        io.DeltaTime = 0.02F;
    }

    ~Letters() { ImGui::DestroyContext(); }

    Letters(const Letters&) = delete;
    Letters& operator=(const Letters&) = delete;

    Fonts fonts;
};

bool has(const ImFont& font, char32_t c) {
    const ImFontGlyph* glyph = font.FindGlyphNoFallback(static_cast<ImWchar>(c));
    return glyph != nullptr && glyph->Codepoint == static_cast<unsigned int>(c);
}

/// Whether anything is painted where the texture holds the character.
bool inked(const ImFont& font, char32_t c) {
    const ImFontGlyph* glyph = font.FindGlyphNoFallback(static_cast<ImWchar>(c));
    if (glyph == nullptr) return false;
    const ImFontAtlas& atlas = *font.ContainerAtlas;
    const auto pixel = [](float share, int size) {
        return static_cast<int>(share * static_cast<float>(size) + 0.5F);
    };
    for (int y = pixel(glyph->V0, atlas.TexHeight); y < pixel(glyph->V1, atlas.TexHeight); ++y) {
        for (int x = pixel(glyph->U0, atlas.TexWidth); x < pixel(glyph->U1, atlas.TexWidth); ++x) {
            if ((atlas.TexPixelsRGBA32[y * atlas.TexWidth + x] >> IM_COL32_A_SHIFT) > 128)
                return true;
        }
    }
    return false;
}

}  // namespace

TEST_CASE("letters: a character is drawn when it is first needed, and once") {
    Letters letters;
    letters.fonts.build(1, TextMode::Normal);
    (void)letters.fonts.take_dirty();
    const ImFont& body = *letters.fonts.font(TextSize::Body);
    CHECK_FALSE(has(body, U'村'));

    letters.fonts.ensure(TextSize::Body, "村里的 Li");
    CHECK(inked(body, U'村'));
    CHECK(inked(body, U'L'));
    CHECK(letters.fonts.drawn() == 3);
    REQUIRE(letters.fonts.take_dirty());

    letters.fonts.ensure(TextSize::Body, "里村");
    CHECK(letters.fonts.drawn() == 3);
    CHECK_FALSE(letters.fonts.take_dirty());
    CHECK_FALSE(has(*letters.fonts.font(TextSize::Title), U'村'));
}

TEST_CASE("letters: characters of names that the common tables lack are no boxes") {
    Letters letters;
    letters.fonts.build(1, TextMode::Normal);
    letters.fonts.ensure(TextSize::Body, "王𬭎𠮷㛃喆龘𰻝𪨗");
    const ImFont& body = *letters.fonts.font(TextSize::Body);
    for (const char32_t c : {U'王', U'𬭎', U'𠮷', U'㛃', U'喆', U'龘', U'𰻝', U'𪨗'}) {
        CAPTURE(static_cast<unsigned int>(c));
        CHECK(inked(body, c));
        CHECK(body.GetCharAdvance(static_cast<ImWchar>(c)) == 18);
    }
}

TEST_CASE("letters: a Chinese character is as wide as the em that was asked for") {
    Letters letters;
    for (const auto& [scale, mode, em] :
         {std::tuple{1.0F, TextMode::Normal, 18.0F}, std::tuple{1.0F, TextMode::Large, 22.0F},
          std::tuple{2.0F, TextMode::Normal, 36.0F}}) {
        letters.fonts.build(scale, mode);
        letters.fonts.ensure(TextSize::Body, "国");
        const ImFont& body = *letters.fonts.font(TextSize::Body);
        CHECK(letters.fonts.em(TextSize::Body) == em);
        CHECK(body.GetCharAdvance(U'国') == em);
        const ImFontGlyph& glyph = *body.FindGlyph(U'国');
        CHECK(glyph.X1 - glyph.X0 >= em * 0.75F);
        // In the middle of its line, within a pixel or two.
        CHECK((glyph.Y0 + glyph.Y1) / 2 == doctest::Approx(body.FontSize / 2).epsilon(0.08));
    }
}

TEST_CASE("letters: what no face has is a box as wide as a character") {
    Letters letters;
    letters.fonts.build(1, TextMode::Normal);
    letters.fonts.ensure(TextSize::Body, "\uE88A\U0010FFFD");
    const ImFont& body = *letters.fonts.font(TextSize::Body);
    // Also where the face of signs has something at the same place.
    for (const char32_t c : {U'\uE88A', U'\U0010FFFD'}) {
        CHECK(body.FindGlyph(static_cast<ImWchar>(c))->Codepoint == 0xFFFD);
        CHECK(body.GetCharAdvance(static_cast<ImWchar>(c)) == 18);
    }
    CHECK(inked(body, U'\uFFFD'));
    CHECK(letters.fonts.drawn() == 0);
}

TEST_CASE("letters: a sign is in the middle of a character beside it") {
    Letters letters;
    letters.fonts.build(1, TextMode::Normal);
    ImFont* signs = letters.fonts.icons(TextSize::Body);
    letters.fonts.ensure_glyphs(signs, "\uE86C");  // a tick in a disc
    letters.fonts.ensure(TextSize::Body, "国");
    const ImFontGlyph& sign = *signs->FindGlyph(U'\uE86C');
    const ImFontGlyph& text = *letters.fonts.font(TextSize::Body)->FindGlyph(U'国');
    CHECK(inked(*signs, U'\uE86C'));
    CHECK(std::abs((sign.Y0 + sign.Y1) / 2 - (text.Y0 + text.Y1) / 2) <= 1.0F);
    CHECK(signs->FontSize == letters.fonts.font(TextSize::Body)->FontSize);
}

TEST_CASE("letters: a full texture is emptied between two frames and fills again") {
    Letters letters;
    letters.fonts.build(1, TextMode::Normal, 64, 48);  // room for six characters
    const ImFont& body = *letters.fonts.font(TextSize::Body);
    letters.fonts.ensure(TextSize::Body, "一二三四五六七八九十百千万亿");
    REQUIRE(letters.fonts.full());
    CHECK(body.FindGlyph(U'亿')->Codepoint == 0xFFFD);
    CHECK(body.GetCharAdvance(U'亿') == 18);
    (void)letters.fonts.take_dirty();

    letters.fonts.begin_frame();
    CHECK(letters.fonts.generation() == 1);
    CHECK_FALSE(letters.fonts.full());
    CHECK_FALSE(has(body, U'一'));
    letters.fonts.ensure(TextSize::Body, "亿A");
    CHECK(inked(body, U'亿'));
    CHECK(inked(body, U'A'));
    REQUIRE(letters.fonts.take_dirty());

    letters.fonts.begin_frame();
    CHECK(letters.fonts.generation() == 1);
}

TEST_CASE("letters: a character larger than all the room is a box and breaks nothing") {
    Letters letters;
    letters.fonts.build(1, TextMode::Normal, 8, 8);
    for (int frame = 0; frame < 3; ++frame) {
        letters.fonts.begin_frame();
        letters.fonts.ensure(TextSize::Number, "国");
        CHECK(letters.fonts.full());
    }
    CHECK(letters.fonts.font(TextSize::Number)->FindGlyph(U'国')->Codepoint == 0xFFFD);
}

TEST_CASE("letters: bytes that are no text are boxes or nothing, and never a crash") {
    Letters letters;
    letters.fonts.build(1, TextMode::Normal);
    using std::string_view_literals::operator""sv;
    for (const std::string_view bytes :
         {""sv, "\0"sv, "\x01\x1F\x7F"sv, "\x80"sv, "\xFF\xFE"sv, "\xE6\x9D"sv, "\xF0\x9F\x98"sv,
          "\xC0\x80"sv, "\xED\xA0\x80"sv, "\xF4\x90\x80\x80"sv, "村\xE6"sv,
          "\xF8\x88\x80\x80\x80"sv}) {
        letters.fonts.ensure(TextSize::Body, bytes);
        const ImFont& body = *letters.fonts.font(TextSize::Body);
        (void)body.CalcTextSizeA(body.FontSize, 1000, 0, bytes.data(), bytes.data() + bytes.size());
    }
    CHECK(letters.fonts.drawn() == 1);
}

TEST_CASE("letters: joiners and variation selectors take no room") {
    Letters letters;
    letters.fonts.build(1, TextMode::Normal);
    letters.fonts.ensure(TextSize::Body, "葛\uFE00\u200B");
    const ImFont& body = *letters.fonts.font(TextSize::Body);
    CHECK(body.GetCharAdvance(0xFE00) == 0);
    CHECK(body.GetCharAdvance(0x200B) == 0);
}

TEST_CASE("letters: another scale makes another texture") {
    Letters letters;
    letters.fonts.build(1, TextMode::Normal);
    auto first = letters.fonts.take_dirty();
    REQUIRE(first);
    CHECK(first->whole);
    letters.fonts.ensure(TextSize::Body, "村");
    CHECK_FALSE(letters.fonts.take_dirty()->whole);

    letters.fonts.build(2, TextMode::Large);
    CHECK(letters.fonts.take_dirty()->whole);
    CHECK_FALSE(has(*letters.fonts.font(TextSize::Body), U'村'));
}

TEST_CASE("letters: a machine without Chinese letters is told which package to install") {
    const FontFiles none{.text = {{"/nowhere.ttf", 0}}, .icons = FontFiles::of_system().icons};
    CHECK_THROWS_AS(Fonts{none}, Failure);
    const FontFiles no_signs{.text = FontFiles::of_system().text, .icons = {}};
    CHECK_THROWS_AS(Fonts{no_signs}, Failure);
}

TEST_CASE("typing into a field keeps a name beyond the first plane") {
    Letters letters;
    letters.fonts.build(1, TextMode::Normal);
    std::string name = "王𬭎";
    const auto frame = [&](bool focus) {
        letters.fonts.begin_frame();
        ImGui::NewFrame();
        ImGui::Begin("window");
        if (focus) ImGui::SetKeyboardFocusHere();
        letters.fonts.ensure(TextSize::Body, name);
        ImGui::InputText("name", &name);
        ImGui::End();
        ImGui::Render();
    };
    frame(true);
    frame(false);
    // To the end, as the key would: the focus alone selects everything.
    ImGuiInputTextState& typing = ImGui::GetCurrentContext()->InputTextState;
    typing.ClearSelection();
    typing.Stb.cursor = typing.CurLenW;
    ImGui::GetIO().AddInputCharactersUTF8("𠮷a");
    frame(false);
    CHECK(name == "王𬭎𠮷a");
}

}  // namespace cunji
