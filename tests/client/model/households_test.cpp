#include "client/model/households.h"

#include "client/model/app.h"
#include "client/model/household.h"
#include "client/model/shell.h"
#include "client/views/app_view.h"
#include "tests/client/field_day.h"
#include "tests/support/test_keys.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace cunji::test {

namespace {

/// The window of a secretary whose device holds a few records, in one thread.
struct Window : FieldDay {
    std::string wang = add("王铁柱", "YL-0001", "一组");
    std::string li = add("李秀兰", "YL-0002", "二组");
    std::string zhao = add("赵六", "YL-0103", "二组");
    App app{{.folder = folder.file("ann"),
             .open =
                 [this] {
                     return FieldDevice::open(folder.file("ann"), test::test_keys(), clock, random,
                                              Language::Chinese);
                 },
             .wake = {},
             .fallback = {},
             .one_thread = true}};

    std::string add(const std::string& name, const std::string& number, const std::string& group) {
        Json household = a_household(name);
        household["household_no"] = number;
        household["group_name"] = group;
        return ann.save("household", household).saved.id;
    }

    void take(Command command) {
        app.post(std::move(command));
        app.settle();
    }

    AppView view() {
        const FieldDevice& device = app.device();
        const Words words{device.texts(), device.store().policy(), app.now(), "2025-11-21"};
        return make_app_view(app.state(), words);
    }

    template <typename View>
    View page() {
        AppView all = view();
        const View* shown = std::get_if<View>(&all.page);
        REQUIRE(shown != nullptr);
        return *shown;
    }

    std::string names() {
        const auto list = page<HouseholdsView>();
        std::string out;
        for (std::size_t i = 0; i < list.count; ++i) {
            if (!out.empty()) out += ' ';
            out += list.line(i).name;
        }
        return out;
    }
};

bool has_card(const HomeView& view, home::Task task) {
    return std::any_of(view.cards.begin(), view.cards.end(),
                       [&](const HomeCard& card) { return card.task == task; });
}

}  // namespace

TEST_CASE("today: greets by name, says where the work is, and what there is to do") {
    Window window;
    window.take(shell::OpenTab{PageKind::Today});
    HomeView view = window.page<HomeView>();
    CHECK_FALSE(view.loading);
    CHECK(view.greeting.find("安娜") != std::string::npos);
    CHECK(view.subtitle.find("2025年11月21日 星期五") != std::string::npos);
    CHECK(view.sync_mood == Mood::Warn);
    REQUIRE(view.figures.size() == 2);
    CHECK(view.figures[0].number == "3");
    REQUIRE(has_card(view, home::Task::Visits));

    window.ann.sync();
    window.take(shell::RecordsChanged{});
    view = window.page<HomeView>();
    CHECK(view.sync_mood == Mood::Good);
    CHECK(view.figures.empty());
}

TEST_CASE("today: a card leads to the filtered list, a row to its household") {
    Window window;
    for (int i = 0; i < 4; ++i)
        window.add("户" + std::to_string(i), "N" + std::to_string(i), "三组");
    window.take(shell::OpenTab{PageKind::Today});
    const HomeView view = window.page<HomeView>();
    const HomeCard& visits = view.cards.front();
    REQUIRE(visits.open_all.has_value());
    REQUIRE(visits.rows.front().open.has_value());
    window.take(*visits.open_all);
    CHECK(window.page<HouseholdsView>().chip == "not_visited");
    CHECK(window.page<HouseholdsView>().count == 7);
    window.take(shell::Back{});
    window.take(*visits.rows.front().open);
    CHECK(window.page<HouseholdView>().title == visits.rows.front().title);
}

TEST_CASE("today: nothing to do is said kindly") {
    Window window;
    for (const std::string& id : {window.wang, window.li, window.zhao})
        window.ann.save("visit", a_visit(id, window.ann.person()));
    window.clock.set_now(1'763'700'000'000);  // the day of the visits
    window.ann.sync();
    window.take(shell::OpenTab{PageKind::Today});
    const HomeView view = window.page<HomeView>();
    CHECK(view.cards.empty());
    CHECK_FALSE(view.done_title.empty());
}

