#pragma once

#include "client/model/app.h"
#include "client/views/app_view.h"
#include "tests/support/county.h"

#include <string>
#include <variant>

namespace cunji::test {

/// The window without a window, on a data folder, whose network is a county in the same process or
/// what it is given. All of it runs on the calling thread.
class AppWindow {
public:
    AppWindow(const std::string& folder, County& county, FakeClock& clock, Random& random,
              Language language = Language::English);
    AppWindow(const std::string& folder, Connect connect, FakeClock& clock, Random& random,
              Language language = Language::English);

    /// What a person or an effect says, and all that follows.
    void act(Command command);

    [[nodiscard]] const State& state() const { return app_.state(); }

    [[nodiscard]] FieldDevice& device() { return app_.device(); }

    [[nodiscard]] App& app() { return app_; }

    [[nodiscard]] AppView app_view();

    /// Of the page that is shown; throws when it is another.
    template <typename View>
    [[nodiscard]] View view() {
        return std::get<View>(app_view().page);
    }

    /// Enrols with the code, through the commands of the page.
    void join(const std::string& code);
    /// Saves in the person's name; fails the test when it is refused.
    void save(const std::string& kind, const Json& json);

    bool dead = false;  ///< no way to the county of this process

private:
    App app_;
    Texts chinese_{Language::Chinese};
    Texts english_{Language::English};
};

}  // namespace cunji::test
