#include "client/platform/desktop/text_input.h"

#include "client/widgets/fonts.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

namespace cunji {

void TextInput::set_hints() {
    SDL_SetHint(SDL_HINT_IME_SHOW_UI, "1");
    // A long sentence is composed in one event, not cut after 32 bytes in the middle of a
    // character.
    SDL_SetHint(SDL_HINT_IME_SUPPORT_EXTENDED_TEXT, "1");
}

void TextInput::take(const SDL_Event& event) {
    switch (event.type) {
        case SDL_TEXTEDITING:
            composed_ = std::begin(event.edit.text);
            break;
        case SDL_TEXTEDITING_EXT:
            composed_ = event.editExt.text == nullptr ? "" : event.editExt.text;
            SDL_free(event.editExt.text);
            break;
        case SDL_TEXTINPUT:
            composed_.clear();
            break;
        default:
            break;
    }
}

void TextInput::draw(Ui& ui, float ratio) {
    const bool wanted = ui.wants_text();
    if (wanted != on_) {
        wanted ? SDL_StartTextInput() : SDL_StopTextInput();
        on_ = wanted;
        caret_ = {};
    }
    if (!on_) {
        composed_.clear();
        return;
    }
    Fonts& fonts = ui.fonts();
    ImFont* font = fonts.font(TextSize::Body);
    const ImGuiContext& context = *ImGui::GetCurrentContext();
    ImVec2 at{std::floor(context.PlatformImePos.x + 1), std::floor(context.PlatformImePos.y)};
    ImVec2 size{0, font->FontSize};
    if (composing()) {
        fonts.ensure_glyphs(font, composed_);
        const char* end = composed_.data() + composed_.size();
        size = font->CalcTextSizeA(font->FontSize, FLT_MAX, 0, composed_.data(), end);
        // At the right edge of the window it moves left: what is being typed is always in sight.
        const float room = ImGui::GetIO().DisplaySize.x - ui.d(8);
        at.x = std::max(0.0F, std::min(at.x, room - size.x));
        const ImVec2 corner{at.x + size.x, at.y + size.y};
        ImDrawList& list = *ImGui::GetForegroundDrawList();
        const ui::Theme& theme = ui.theme();
        list.AddRectFilled(at, corner, theme.primary_soft, ui.d(3));
        list.AddText(font, font->FontSize, at, theme.primary_text, composed_.data(), end);
        const float line = corner.y - ui.d(2);
        list.AddLine({at.x, line}, {corner.x, line}, theme.primary_text, ui.d(1.5F));
    }
    const SDL_Rect rect{static_cast<int>(at.x / ratio), static_cast<int>(at.y / ratio),
                        std::max(2, static_cast<int>(size.x / ratio)),
                        static_cast<int>(size.y / ratio)};
    if (SDL_RectEquals(&rect, &caret_) == SDL_TRUE) return;
    caret_ = rect;
    SDL_SetTextInputRect(&caret_);
}

std::optional<double> TextInput::next_blink() {
    const ImGuiContext& context = *ImGui::GetCurrentContext();
    if (!context.IO.WantTextInput || !context.IO.ConfigInputTextCursorBlink) return std::nullopt;
    // As ImGui has it: 0.8 s on, 0.4 s off, and on while typing.
    constexpr float kPeriod = 1.2F;
    constexpr float kOn = 0.8F;
    const float now = context.InputTextState.CursorAnim;
    if (now <= 0) return static_cast<double>(kOn - now);
    const float phase = std::fmod(now, kPeriod);
    return static_cast<double>((phase <= kOn ? kOn : kPeriod) - phase) + 0.005;
}

}  // namespace cunji