TEST_CASE("households: search as one types, by name, initials, number and group") {
    Window window;
    window.take(shell::OpenTab{PageKind::Households});
    CHECK(window.names() == "王铁柱 李秀兰 赵六");
    window.take(households::Type{"lxl"});
    CHECK(window.names() == "李秀兰");
    CHECK(window.page<HouseholdsView>().typed == "lxl");
    window.take(households::Type{"0103"});
    CHECK(window.names() == "赵六");
    window.take(households::Type{"没有"});
    CHECK(window.page<HouseholdsView>().count == 0);
    CHECK_FALSE(window.page<HouseholdsView>().empty_title.empty());
    window.take(households::Type{""});
    window.take(households::ChooseGroup{"二组"});
    CHECK(window.names() == "李秀兰 赵六");
}

TEST_CASE("households: the page is as it was left, and shows what was saved meanwhile") {
    Window window;
    window.take(shell::OpenTab{PageKind::Households});
    window.take(households::ChooseGroup{"一组"});
    window.take(shell::OpenTab{PageKind::Today});
    window.ann.save("household", {{"id", window.wang}, {"head_name", "王铁注"}});
    window.take(shell::OpenTab{PageKind::Households});
    CHECK(window.names() == "王铁注");
}

TEST_CASE("households: a chip that finds nobody is not offered, all and not visited always are") {
    Window window;
    window.ann.sync();
    window.take(shell::OpenTab{PageKind::Households});
    const auto ids = [&] {
        std::string out;
        for (const ChipView& chip : window.page<HouseholdsView>().chips)
            out += chip.id + ' ';
        return out;
    };
    CHECK(ids() == "all not_visited general incomplete ");
    window.ann.save("household", {{"id", window.li}, {"address", "坡上"}});
    window.take(shell::RecordsChanged{});
    CHECK(ids() == "all not_visited only_here general incomplete ");
    window.take(households::Choose{households::Chip::OnlyHere});
    CHECK(window.names() == "李秀兰");
}

TEST_CASE("household: its facts on one page, the number of the phone only when asked for") {
    Window window;
    window.ann.save("household", {{"id", window.wang}, {"phone", "13812345678"}});
    window.ann.save("living_condition",
                    {{"household", window.wang}, {"year", 2025}, {"water_safe", "no"}});
    window.ann.save("visit", a_visit(window.wang, window.ann.person()));
    window.take(shell::Go{{PageKind::Household, window.wang, {}}});
    HouseholdView view = window.page<HouseholdView>();
    CHECK(view.title == "王铁柱");
    const auto has = [](const std::vector<FactLine>& lines, std::string_view value) {
        return std::any_of(lines.begin(), lines.end(),
                           [&](const FactLine& line) { return line.value == value; });
    };
    CHECK(has(view.basics, "138****5678"));
    CHECK(has(view.living, "否"));
    REQUIRE(view.visits.size() == 1);
    CHECK(view.visits[0].text.find("问了收入") != std::string::npos);
    CHECK_FALSE(view.findings.empty());
    window.take(household::ShowPhone{});
    CHECK(has(window.page<HouseholdView>().basics, "13812345678"));

    window.take(household::ShowHistory{});
    view = window.page<HouseholdView>();
    CHECK(view.history_open);
    CHECK(std::any_of(view.changes.begin(), view.changes.end(), [](const ChangeLine& change) {
        return change.text == "138****5678" && change.who.find("安娜") != std::string::npos;
    }));
}

TEST_CASE("household: one that is not here says so") {
    Window window;
    window.take(shell::Go{{PageKind::Household, "01930a00-0000-7000-8000-000000000000", {}}});
    CHECK_FALSE(window.page<HouseholdView>().missing_title.empty());
}

TEST_CASE("household: one tap begins a visit there") {
    Window window;
    window.take(shell::Go{{PageKind::Household, window.wang, {}}});
    window.take(household::Begin{"visit", {}});
    CHECK(window.app.state().shell.page().kind == PageKind::Form);
}

}  // namespace cunji::test
