#pragma once

#include "client/platform/desktop/canvas.h"
#include "client/platform/desktop/picture_cache.h"
#include "client/platform/desktop/pointer.h"
#include "client/platform/desktop/text_input.h"
#include "client/platform/desktop/window.h"
#include "client/widgets/fonts.h"
#include "client/widgets/ui.h"

#include <functional>
#include <memory>

namespace cunji {

/// How the person wants it to look.
struct Look {
    ui::ThemeName theme = ui::ThemeName::Light;
    bool large_text = false;

    bool operator==(const Look&) const = default;
};

/// Window, letters, pictures and pointer: everything between the screens and the machine.
class Stage {
public:
    /// @throws Failure window.error.no_opengl, window.error.no_font
    Stage(const WindowPlan& plan, ui::UiWords words, Look look, std::function<void()> wake,
          ui::Recorder* recorder = nullptr);
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;
    ~Stage();

    void take(const SDL_Event& event);

    /// Letters, sizes and colours anew when they are to be others.
    void set_look(Look look);
    void set_words(ui::UiWords words);

    /// One frame: `draw` calls the screens. Nothing is shown yet. True when another should follow
    /// at once, because characters had no room or more pictures have come.
    bool frame(const std::function<void(Ui&)>& draw);

    /// True when something was drawn into the window.
    bool show();

    std::vector<std::uint8_t> picture();

    [[nodiscard]] Window& window() { return window_; }

    [[nodiscard]] PictureCache& pictures() { return pictures_; }

    /// Seconds until the widgets or the caret want a frame.
    [[nodiscard]] std::optional<double> wake_time() const;

    /// An input method speaks past the window's events: they are to be looked for in between.
    [[nodiscard]] bool composing() const { return text_input_.composing(); }

private:
    struct Context {
        Context();
        ~Context();
        Context(const Context&) = delete;
        Context& operator=(const Context&) = delete;
    };

    void fit();
    [[nodiscard]] ui::UiSettings settings() const;

    Window window_;
    Fonts fonts_;
    Context context_;  // after the fonts, whose files it reads to its end
    Look look_;
    float scale_;
    std::unique_ptr<Canvas> canvas_;  // when the fonts are built
    PictureCache pictures_;
    Ui ui_;
    Pointer pointer_;
    TextInput text_input_;
};

}  // namespace cunji
