#include "client/widgets/theme.h"

#include "shared/base/check.h"

namespace cunji::ui {

namespace {

// Calm: a greyed green ground, white paper, one green for what is to be done.
constexpr Theme kLight{
    .name = ThemeName::Light,
    .ground = rgb(0xF3F6F4),
    .surface = rgb(0xFFFFFF),
    .sunken = rgb(0xECF1EE),
    .line = rgb(0xE1E8E4),
    .edge = rgb(0xC3CEC8),
    .ink = rgb(0x16211C),
    .ink_soft = rgb(0x51605A),
    .primary = rgb(0x0B7A5A),
    .primary_down = rgb(0x085C44),
    .on_primary = rgb(0xFFFFFF),
    .primary_text = rgb(0x0A6E51),
    .primary_soft = rgb(0xE0F2EA),
    .tones = {{{rgb(0x51605A), rgb(0xE9EFEC)},
               {rgb(0x0A6A4E), rgb(0xDDF2E9)},
               {rgb(0x1D5A9C), rgb(0xE3EEFA)},
               {rgb(0x8F4A00), rgb(0xFDEFD8)},
               {rgb(0xB3261E), rgb(0xFCE6E4)}}},
    .avatars = {{{rgb(0x0A6A4E), rgb(0xDDF2E9)},
                 {rgb(0x1D5A9C), rgb(0xE3EEFA)},
                 {rgb(0x8F4A00), rgb(0xFDEFD8)},
                 {rgb(0x63409C), rgb(0xEFE8FA)}}},
    .focus = rgb(0x0F6FD6),
    .scrim = rgb(0x0E1814, 0x80),
    .shadow = rgb(0x10241B, 0x0C),
    .select = rgb(0xB9E3D2),
};

// In the sun soft colours wash out to the same white: black ink, dark edges, strong fills.
constexpr Theme kOutdoor{
    .name = ThemeName::Outdoor,
    .ground = rgb(0xFFFFFF),
    .surface = rgb(0xFFFFFF),
    .sunken = rgb(0xE4E9E6),
    .line = rgb(0x6E7A74),
    .edge = rgb(0x2B3530),
    .ink = rgb(0x000000),
    .ink_soft = rgb(0x26302B),
    .primary = rgb(0x00513A),
    .primary_down = rgb(0x003122),
    .on_primary = rgb(0xFFFFFF),
    .primary_text = rgb(0x004D37),
    .primary_soft = rgb(0xD2EEE2),
    .tones = {{{rgb(0x26302B), rgb(0xE4E9E6)},
               {rgb(0x004D37), rgb(0xCBEBDD)},
               {rgb(0x0B3D78), rgb(0xD6E6F9)},
               {rgb(0x6B3500), rgb(0xFFE3B5)},
               {rgb(0x8E0F0A), rgb(0xFFD9D5)}}},
    .avatars = {{{rgb(0x004D37), rgb(0xCBEBDD)},
                 {rgb(0x0B3D78), rgb(0xD6E6F9)},
                 {rgb(0x6B3500), rgb(0xFFE3B5)},
                 {rgb(0x4A2482), rgb(0xE6DAF8)}}},
    .focus = rgb(0x0043C0),
    .scrim = rgb(0x000000, 0xA0),
    .shadow = rgb(0x000000, 0x00),
    .select = rgb(0x9FDCC4),
};

constexpr Theme kDark{
    .name = ThemeName::Dark,
    .ground = rgb(0x101613),
    .surface = rgb(0x19211D),
    .sunken = rgb(0x242E29),
    .line = rgb(0x2C3732),
    .edge = rgb(0x4A5851),
    .ink = rgb(0xE8EFEB),
    .ink_soft = rgb(0xA5B3AC),
    .primary = rgb(0x3FBF94),
    .primary_down = rgb(0x66D3AE),
    .on_primary = rgb(0x06251A),
    .primary_text = rgb(0x63D0AB),
    .primary_soft = rgb(0x173A2E),
    .tones = {{{rgb(0xB4C1BA), rgb(0x29332E)},
               {rgb(0x6AD5B1), rgb(0x17382C)},
               {rgb(0x8DBDF2), rgb(0x1A3048)},
               {rgb(0xF2BC6B), rgb(0x3D2D12)},
               {rgb(0xFF9E96), rgb(0x45201D)}}},
    .avatars = {{{rgb(0x6AD5B1), rgb(0x17382C)},
                 {rgb(0x8DBDF2), rgb(0x1A3048)},
                 {rgb(0xF2BC6B), rgb(0x3D2D12)},
                 {rgb(0xC7A8F5), rgb(0x30244A)}}},
    .focus = rgb(0x7DB7FF),
    .scrim = rgb(0x000000, 0xA6),
    .shadow = rgb(0x000000, 0x30),
    .select = rgb(0x1F5A45),
};

}  // namespace

const Theme& theme(ThemeName name) {
    switch (name) {
        case ThemeName::Light:
            return kLight;
        case ThemeName::Outdoor:
            return kOutdoor;
        case ThemeName::Dark:
            return kDark;
    }
    CHECK_THAT(!"a theme");
}

std::vector<TextPair> text_pairs(const Theme& theme) {
    std::vector<TextPair> out{
        {"primary button", theme.on_primary, theme.primary},
        {"primary button, pressed", theme.on_primary, theme.primary_down},
        {"primary text on soft", theme.primary_text, theme.primary_soft},
        {"ink on primary soft", theme.ink, theme.primary_soft},
        {"soft ink on primary soft", theme.ink_soft, theme.primary_soft},
        {"ink on selection", theme.ink, theme.select},
        {"toast", theme.surface, theme.ink},
    };
    for (const Color ground : {theme.ground, theme.surface, theme.sunken}) {
        out.push_back({"ink", theme.ink, ground});
        out.push_back({"soft ink", theme.ink_soft, ground});
        out.push_back({"primary text", theme.primary_text, ground});
        for (const TonePair& tone : theme.tones)
            out.push_back({"tone on a plain ground", tone.text, ground});
    }
    for (const TonePair& tone : theme.tones) {
        out.push_back({"tone on its fill", tone.text, tone.fill});
        out.push_back({"ink on a fill", theme.ink, tone.fill});
    }
    for (const TonePair& avatar : theme.avatars)
        out.push_back({"avatar", avatar.text, avatar.fill});
    return out;
}

}  // namespace cunji::ui
