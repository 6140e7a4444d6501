#include "client/widgets/text.h"

#include "client/widgets/paint.h"

#include <string>

namespace cunji::ui {

Ink ink_of(Tone tone) {
    switch (tone) {
        case Tone::Neutral:
            return Ink::Soft;
        case Tone::Good:
            return Ink::Good;
        case Tone::Info:
            return Ink::Info;
        case Tone::Warn:
            return Ink::Warn;
        case Tone::Bad:
            return Ink::Bad;
    }
    return Ink::Soft;
}

Color color_of(const Ui& ui, Ink ink) {
    const Theme& theme = ui.theme();
    switch (ink) {
        case Ink::Normal:
            return theme.ink;
        case Ink::Soft:
            return theme.ink_soft;
        case Ink::Primary:
            return theme.primary_text;
        case Ink::Good:
            return theme.tone(Tone::Good).text;
        case Ink::Info:
            return theme.tone(Tone::Info).text;
        case Ink::Warn:
            return theme.tone(Tone::Warn).text;
        case Ink::Bad:
            return theme.tone(Tone::Bad).text;
    }
    return theme.ink;
}

void text(Ui& ui, std::string_view text, TextLook look) {
    const float width = ui.width();
    const Color color = color_of(ui, look.ink);
    if (look.one_line) {
        draw_text_in(ui, look.size, place(width, line_height(ui, look.size)), color, text,
                     look.strong);
        return;
    }
    const ImRect box = place(width, paragraph_height(ui, look.size, width, text));
    draw_paragraph(ui, look.size, box.Min, width, color, text, look.strong);
}

void heading(Ui& ui, std::string_view words) {
    text(ui, words, {.size = Size::Title, .strong = true});
}

void note(Ui& ui, std::string_view words, Ink ink) {
    text(ui, words, {.size = Size::Small, .ink = ink});
}

void icon_text(Ui& ui, Icon icon, std::string_view words, TextLook look) {
    const float indent = icon_width(ui, look.size) + ui.d(8);
    const float width = ui.width() - indent;
    const ImRect box = place(ui.width(), paragraph_height(ui, look.size, width, words));
    const Color color = color_of(ui, look.ink);
    draw_icon(
        ui, icon,
        {box.Min.x + icon_width(ui, look.size) / 2, box.Min.y + line_height(ui, look.size) / 2},
        color, look.size);
    draw_paragraph(ui, look.size, {box.Min.x + indent, box.Min.y}, width, color, words,
                   look.strong);
}

}  // namespace cunji::ui
