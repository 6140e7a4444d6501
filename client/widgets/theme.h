#pragma once

#include "client/widgets/color.h"

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

namespace cunji::ui {

/// Outdoor: black on white and strong edges, for a screen in the sun.
enum class ThemeName { Light, Outdoor, Dark };

/// What a colour says. Never alone: a word stands beside it, because one man in twelve does not
/// tell red from green.
enum class Tone { Neutral, Good, Info, Warn, Bad };
inline constexpr std::size_t kToneCount = 5;

struct TonePair {
    Color text;  ///< words and signs, on the fill, on a surface and on the ground
    Color fill;  ///< pills, banners, discs
};

/// Every colour of the house style. Widgets take colours from here and nowhere else.
struct Theme {
    ThemeName name;

    Color ground;   ///< behind everything
    Color surface;  ///< cards, fields, bars
    Color sunken;   ///< tracks, the trough of a segmented control, pressed rows
    Color line;     ///< divides, never carries meaning alone
    Color edge;     ///< border of what can be operated

    Color ink;       ///< text
    Color ink_soft;  ///< second text: captions, hints, labels

    Color primary;       ///< fill of the one green action of a screen
    Color primary_down;  ///< the same under a finger
    Color on_primary;
    Color primary_text;  ///< green words on ground, surface, sunken and primary_soft
    Color primary_soft;

    std::array<TonePair, kToneCount> tones;
    std::array<TonePair, 4> avatars;

    Color focus;   ///< ring around what the keyboard is at
    Color scrim;   ///< over the page, under a dialog; translucent
    Color shadow;  ///< translucent
    Color select;  ///< behind selected text

    [[nodiscard]] const TonePair& tone(Tone tone) const {
        return tones.at(static_cast<std::size_t>(tone));
    }
};

const Theme& theme(ThemeName name);

/// A text colour and a colour it is drawn on. Widgets use no other pair.
struct TextPair {
    std::string_view name;
    Color text;
    Color on;
};

std::vector<TextPair> text_pairs(const Theme& theme);

}  // namespace cunji::ui
