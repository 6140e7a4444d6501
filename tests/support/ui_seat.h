#pragma once

#include "client/screens/frame.h"
#include "tests/support/app_window.h"
#include "tests/support/ui_driver.h"

#include <string>
#include <string_view>

namespace cunji::test {

/// A person at the whole window of an app.
class Seat {
public:
    Seat(AppWindow& window, ScreenShape shape, Language language);

    /// What is on the screen by now: two frames, for what a command brings is drawn by the second.
    UiDriver& person();

    void click(std::string_view what);
    /// Into the field of that id or label, after what is there.
    void type(std::string_view field, std::string_view text);
    /// In place of what is there.
    void retype(std::string_view field, std::string_view text);

    /// For people to look at: CUNJI_PICTURES=folder.
    void picture(const std::string& name);

private:
    void draw(Ui& ui);

    AppWindow& window_;
    AppView view_;
    Commands commands_;
    UiDriver person_;
};

}  // namespace cunji::test
