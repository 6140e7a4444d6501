#include "client/model/app.h"
#include "client/model/meeting.h"
#include "client/model/publicity.h"
#include "client/screens/frame.h"
#include "tests/client/village_meeting.h"
#include "tests/support/test_keys.h"
#include "tests/support/ui_driver.h"

#include <doctest/doctest.h>

#include <memory>

namespace cunji::test {

namespace {

/// A first secretary in front of the window of a village of six households.
struct Secretary {
    FieldDay day;
    std::vector<Home> homes;
    std::unique_ptr<App> app;
    std::unique_ptr<UiDriver> person;

    explicit Secretary(ScreenShape shape = kDesktop) {
        for (const char* head : {"王铁柱", "赵四", "李大山", "周文", "吴生", "郑义"}) {
            const std::string number = "00" + std::to_string(homes.size() + 1);
            homes.push_back(a_home(day.ann, "岩头组", number, head));
        }
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
    }

    void draw(Ui& ui) const {
        const Texts texts{Language::Chinese};
        const Words words{texts, day.ann.store().policy(), app->now(), "2025-11-21"};
        Commands commands;
        draw_frame(ui, make_app_view(app->state(), words), commands);
        app->take(commands);
    }

    void say(Command command) {
        app->post(std::move(command));
        app->settle();
        person->frame(2);
    }

    /// A new assembly of households, its first page filled in as far as the rules ask.
    void begin_assembly() {
        person->click("meetings");
        person->click("开新会");
        person->click("会议类型");
        person->click("村民会议");
        person->click("title");
        person->type("讨论通组路占地");
        person->frame(2);
    }
};

}  // namespace

TEST_CASE("meetings: the empty list says how to begin") {
    Secretary secretary;
    secretary.person->click("meetings");
    CHECK(secretary.person->sees("还没有会议"));
    CHECK(secretary.person->sees("开新会"));
}

TEST_CASE("meeting: names are tapped until enough have come") {
    for (const ScreenShape shape : {kDesktop, kPhone}) {
        Secretary secretary{shape};
        UiDriver& person = *secretary.person;
        secretary.begin_assembly();
        person.click("next");
        CHECK(person.sees("先填应到人数"));
        person.click("用 6 人");
        CHECK(person.sees("还差 4 人"));
        for (const char* name : {"王铁柱", "赵四", "李大山"})
            person.click(name);
        CHECK(person.sees("还差 1 人"));
        // Typed by the initials of its pinyin, as at the door.
        person.click("search");
        person.type("zw");
        person.click("周文");
        CHECK(person.sees("人数够了，可以开会"));
        CHECK(person.sees("4 / 6"));
    }
}

TEST_CASE("meeting: somebody of the household recuses, and numbers that do not tie are said") {
    Secretary secretary;
    UiDriver& person = *secretary.person;
    secretary.begin_assembly();
    person.click("next");
    person.click("用 6 人");
    for (const char* name : {"王铁柱", "赵四", "李大山", "周文", "吴生"})
        person.click(name);
    secretary.say(meeting::Choose{{{}, "related"}, Json::array({secretary.homes[0].household})});
    person.click("next");
    CHECK(person.sees("到会 5 人，应投 5 票"));
    person.click("add_related");
    REQUIRE(person.finds("王铁柱 是这一户的人，应当回避"));
    person.click("记为回避");
    CHECK(person.finds("应投 4 票"));
    CHECK(person.finds("还有 4 票没记"));
    const std::string key = secretary.app->state().meeting.sitting().ballots.at(0).key;
    secretary.say(meeting::Choose{{key, "yes"}, 3});
    CHECK(person.finds("还有 1 票没记"));
    secretary.say(meeting::Choose{{key, "no"}, 2});
    CHECK(person.finds("多记了 1 票"));
    secretary.say(meeting::Choose{{key, "no"}, 0});
    person.click("其余 1 票都同意");
    CHECK(person.finds("票数对上了"));
    CHECK(person.finds("通过"));
}

TEST_CASE(
    "meeting: it is signed on the pad and saved, and its notice is written and counted down") {
    Secretary secretary;
    UiDriver& person = *secretary.person;
    secretary.begin_assembly();
    person.click("next");
    person.click("用 6 人");
    person.click("王铁柱");
    secretary.say(meeting::ShowPart{meeting::Part::Signatures});
    person.click("add_signer");
    const std::string seat = secretary.app->state().meeting.sitting().seats.at(0).key;
    person.click(seat);
    person.click("done");
    const std::string signer = secretary.app->state().meeting.sitting().signers.at(0).key;
    person.click(signer);
    const ui::SeenItem pad = person.item("pen");
    person.drag({pad.rect.left + 20, pad.rect.top + 20},
                {pad.rect.right - 20, pad.rect.bottom - 20});
    person.click("pad_done");
    CHECK(secretary.app->state().meeting.sitting().signers.at(0).drawn);
    CHECK(person.sees("已签"));

    secretary.say(meeting::Type{{{}, "resolution"}, "同意线路。"});
    person.click("save");
    CHECK(secretary.app->state().meeting.id.size() > 10);
    secretary.say(meeting::ShowPart{meeting::Part::Publicity});
    person.click("起草公示");
    person.click("按会议自动写好正文");
    CHECK(secretary.app->state().publicity.notice().body.find("同意线路。") != std::string::npos);
    secretary.say(publicity::Type{{{}, "start_on"}, "2025-11-20"});
    person.click("advance");
    CHECK(secretary.app->state().publicity.notice().state == "posted");
    CHECK(person.finds("公示中，还有 4 天"));
}

}  // namespace cunji::test
