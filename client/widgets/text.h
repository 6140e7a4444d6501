#pragma once

#include "client/widgets/icons.h"
#include "client/widgets/ui.h"

#include <string_view>

namespace cunji::ui {

enum class Size { Small, Body, Title, Number };
enum class Ink { Normal, Soft, Primary, Good, Info, Warn, Bad };

/// The ink of a tone; Neutral is soft.
Ink ink_of(Tone tone);

struct TextLook {
    Size size = Size::Body;
    Ink ink = Ink::Normal;
    bool strong = false;
    bool one_line = false;  ///< cut with "…" at the edge instead of going on below
};

/// A paragraph; breaks between Chinese characters as a printer would (no 。 at a line's beginning).
void text(Ui& ui, std::string_view text, TextLook look = {});

/// The title of a part of a card or page.
void heading(Ui& ui, std::string_view text);

/// Small soft text: a caption, a hint, a time.
void note(Ui& ui, std::string_view text, Ink ink = Ink::Soft);

/// A sign before a short text, in the text's ink.
void icon_text(Ui& ui, Icon icon, std::string_view text, TextLook look = {});

}  // namespace cunji::ui
