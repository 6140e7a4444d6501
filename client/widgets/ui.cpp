#include "client/widgets/ui.h"

#include "client/widgets/focus.h"
#include "client/widgets/paint.h"
#include "client/widgets/style.h"
#include "client/widgets/ui_state.h"

#include <cmath>

namespace cunji::ui {

namespace {

constexpr float kWideFrom = 860;

/// A press begins: what has the keyboard now keeps the pointer.
void begin_press(UiState& state) {
    const ImGuiContext& g = *ImGui::GetCurrentContext();
    if (!g.IO.MouseClicked[0]) return;
    state.drag.blocked = false;
    state.drag.text_at_press =
        g.ActiveId != 0 && g.ActiveId == g.InputTextState.ID ? g.ActiveId : 0;
}

}  // namespace

Ui::Ui(Fonts& fonts, PictureSource* pictures, UiWords words, Recorder* recorder)
    : fonts_(fonts),
      pictures_(pictures),
      words_(std::move(words)),
      recorder_(recorder),
      state_(std::make_unique<UiState>()) {}

Ui::~Ui() = default;

void Ui::set(UiSettings settings) {
    settings_ = settings;
}

void Ui::set(UiWords words) {
    words_ = std::move(words);
}

void Ui::begin_frame() {
    if (recorder_ != nullptr) recorder_->begin_frame();
    state_->wake_in = -1;
    state_->entered = false;
    state_->last_top_layer = state_->top_layer;
    state_->layer = state_->top_layer = 0;
    apply_style(*this);
    begin_press(*state_);
    begin_focus(*this);
    ImGui::PushFont(font(*this, Size::Body));
}

void Ui::end_frame() {
    ImGui::PopFont();
    end_focus(*this);
}

float Ui::d(float logical) const {
    return std::floor(logical * settings_.scale + 0.5F);
}

bool Ui::wide() const {
    return ImGui::GetIO().DisplaySize.x >= d(kWideFrom);
}

float Ui::width() const {
    return ImGui::GetContentRegionAvail().x;
}

double Ui::time() const {
    return ImGui::GetTime();
}

void Ui::wake_in(double seconds) {
    if (state_->wake_in < 0 || seconds < state_->wake_in) state_->wake_in = seconds;
}

double Ui::wake_time() const {
    return state_->wake_in;
}

bool Ui::wants_text() const {
    return ImGui::GetIO().WantTextInput;
}

}  // namespace cunji::ui
