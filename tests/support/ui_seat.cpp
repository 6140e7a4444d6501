#include "tests/support/ui_seat.h"

#include <cstdlib>

namespace cunji::test {

Seat::Seat(AppWindow& window, ScreenShape shape, Language language)
    : window_(window),
      view_(window.app_view()),
      person_(
          shape, [this](Ui& ui) { draw(ui); }, {}, nullptr, language) {}

UiDriver& Seat::person() {
    view_ = window_.app_view();  // what came by itself
    person_.frame(2);
    return person_;
}

void Seat::click(std::string_view what) {
    person_.click(what);
    person_.frame(2);
}

void Seat::type(std::string_view field, std::string_view text) {
    click(field);
    person_.type(text);
    person_.frame(2);
}

void Seat::retype(std::string_view field, std::string_view text) {
    click(field);
    person_.key(ImGuiKey_A, true);
    person_.type(text);
    person_.frame(2);
}

void Seat::picture(const std::string& name) {
    // NOLINTNEXTLINE(concurrency-mt-unsafe): tests have one thread
    const char* folder = std::getenv("CUNJI_PICTURES");
    if (folder != nullptr) person().save_png(std::string{folder} + '/' + name + ".png");
}

void Seat::draw(Ui& ui) {
    draw_frame(ui, view_, commands_);
    if (!window_.app().take(commands_)) return;
    view_ = window_.app_view();
}

}  // namespace cunji::test
