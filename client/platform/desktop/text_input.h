#pragma once

#include "client/widgets/ui.h"

#include <SDL.h>
#include <optional>
#include <string>

namespace cunji {

/// The input method: what is being composed stands in the field at the caret, the candidates below
/// it. SDL tells it where and what; ImGui knows nothing of it.
class TextInput {
public:
    /// Before SDL_Init: candidates are shown by the input method itself.
    static void set_hints();

    void take(const SDL_Event& event);

    /// After everything else of the frame was drawn, before ImGui::Render.
    /// @param ratio device pixels of one unit of the window
    void draw(Ui& ui, float ratio);

    /// Something is being composed: the input method speaks without events of the window.
    [[nodiscard]] bool composing() const { return !composed_.empty(); }

    /// Seconds until the caret blinks; nothing when there is none.
    [[nodiscard]] static std::optional<double> next_blink();

private:
    void follow(Ui& ui, float ratio, float width);

    std::string composed_;
    bool on_ = false;
    SDL_Rect caret_{};
};

}  // namespace cunji
