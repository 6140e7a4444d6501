#include "tests/support/app_window.h"

#include "client/app/recording.h"
#include "client/model/enrol.h"
#include "client/model/shell.h"
#include "shared/base/china_time.h"
#include "tests/support/loopback_transport.h"
#include "tests/support/test_keys.h"

#include <doctest/doctest.h>

#include <utility>

namespace cunji::test {

namespace {

Preferences in_language(Language language) {
    Preferences preferences;
    preferences.language = language;
    return preferences;
}

}  // namespace

AppWindow::AppWindow(const std::string& folder, County& county, FakeClock& clock, Random& random,
                     Language language)
    : AppWindow(
          folder,
          [this, &county](const ServerAddress& server,
                          const KeepGoing&) -> Result<std::unique_ptr<Transport>> {
              if (dead) return Message{"error.net.refused", {{"server", server.url}}};
              return std::unique_ptr<Transport>{
                  std::make_unique<LoopbackTransport>(county.routes())};
          },
          clock, random, language) {}

AppWindow::AppWindow(const std::string& folder, Connect connect, FakeClock& clock, Random& random,
                     Language language)
    : app_({.folder = folder,
            .open =
                [folder, &clock, &random, language] {
                    return FieldDevice::open(folder, test::test_keys(), clock, random, language);
                },
            .wake = {},
            .connect = std::move(connect),
            .fallback = in_language(language),
            .one_thread = true}) {}

void AppWindow::act(Command command) {
    app_.post(std::move(command));
    app_.settle();
}

AppView AppWindow::app_view() {
    const bool chinese = state().shell.preferences.language == Language::Chinese;
    const Millis now = app_.now();
    return make_app_view(
        state(), {chinese ? chinese_ : english_, device().store().policy(), now, china_day(now)});
}

void AppWindow::join(const std::string& code) {
    act(enrol::TypeServer{"http://localhost"});
    act(enrol::TypeCode{code});
    act(enrol::Join{});
    if (state().enrol.problem) FAIL(state().enrol.problem->key);
    REQUIRE(state().enrol.step == enrol::Step::Ready);
    act(enrol::Begin{});
}

void AppWindow::save(const std::string& kind, const Json& json) {
    auto group = read_requests(json, kind);
    if (!group.ok()) FAIL(group.error().front().message.key);
    const auto saved = record_group(device(), *group);
    if (!saved.ok()) FAIL(saved.error().front().message.key);
    act(shell::RecordsChanged{});
}

}  // namespace cunji::test
