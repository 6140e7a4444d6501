#include "client/model/project.h"

#include "client/model/app.h"
#include "client/model/projects.h"
#include "client/model/shell.h"
#include "client/views/project_view.h"
#include "client/views/projects_view.h"
#include "tests/client/field_day.h"
#include "tests/support/test_keys.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace cunji::test {

namespace {

/// A window on the device of one who may take all steps, and on one of the village.
struct ProjectWindow {
    FieldDay day;
    Desk office = day.another("县里", "county_merger");
    std::string road;

    ProjectWindow() {
        road = office
                   .save("project", {{"name", "通组路"},
                                     {"category", "infrastructure"},
                                     {"step", "pool"},
                                     {"pool_no", "P-1"},
                                     {"total", 96'000'000},
                                     {"fund_central", 60'000'000}})
                   .saved.id;
        office.sync();
        day.ann.sync();
    }

    App open(const std::string& who) {
        return App{{.folder = day.folder.file(who),
                    .open =
                        [this, who] {
                            return FieldDevice::open(day.folder.file(who), test::test_keys(),
                                                     day.clock, day.random, Language::English);
                        },
                    .wake = {},
                    .fallback = {},
                    .one_thread = true}};
    }

    ProjectView view(App& app) {
        app.settle();
        const Texts texts{Language::English};
        const Words words{texts, app.device().store().policy(), app.now(), "2025-11-21"};
        return make_project_view(app.state().project, words);
    }
};

}  // namespace

TEST_CASE("project: the village sees who takes the next step; the county takes it with a reason") {
    ProjectWindow window;
    {
        App village = window.open("ann");
        village.post(shell::Go{{PageKind::Project, window.road, {}}});
        const ProjectView view = window.view(village);
        CHECK(view.title == "通组路");
        CHECK(view.edit.empty());
        REQUIRE_FALSE(view.next.empty());
        CHECK_FALSE(view.next.front().enabled);
        CHECK(view.next.front().reason == "This step is taken by the county");
        CHECK(view.needs == std::vector<std::string>{"Entered in the pool on"});
    }
    App county = window.open("县里");
    county.post(shell::Go{{PageKind::Project, window.road, {}}});
    CHECK_FALSE(window.view(county).edit.empty());
    county.post(project::AskStep{"approved"});
    const ProjectView asked = window.view(county);
    CHECK(asked.asks);
    CHECK(asked.asking.why_needed);
    CHECK(asked.asking.text.find("Entered in the pool on") != std::string::npos);
    county.post(project::Explain{"批复已到"});
    county.post(project::TakeStep{});
    const ProjectView taken = window.view(county);
    CHECK_FALSE(taken.asks);
    CHECK(taken.shown_step == 3);
    CHECK(county.state().shell.toast.has_value());
}

TEST_CASE("project: a step that the form does not allow is refused in words and nothing is lost") {
    ProjectWindow window;
    App county = window.open("县里");
    county.post(shell::Go{{PageKind::Project, window.road, {}}});
    CHECK_FALSE(window.view(county).title.empty());  // it is read
    county.post(project::AskStep{"archived"});
    county.post(project::TakeStep{});
    const ProjectView view = window.view(county);
    CHECK(view.asks);
    CHECK_FALSE(view.refused.empty());
    CHECK(view.refused.find("error.") == std::string::npos);
    CHECK(view.shown_step == 1);
}

TEST_CASE("project: funds that do not sum up are marked, and any step can be looked at") {
    ProjectWindow window;
    App village = window.open("ann");
    village.post(shell::Go{{PageKind::Project, window.road, {}}});
    village.post(project::ShowStep{4});
    const ProjectView view = window.view(village);
    CHECK(std::any_of(view.funds.begin(), view.funds.end(),
                      [](const ProjectFact& line) { return line.bad; }));
    CHECK(view.shown_step == 4);
    CHECK(std::find(view.needs.begin(), view.needs.end(),
                    "Sources of funds must sum up to the total") != view.needs.end());
}

TEST_CASE("project: one that is gone says so") {
    ProjectWindow window;
    App village = window.open("ann");
    village.post(shell::Go{{PageKind::Project, "nothing", {}}});
    CHECK_FALSE(window.view(village).gone.empty());
}

TEST_CASE("projects: the list counts, filters and finds") {
    ProjectWindow window;
    App village = window.open("ann");
    village.post(shell::OpenTab{PageKind::Projects});
    village.settle();
    const Texts texts{Language::English};
    const Words words{texts, village.device().store().policy(), village.now(), "2025-11-21"};
    const auto view = [&] {
        village.settle();
        return make_projects_view(village.state().projects, words);
    };
    REQUIRE(view().rows.size() == 1);
    CHECK(view().rows.front().name == "通组路");
    CHECK(view().rows.front().step == "1/10 Entered in the project pool");
    village.post(projects::Type{"水"});
    CHECK(view().rows.empty());
    village.post(projects::Type{"组路"});
    CHECK(view().rows.size() == 1);
    village.post(projects::Choose{projects::Chip::Building});
    CHECK(view().rows.empty());
    CHECK(view().chips.front().count == "1");
}

}  // namespace cunji::test
