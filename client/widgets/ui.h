#pragma once

#include "client/widgets/recorder.h"
#include "client/widgets/theme.h"
#include "client/widgets/ui_words.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>

// Widgets are functions: `button(ui, {.id = "save", .label = view.save})`. They are found through
// their first argument, so a screen names no namespace except for enumerators (ui::Tone::Warn).
//
//   - They get values and return what the person did; nothing is kept outside.
//   - An id is a constant of the screen, unique within its card, page or list row; it is never a
//     text, so that a change of language in the middle of typing disturbs nothing.
//   - Sizes are logical pixels; widgets scale them.
//   - Widgets stand below each other and take the width there is; columns(), tiles() and actions()
//     put things side by side.

namespace cunji {
class Fonts;
class PictureSource;
}  // namespace cunji

namespace cunji::ui {

/// Contents of a container: called at once, never kept.
using Contents = std::function<void()>;

struct UiSettings {
    ThemeName theme = ThemeName::Light;
    float scale = 1;          ///< device pixels for a logical one
    bool large_text = false;  ///< body text 22 instead of 18
    bool touch = false;       ///< fingers, no mouse: nothing follows a pointer
};

struct UiState;

/// What widgets need to draw one frame, and the little they remember between frames (which
/// calendar is open, how fast a list still rolls), by id.
class Ui {
public:
    /// @pre fonts, pictures and recorder outlive the Ui. No pictures: placeholders are drawn. No
    ///      recorder: nothing is recorded.
    Ui(Fonts& fonts, PictureSource* pictures, UiWords words, Recorder* recorder = nullptr);
    ~Ui();
    Ui(const Ui&) = delete;
    Ui& operator=(const Ui&) = delete;

    void set(UiSettings settings);
    void set(UiWords words);

    /// Around everything that is drawn, after ImGui::NewFrame and before ImGui::Render.
    void begin_frame();
    void end_frame();

    [[nodiscard]] const UiSettings& settings() const { return settings_; }

    [[nodiscard]] const Theme& theme() const { return ui::theme(settings_.theme); }

    [[nodiscard]] const UiWords& words() const { return words_; }

    [[nodiscard]] Fonts& fonts() const { return fonts_; }

    [[nodiscard]] PictureSource* pictures() const { return pictures_; }

    [[nodiscard]] Recorder* recorder() const { return recorder_; }

    /// Device pixels of so many logical ones, whole.
    [[nodiscard]] float d(float logical) const;

    /// Room for a side bar, tables and columns: 860 logical pixels or more.
    [[nodiscard]] bool wide() const;

    /// Device pixels from here to the right edge of the container.
    [[nodiscard]] float width() const;

    /// Seconds since the program began, the same all through a frame.
    [[nodiscard]] double time() const;

    /// Something moves by itself (a rolling list, a toast about to go): draw another frame soon.
    /// The platform asks after end_frame(): seconds until then, negative when nothing moves.
    void wake_in(double seconds);
    [[nodiscard]] double wake_time() const;

    /// Whether a text field has the keyboard: the platform opens the input method.
    [[nodiscard]] bool wants_text() const;

    /// For the widgets themselves.
    [[nodiscard]] UiState& state() { return *state_; }

private:
    Fonts& fonts_;
    PictureSource* pictures_;
    UiWords words_;
    Recorder* recorder_;
    UiSettings settings_;
    std::unique_ptr<UiState> state_;
};

}  // namespace cunji::ui

namespace cunji {
using ui::Ui;
}
