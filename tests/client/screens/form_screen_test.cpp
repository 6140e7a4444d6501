#include "client/screens/form_screen.h"

#include "client/form/draft_keeping.h"
#include "client/model/app.h"
#include "client/model/form.h"
#include "client/widgets/ui.h"
#include "tests/client/enrolled_folder.h"
#include "tests/support/test_keys.h"
#include "tests/support/ui_driver.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <string>

namespace cunji::test {

namespace {

/// A first secretary in front of a form.
class FormOnScreen {
public:
    explicit FormOnScreen(ScreenShape shape = kPhone, Language language = Language::Chinese)
        : texts_(language),
          person(shape, UiDriver::in_window([this](Ui& ui) { draw(ui); }), {}, nullptr, language) {}

    void begin(const std::string& kind, const Json& preset = Json::object()) {
        app.post(form::Begin{{kind, {}, preset, {}}, false});
        app.settle();
        person.frame(3);
    }

    [[nodiscard]] const FormSession& session() const { return *app.state().form.session; }

    [[nodiscard]] std::int64_t ops() {
        return app.device().store().db().integer("SELECT count(*) FROM op").value_or(0);
    }

    [[nodiscard]] std::string typed(const std::string& field) const {
        return session().root().answer(field).typed;
    }

private:
    void draw(Ui& ui) {
        app.take(commands_);
        view_ = make_form_view(app.state().form,
                               {texts_, app.device().store().policy(), app.now(), "2025-11-21"});
        draw_form(ui, view_, commands_);
    }

    Texts texts_;
    Commands commands_;
    FormView view_;

public:
    EnrolledFolder day;
    std::string household = day.household;
    App app{{.folder = day.data,
             .open =
                 [this] {
                     return FieldDevice::open(day.data, test::test_keys(), day.clock, day.random,
                                              Language::Chinese);
                 },
             .wake = {},
             .fallback = {},
             .one_thread = true}};
    UiDriver person;
};

/// Where people look at the pictures; none are made when the variable is not set.
void look(const FormOnScreen& screen, const std::string& name) {
    // NOLINTNEXTLINE(concurrency-mt-unsafe): tests have one thread
    const char* folder = std::getenv("CUNJI_SCREENSHOTS");
    if (folder != nullptr) screen.person.save_png(std::string{folder} + '/' + name + ".png");
}

}  // namespace

TEST_CASE("form screen: a rare name is typed, kept and saved") {
    FormOnScreen screen;
    screen.begin("household");
    screen.person.click("户主姓名");
    screen.person.type("王𬭎");
    screen.person.frame(2);
    CHECK(screen.typed("head_name") == "王𬭎");
    const std::int64_t before = screen.ops();
    screen.person.click("保存");
    screen.person.frame(2);
    CHECK(screen.ops() == before + 1);
    CHECK(screen.app.device().store().db().integer(
              "SELECT count(*) FROM household WHERE head_name = '王𬭎'") == 1);
}

TEST_CASE("form screen: a wrong phone number stays, with the reason beside it") {
    FormOnScreen screen;
    screen.begin("household");
    screen.person.click("联系电话");
    screen.person.type("1380000");
    screen.person.frame(2);
    CHECK(screen.typed("phone") == "1380000");
    CHECK(screen.person.finds("不像电话号码"));
    screen.person.click("联系电话");
    screen.person.key(ImGuiKey_End);
    screen.person.type("0000");
    screen.person.frame(2);
    CHECK(screen.typed("phone") == "13800000000");
    CHECK_FALSE(screen.person.sees("不像电话号码"));
}

TEST_CASE("form screen: what is missing is shown and gone to when asked for") {
    FormOnScreen screen;
    screen.begin("visit", {{"household", screen.household}});
    CHECK(screen.person.sees("王铁柱"));
    CHECK(screen.person.sees("还缺 1 项"));
    CHECK_FALSE(screen.person.sees("走访内容还没有填"));
    screen.person.click("还缺 1 项");
    screen.person.frame(3);
    CHECK(screen.person.sees("走访内容还没有填"));
    look(screen, "visit_missing_phone");
}

TEST_CASE("form screen: an answer opens the questions that hang on it") {
    FormOnScreen screen;
    screen.begin("member_year");
    CHECK_FALSE(screen.person.has("work_place"));
    screen.app.post(form::Choose{{{}, "work_status"}, "working"});
    screen.person.frame(2);
    CHECK(screen.person.finds("务工地点"));
}

TEST_CASE("form screen: a member is added on the household's form") {
    FormOnScreen screen;
    screen.begin("household");
    screen.person.click("添加家庭成员");
    screen.person.frame(2);
    REQUIRE(screen.session().children().size() == 1);
    CHECK(screen.person.finds("与户主关系"));
}

TEST_CASE("form screen: every form can be drawn in both shapes and languages") {
    for (const Language language : {Language::Chinese, Language::English}) {
        for (const ScreenShape shape : {kDesktop, kPhone}) {
            FormOnScreen screen{shape, language};
            const std::string tail = (shape.width > 1000 ? "_desktop" : "_phone") +
                                     std::string{language == Language::Chinese ? "_zh" : "_en"};
            std::vector<std::string> kinds;
            for (const auto& [kind, form] : screen.app.device().store().policy().forms)
                kinds.push_back(kind);
            for (const std::string& kind : kinds) {
                CAPTURE(kind);
                screen.begin(
                    kind, kind == "visit" ? Json{{"household", screen.household}} : Json::object());
                if (!screen.app.state().form.session ||
                    screen.app.state().form.session->kind() != kind) {
                    continue;  // the township's and the county's
                }
                CHECK(screen.person.has("save"));
                look(screen, kind + tail);
            }
        }
    }
}

}  // namespace cunji::test
