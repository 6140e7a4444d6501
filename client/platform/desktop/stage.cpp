#include "client/platform/desktop/stage.h"

#include "client/platform/desktop/wake.h"
#include "client/platform/desktop/window_icon.h"

#include <imgui.h>
#include <imgui_impl_sdl.h>

#include <utility>

namespace cunji {

namespace {

TextMode mode_of(const Look& look) {
    return look.large_text ? TextMode::Large : TextMode::Normal;
}

// What is pasted in one go; the rest is drawn when the field is drawn next.
constexpr std::size_t kEnsuredAtOnce = 4000;

}  // namespace

Stage::Context::Context() {
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
}

Stage::Context::~Context() {
    ImGui::DestroyContext();
}

Stage::Stage(const WindowPlan& plan, ui::UiWords words, Look look, std::function<void()> wake,
             ui::Recorder* recorder)
    : window_(plan),
      fonts_(FontFiles::of_system()),
      look_(look),
      scale_(window_.scale()),
      pictures_(std::move(wake)),
      ui_(fonts_, &pictures_, std::move(words), recorder) {
    fonts_.build(scale_, mode_of(look_));
    canvas_ = std::make_unique<Canvas>(window_, fonts_);
    pictures_.set_scale(scale_);
    ui_.set(settings());
    set_window_icon(window_.handle(), FontFiles::of_system());
}

Stage::~Stage() = default;

ui::UiSettings Stage::settings() const {
    return {.theme = look_.theme,
            .scale = scale_,
            .large_text = look_.large_text,
            .touch = pointer_.touch()};
}

void Stage::take(const SDL_Event& event) {
    pointer_.take(event);
    text_input_.take(event);
    if (event.type == SDL_TEXTINPUT) {
        // ImGui draws a letter in the frame it comes in.
        fonts_.ensure(TextSize::Body, std::begin(event.text.text));
    }
    const bool pastes = event.type == SDL_KEYDOWN && (event.key.keysym.mod & KMOD_CTRL) != 0 &&
                        event.key.keysym.sym == SDLK_v;
    if (pastes) {
        const char* text = ImGui::GetClipboardText();
        if (text != nullptr)
            fonts_.ensure(TextSize::Body, std::string_view{text}.substr(0, kEnsuredAtOnce));
    }
    if (event.type == SDL_WINDOWEVENT) {
        switch (event.window.event) {
            case SDL_WINDOWEVENT_EXPOSED:
            case SDL_WINDOWEVENT_SIZE_CHANGED:
            case SDL_WINDOWEVENT_RESTORED:
            case SDL_WINDOWEVENT_SHOWN:
                canvas_->forget();
                break;
            default:
                break;
        }
    }
    // The wheel is the pointer's, which knows of half steps.
    if (event.type != SDL_MOUSEWHEEL) ImGui_ImplSDL2_ProcessEvent(&event);
}

void Stage::set_words(ui::UiWords words) {
    ui_.set(std::move(words));
}

void Stage::set_look(Look look) {
    const bool same_letters = look.large_text == look_.large_text;
    look_ = look;
    if (!same_letters) fonts_.build(scale_, mode_of(look_));
}

/// The window may have moved to a screen of another density.
void Stage::fit() {
    const float scale = window_.scale();
    if (scale == scale_) return;
    scale_ = scale;
    fonts_.build(scale_, mode_of(look_));
    pictures_.set_scale(scale_);
}

bool Stage::frame(const std::function<void(Ui&)>& draw) {
    fit();
    if (pictures_.begin_frame()) canvas_->forget();
    fonts_.begin_frame();
    canvas_->begin_frame();
    const float ratio = window_.ratio();
    pointer_.give(ratio, ratio);
    ui_.set(settings());
    ImGui::NewFrame();
    ui_.begin_frame();
    draw(ui_);
    ui_.end_frame();
    text_input_.draw(ui_, ratio);
    ImGui::Render();
    pictures_.end_frame();
    return fonts_.full() || pictures_.more();
}

bool Stage::show() {
    return canvas_->show(ui_.theme().ground);
}

std::vector<std::uint8_t> Stage::picture() {
    return canvas_->picture(ui_.theme().ground);
}

std::optional<double> Stage::wake_time() const {
    const double widgets = ui_.wake_time();
    const bool focused = (SDL_GetWindowFlags(window_.handle()) & SDL_WINDOW_INPUT_FOCUS) != 0;
    return sleep_time({widgets >= 0 ? std::optional<double>{widgets} : std::nullopt,
                       focused ? TextInput::next_blink() : std::nullopt});
}

}  // namespace cunji
