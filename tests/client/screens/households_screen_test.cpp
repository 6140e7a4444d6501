#include "client/screens/households_screen.h"

#include "client/model/app.h"
#include "client/model/out.h"
#include "client/screens/frame.h"
#include "tests/client/field_day.h"
#include "tests/support/test_keys.h"
#include "tests/support/ui_driver.h"

#include <doctest/doctest.h>

#include <memory>

namespace cunji::test {

namespace {

/// A first secretary in front of the window, in a village of three households.
struct Secretary {
    FieldDay day;
    std::string wang = add("王铁柱", "YL-0001", "一组");
    std::string li = add("李秀兰", "YL-0002", "二组");
    std::string zhao = add("赵𬭎", "YL-0103", "二组");
    std::unique_ptr<App> app;
    std::unique_ptr<UiDriver> person;

    explicit Secretary(ScreenShape shape = kDesktop) {
        day.ann.save("household", {{"id", wang}, {"phone", "13812345678"}});
        day.ann.save("living_condition", {{"household", wang},
                                          {"year", 2025},
                                          {"safety", "C"},
                                          {"water_safe", "no"},
                                          {"water", "spring"}});
        day.ann.save("member", {{"household", wang},
                                {"name", "王铁柱"},
                                {"relation", "02"},
                                {"sex", "1"},
                                {"birth", "1961-03-04"}});
        day.ann.save("visit", a_visit(wang, day.ann.person()));
        app = std::make_unique<App>(AppParts{.folder = day.folder.file("ann"),
                                             .open =
                                                 [this] {
                                                     return FieldDevice::open(
                                                         day.folder.file("ann"), test::test_keys(),
                                                         day.clock, day.random, Language::Chinese);
                                                 },
                                             .wake = {},
                                             .fallback = {},
                                             .one_thread = true});
        person = std::make_unique<UiDriver>(shape, [this](Ui& ui) { draw(ui); });
        person->frame(3);
    }

    std::string add(const std::string& name, const std::string& number, const std::string& group) {
        Json household = a_household(name);
        household["household_no"] = number;
        household["group_name"] = group;
        return day.ann.save("household", household).saved.id;
    }

    void draw(Ui& ui) const {
        const FieldDevice& device = app->device();
        const Words words{device.texts(), device.store().policy(), app->now(), "2025-11-21"};
        Commands commands;
        draw_frame(ui, make_app_view(app->state(), words), commands);
        app->take(commands);
    }
};

}  // namespace

TEST_CASE("today: the first page greets, tells where the work is, and leads to who is to be seen") {
    for (const ScreenShape shape : {kDesktop, kPhone}) {
        Secretary secretary{shape};
        UiDriver& person = *secretary.person;
        CHECK(person.sees("安娜"));
        CHECK(person.sees("2025年11月21日 星期五"));
        CHECK(person.sees("只在本机"));
        CHECK(person.finds("有 2 户该走访了"));
        person.click("李秀兰");
        CHECK(secretary.app->state().shell.page().kind == PageKind::Household);
        CHECK(person.sees("YL-0002"));
    }
}

TEST_CASE("households: found by pinyin, opened, read, and a visit begun by one tap") {
    for (const ScreenShape shape : {kDesktop, kPhone}) {
        Secretary secretary{shape};
        UiDriver& person = *secretary.person;
        person.click("households");
        person.frame(2);
        CHECK(person.sees("共 3 户"));
        CHECK(person.sees("赵𬭎"));
        person.click("search");
        person.type("wtz");
        person.frame(2);
        CHECK(person.sees("王铁柱"));
        CHECK_FALSE(person.sees("李秀兰"));
        person.click("王铁柱");
        person.frame(2);
        CHECK(person.sees("水井旁"));
        CHECK(person.sees("138****5678"));
        CHECK(person.finds("C级（局部危险）"));
        CHECK(person.finds("日常走访"));
        person.click("开始走访");
        CHECK(secretary.app->state().shell.page().kind == PageKind::Form);
    }
}

TEST_CASE("household: the history says who, when, where") {
    Secretary secretary;
    UiDriver& person = *secretary.person;
    person.click("households");
    person.click("王铁柱");
    person.click("更多");
    person.frame(2);
    person.click("修改历史");
    person.frame(2);
    CHECK(person.sees("联系电话"));
    CHECK(person.sees("只在本机"));
}

TEST_CASE("households: a list of 60,000 draws no more than one of a hundred") {
    Secretary secretary;
    const auto items_of = [&](std::size_t count) {
        auto list = std::make_shared<HouseholdList>();
        list->complete = true;
        list->groups = {"一组"};
        list->scopes = {kVillage};
        list->texts = "王铁柱H1";
        HouseholdRow row;
        row.name_bytes = 9;
        row.number_bytes = 2;
        list->rows.assign(count, row);
        for (std::size_t i = 0; i < count; ++i) {
            list->rows[i].id[0] = static_cast<std::uint8_t>(i);
            list->rows[i].id[1] = static_cast<std::uint8_t>(i >> 8U);
        }
        households::State state;
        Out out;
        out.today = "2025-11-21";
        households::update(state, households::Enter{}, out);
        households::update(state, households::ListRead{list}, out);
        const Texts texts{Language::Chinese};
        const Words words{texts, secretary.day.ann.store().policy(), 0, "2025-11-21"};
        const HouseholdsView view = make_households_view(state, words);
        REQUIRE(view.count == count);
        Commands commands;
        UiDriver driver{kDesktop,
                        UiDriver::in_window([&](Ui& ui) { draw_households(ui, view, commands); })};
        driver.frame(3);
        return driver.recorder().items().size();
    };
    const std::size_t few = items_of(100);
    CHECK(few > 8);
    CHECK(items_of(60'000) == few);
}

}  // namespace cunji::test
