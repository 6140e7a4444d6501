#include "client/model/app.h"

#include "client/model/shell.h"
#include "client/views/app_view.h"
#include "tests/support/fake_clock.h"
#include "tests/support/temp_dir.h"
#include "tests/support/test_keys.h"

#include <doctest/doctest.h>

#include <future>

namespace cunji::test {

namespace {

struct Window {
    TempDir folder;
    FakeClock clock;
    SeededRandom random{1};
    App app{{.folder = folder.path().string(),
             .open =
                 [this] {
                     return FieldDevice::open(folder.path().string(), test::test_keys(), clock,
                                              random, Language::Chinese);
                 },
             .wake = {},
             .fallback = {},
             .one_thread = true}};
};

}  // namespace

TEST_CASE("a folder that belongs to nobody yet opens on the page that joins a county") {
    const Window window;
    CHECK(window.app.state().shell.page().kind == PageKind::Enrol);
}

TEST_CASE("pages lie on each other, and a main page clears what lies on it") {
    Window window;
    App& app = window.app;
    app.post(shell::OpenTab{PageKind::Households});
    app.post(shell::Go{{PageKind::Household, "h1", {}}});
    app.settle();
    CHECK(app.state().shell.page() == Page{PageKind::Household, "h1", {}});
    CHECK(app.state().shell.pages.size() == 2);

    app.post(shell::Back{});
    app.settle();
    CHECK(app.state().shell.page().kind == PageKind::Households);

    app.post(shell::Go{{PageKind::Household, "h1", {}}});
    app.post(shell::OpenTab{PageKind::Meetings});
    app.settle();
    CHECK(app.state().shell.pages.size() == 1);

    app.post(shell::Back{});
    app.settle();
    CHECK(app.state().shell.page().kind == PageKind::Today);
}

TEST_CASE("a short message goes by itself, and what it offers to take back is done once") {
    Window window;
    App& app = window.app;
    app.post(shell::Say{{"shell.product", {}}, {shell::OpenTab{PageKind::Projects}}});
    app.settle();
    REQUIRE(app.state().shell.toast.has_value());
    REQUIRE(app.wake_at().has_value());
    CHECK(*app.wake_at() == app.now() + shell::kUndoMillis);

    app.post(shell::Undo{});
    app.post(shell::Undo{});
    app.settle();
    CHECK(app.state().shell.page().kind == PageKind::Projects);
    CHECK_FALSE(app.state().shell.toast.has_value());

    app.post(shell::Say{{"shell.product", {}}, {}});
    app.settle();
    window.clock.pass(shell::kToastMillis);
    CHECK(app.settle());
    CHECK_FALSE(app.state().shell.toast.has_value());
    CHECK_FALSE(app.wake_at().has_value());
}

TEST_CASE("how a person wants the window is there again when it is opened again") {
    const TempDir folder;
    FakeClock clock;
    SeededRandom random{1};
    const AppParts parts{.folder = folder.path().string(),
                         .open =
                             [&] {
                                 return FieldDevice::open(folder.path().string(), test::test_keys(),
                                                          clock, random, Language::Chinese);
                             },
                         .wake = {},
                         .fallback = {},
                         .one_thread = true};
    const Preferences wanted{Language::English, ThemeKind::Outdoor, true, "/media/camera"};
    {
        App app{parts};
        CHECK(app.state().shell.preferences == Preferences{});
        app.post(shell::Prefer{wanted});
        app.settle();
    }
    const App again{parts};
    CHECK(again.state().shell.preferences == wanted);
}

TEST_CASE("a warning is said once and stays until it is put away") {
    Window window;
    App& app = window.app;
    app.post(shell::Warn{{"shell.product", {}}});
    app.post(shell::Warn{{"shell.product", {}}});
    app.settle();
    CHECK(app.state().shell.notes.size() == 1);
    app.post(shell::PutAwayNote{0});
    app.post(shell::PutAwayNote{0});
    app.settle();
    CHECK(app.state().shell.notes.empty());
}

TEST_CASE("a lane has its own connection, and what breaks in it becomes a warning") {
    const TempDir folder;
    FakeClock clock;
    SeededRandom random{1};
    std::promise<Message> broken;
    std::promise<void> read;
    bool opened = false;
    bool said = false;
    Lane lane{[&] {
                  if (!std::exchange(opened, true)) {
                      throw Failure({"error.folder.not_writable", {}}, "no");
                  }
                  return FieldDevice::open(folder.path().string(), test::test_keys(), clock, random,
                                           Language::Chinese);
              },
              folder.path().string(),
              {},
              [&](Command command) {
                  const auto* shell = command.as<shell::Command>();
                  if (shell == nullptr) return;
                  if (const auto* warn = std::get_if<shell::Warn>(shell)) {
                      broken.set_value(warn->text);
                  } else if (!std::exchange(said, true)) {
                      read.set_value();
                  }
              }};
    lane.add(shell::ReadSituation{});
    lane.add(shell::ReadSituation{});
    CHECK(broken.get_future().get().key == "error.folder.not_writable");
    read.get_future().wait();
}

TEST_CASE("the bar marks the main page that a page belongs to") {
    shell::State state;
    const Texts texts{Language::Chinese};
    const Policy policy;
    const Words words{texts, policy, 0, "2026-11-21"};
    state.pages = {
        {PageKind::Households, {}, {}}, {PageKind::Household, "h", {}}, {PageKind::Form, "d", {}}};
    const ShellView view = make_shell_view(state, words);
    REQUIRE(view.tabs.size() == 6);
    CHECK(view.tabs[1].current);
    CHECK(view.tabs[1].label == "农户");
    CHECK_FALSE(view.tabs[0].current);
}

}  // namespace cunji::test
