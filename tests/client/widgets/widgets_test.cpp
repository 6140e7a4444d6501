#include "client/widgets/widgets.h"

#include "tests/support/ui_driver.h"

#include <doctest/doctest.h>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace cunji {

namespace {

using namespace std::chrono_literals;  // NOLINT(google-build-using-namespace): dates

/// A page with the body, as a screen draws it.
UiDriver::Draw page_of(std::function<void(Ui&)> body) {
    return UiDriver::in_window([body = std::move(body)](Ui& ui) {
        page(ui, {.id = "page", .title = "页"}, [&] { body(ui); });
    });
}

/// Keeps a value as a program would: what a widget reports becomes what it is given.
template <typename T>
void keep(T& value, const std::optional<T>& said) {
    if (said) value = *said;
}

ImVec2 middle(const ui::SeenItem& item) {
    return {(item.rect.left + item.rect.right) / 2, (item.rect.top + item.rect.bottom) / 2};
}

}  // namespace

TEST_CASE("text: what is typed is kept, rare characters too, and comes with each keystroke") {
    std::string name;
    UiDriver person(kPhone, page_of([&](Ui& ui) {
                        keep(name, text_field(ui, {.id = "name", .label = "姓名", .value = name}));
                    }));
    person.click("姓名");
    person.type("王𬭎");
    CHECK(name == "王𬭎");
    person.type("a");
    CHECK(name == "王𬭎a");
    person.key(ImGuiKey_Backspace);
    CHECK(name == "王𬭎");
    CHECK(person.sees("王𬭎"));
}

TEST_CASE("text: Escape ends typing and takes nothing back") {
    std::string name = "王";
    UiDriver person(kPhone, page_of([&](Ui& ui) {
                        keep(name, text_field(ui, {.id = "name", .label = "姓名", .value = name}));
                    }));
    person.click("姓名");
    person.key(ImGuiKey_End);
    person.type("德顺");
    person.key(ImGuiKey_Escape);
    CHECK(name == "王德顺");
    CHECK_THROWS(person.type("x"));
}

TEST_CASE("text of many lines: wraps by itself, grows, and holds no line end that nobody typed") {
    std::string note;
    UiDriver person(
        kPhone, page_of([&](Ui& ui) {
            keep(note, text_field(ui, {.id = "note", .label = "备注", .value = note, .lines = 2}));
        }));
    const auto height = [&] { return person.item("备注").rect.height(); };
    const float before = height();
    person.click("备注");
    std::string typed;
    for (int i = 0; i < 30; ++i) {
        person.type("入户走访");
        typed += "入户走访";
    }
    CHECK(note == typed);
    CHECK(height() > before * 1.5F);

    person.key(ImGuiKey_Enter);
    person.type("第二段");
    CHECK(note == typed + "\n第二段");
    for (int i = 0; i < 4; ++i)
        person.key(ImGuiKey_Backspace);
    CHECK(note == typed);
    // Backwards over every soft line end: one character for each press.
    for (int i = 0; i < 60; ++i)
        person.key(ImGuiKey_Backspace);
    CHECK(note == typed.substr(0, typed.size() - 60 * std::string("入").size()));
}

TEST_CASE("text: a copied part of a wrapped text has no line ends of ours") {
    std::string note = "这一段文字比电话屏幕的一行要长得多，所以会自己换行，换行不是写的人打的。";
    UiDriver person(
        kPhone, page_of([&](Ui& ui) {
            keep(note, text_field(ui, {.id = "note", .label = "备注", .value = note, .lines = 2}));
        }));
    person.click("备注");
    person.key(ImGuiKey_A, true);
    person.key(ImGuiKey_C, true);
    CHECK(std::string(ImGui::GetClipboardText()) == note);
}

TEST_CASE("text: a problem and a warning stand beside the field, and it says what is required") {
    UiDriver person(
        kPhone, page_of([&](Ui& ui) {
            text_field(ui, {.id = "a",
                            .label = "电话",
                            .value = "138",
                            .notes = {.required = true, .problem = "应当是 11 位。"}});
            text_field(
                ui,
                {.id = "b", .label = "收入", .value = "1", .notes = {.warning = "比去年少一半。"}});
        }));
    CHECK(person.sees("应当是 11 位。"));
    CHECK(person.sees("比去年少一半。"));
    CHECK(person.sees("*"));
}

TEST_CASE("button: one that is not enabled says why, and cannot be pressed") {
    int pressed = 0;
    UiDriver person(kDesktop, page_of([&](Ui& ui) {
                        if (button(ui, {.id = "save",
                                        .label = "提交",
                                        .enabled = false,
                                        .reason = "还有 2 处没有填。"}))
                            ++pressed;
                        if (button(ui, {.id = "draft", .label = "存草稿"})) ++pressed;
                    }));
    CHECK(person.sees("还有 2 处没有填。"));
    CHECK_THROWS(person.click("提交"));
    person.click_at(middle(person.item("提交")));
    CHECK(pressed == 0);
    person.click("存草稿");
    CHECK(pressed == 1);
}

TEST_CASE("date: a day is picked from the calendar, and typing does as well") {
    std::string day;
    UiDriver person(kPhone, page_of([&](Ui& ui) {
                        keep(day, date_field(ui, {.id = "day",
                                                  .label = "日期",
                                                  .value = day,
                                                  .today = ui::Day{2026y / 11 / 24}}));
                        button(ui, {.id = "other", .label = "别处"});
                    }));
    person.click("选日期");
    CHECK(person.sees("2026 年 11 月"));
    person.click("2026-11-03");
    CHECK(day == "2026-11-03");
    CHECK_FALSE(person.sees("2026 年 11 月"));

    person.click("日期");
    person.key(ImGuiKey_A, true);
    person.type("2026/1/2");
    CHECK(day == "2026/1/2");
    person.click("别处");
    CHECK(day == "2026-01-02");

    person.click("选日期");
    person.click("上个月");
    CHECK(person.sees("2025 年 12 月"));
    person.click("month");
    person.click("3 月");
    CHECK(person.sees("2025 年 3 月"));
    person.key(ImGuiKey_Escape);
    CHECK_FALSE(person.sees("2025 年 3 月"));
    CHECK(day == "2026-01-02");
}

TEST_CASE("date: days are read as people write them") {
    const ui::Day day{2026y / 11 / 21};
    for (const char* text :
         {"2026-11-21", "2026.11.21", "2026/11/21", "20261121", "2026年11月21日"})
        CHECK(ui::parse_day(text) == day);
    for (const char* text : {"", "2026", "2026-13-01", "2026-02-30", "26-1-2", "昨天"})
        CHECK_FALSE(ui::parse_day(text));
}

TEST_CASE("choice: segments, a long list with search, several, three answers") {
    const std::vector<ui::Option> sexes{{"m", "男"}, {"f", "女"}};
    std::vector<ui::Option> villages;
    for (int i = 1; i <= 300; ++i)
        villages.push_back({std::to_string(i), "第" + std::to_string(i) + "组"});
    std::string sex;
    std::string village;
    std::vector<std::string> ill;
    const std::vector<ui::Option> illnesses{{"a", "高血压"}, {"b", "糖尿病"}, {"c", "无"}};
    ui::Tri safe = ui::Tri::Unset;
    UiDriver person(
        kPhone, page_of([&](Ui& ui) {
            keep(sex, choice(ui, {.id = "sex", .label = "性别", .value = sex, .options = sexes}));
            keep(village,
                 choice(ui,
                        {.id = "village", .label = "组", .value = village, .options = villages}));
            keep(ill,
                 multi_choice(
                     ui, {.id = "ill", .label = "慢性病", .values = ill, .options = illnesses}));
            keep(safe, tri_state(ui, {.id = "safe", .label = "住房安全", .value = safe}));
        }));
    person.click("女");
    CHECK(sex == "f");
    person.click("village");
    person.type("299");
    CHECK_FALSE(person.has("第1组"));
    person.click("第299组");
    CHECK(village == "299");
    CHECK(person.sees("第299组"));
    person.click("无");
    person.click("高血压");
    CHECK(ill == std::vector<std::string>{"a", "c"});
    person.click("无");
    CHECK(ill == std::vector<std::string>{"a"});
    person.click("不清楚");
    CHECK(safe == ui::Tri::Unclear);
}

TEST_CASE("list: sixty thousand rows cost what twenty cost") {
    std::size_t asked = 0;
    std::size_t opened = 0;
    const auto list_of = [&](std::size_t count) {
        return UiDriver::in_window([&, count](Ui& ui) {
            page(ui, {.id = "page", .title = "农户", .scrolls = false}, [&] {
                const auto pressed =
                    record_list(ui, {.id = "list", .count = count, .row = [&](std::size_t i) {
                                         ++asked;
                                         const std::string name = "户" + std::to_string(i);
                                         return ui::RecordRow{{.id = name, .title = name}, {}};
                                     }});
                if (pressed) opened = *pressed;
            });
        });
    };
    const auto cost = [&](std::size_t count) {
        UiDriver person(kPhone, list_of(count));
        asked = 0;
        person.frame();
        return std::pair(asked, person.recorder().items().size());
    };
    CHECK(cost(60000) == cost(20));

    UiDriver person(kPhone, list_of(60000));
    person.key(ImGuiKey_Tab);
    person.key(ImGuiKey_End);
    CHECK(person.sees("户59999"));
    person.key(ImGuiKey_UpArrow);
    person.key(ImGuiKey_Enter);
    CHECK(opened == 59998);
}

TEST_CASE("scrolling: a drag scrolls and presses nothing, a tap presses") {
    int pressed = 0;
    UiDriver person(kPhone, page_of([&](Ui& ui) {
                        for (int i = 0; i < 40; ++i)
                            if (list_row(ui, {.id = "row" + std::to_string(i),
                                              .title = "第 " + std::to_string(i) + " 行"}))
                                ++pressed;
                    }));
    REQUIRE(person.sees("第 1 行"));
    person.drag({200, 600}, {200, 300});
    CHECK(pressed == 0);
    CHECK_FALSE(person.sees("第 1 行"));
    // It rolls on a little, and comes to rest.
    const float soon = person.item("第 8 行").rect.top;
    person.frame(2);
    CHECK(person.item("第 8 行").rect.top < soon);
    person.frame(200);
    CHECK(person.ui().wake_time() < 0);

    person.click("第 8 行");
    CHECK(pressed == 1);
    person.drag({200, 600}, {204, 596});
    CHECK(pressed == 2);
}

TEST_CASE("chips: a sideways drag brings those beyond the edge, and presses none") {
    const std::vector<ui::Option> options{{"a", "全部的农户"},
                                          {"b", "监测户"},
                                          {"c", "低保户"},
                                          {"d", "三十天未走访"},
                                          {"e", "有冲突"}};
    std::string value = "a";
    UiDriver person(kPhone, page_of([&](Ui& ui) {
                        keep(value, chips(ui, {.id = "chips", .value = value, .options = options}));
                    }));
    REQUIRE_FALSE(person.item("有冲突").visible());
    const float y = middle(person.item("全部的农户")).y;
    person.drag({300, y}, {40, y});
    person.frame(100);
    CHECK(value == "a");
    REQUIRE(person.item("有冲突").visible());
    person.click("有冲突");
    CHECK(value == "e");
}

TEST_CASE("signature: strokes come out as drawn, the page stands still, clearing empties") {
    ui::Strokes strokes;
    UiDriver person(kPhone, page_of([&](Ui& ui) {
                        keep(strokes,
                             signature_pad(ui, {.id = "pad", .label = "签名", .strokes = strokes}));
                        for (int i = 0; i < 60; ++i)
                            text(ui, "下文");
                    }));
    const ui::Rect pad = person.item("签名").rect;
    const auto at = [&](float x, float y) {
        return ImVec2{pad.left + x * pad.width(), pad.top + y * pad.height()};
    };
    CHECK(person.sees("请在这里签名"));
    person.drag(at(0.2F, 0.2F), at(0.2F, 0.9F));
    person.drag(at(0.4F, 0.5F), at(0.8F, 0.5F));
    REQUIRE(strokes.size() == 2);
    CHECK(strokes[0].front().y == doctest::Approx(0.2).epsilon(0.02));
    CHECK(strokes[0].back().y == doctest::Approx(0.9).epsilon(0.02));
    CHECK(strokes[1].front().x == doctest::Approx(0.4).epsilon(0.02));
    CHECK(strokes[1].back().x == doctest::Approx(0.8).epsilon(0.02));
    CHECK(person.item("签名").rect.top == pad.top);
    CHECK_FALSE(person.sees("请在这里签名"));
    person.click("清除重签");
    CHECK(strokes.empty());
}

TEST_CASE("keyboard: a small form is filled and sent without a pointer") {
    std::string name;
    std::string sex;
    bool power = false;
    int sent = 0;
    const std::vector<ui::Option> sexes{{"m", "男"}, {"f", "女"}};
    UiDriver person(
        kDesktop, page_of([&](Ui& ui) {
            keep(name, text_field(ui, {.id = "name", .label = "姓名", .value = name}));
            keep(sex,
                 segmented(ui, {.id = "sex", .label = "性别", .value = sex, .options = sexes}));
            keep(power, toggle(ui, {.id = "power", .label = "通电", .value = power}));
            if (button(ui, {.id = "save", .label = "保存", .kind = ui::ButtonKind::Primary}))
                ++sent;
        }));
    person.key(ImGuiKey_Tab);
    person.type("王德顺");
    person.key(ImGuiKey_Enter);  // on to the next field
    person.key(ImGuiKey_RightArrow);
    person.key(ImGuiKey_Space);
    person.key(ImGuiKey_Tab);
    person.key(ImGuiKey_Space);
    person.key(ImGuiKey_Tab);
    CHECK(person.item("保存").focused);
    person.key(ImGuiKey_Enter);
    CHECK(name == "王德顺");
    CHECK(sex == "f");
    CHECK(power);
    CHECK(sent == 1);
    // Round, and back.
    person.key(ImGuiKey_Tab);
    CHECK(person.item("姓名").focused);
    person.key(ImGuiKey_Tab, false, true);
    CHECK(person.item("保存").focused);
}

TEST_CASE("keyboard: what gets the focus below the edge is scrolled into sight") {
    UiDriver person(
        kPhone, page_of([&](Ui& ui) {
            for (int i = 0; i < 30; ++i)
                button(ui, {.id = "b" + std::to_string(i), .label = "钮" + std::to_string(i)});
        }));
    for (int i = 0; i < 26; ++i)
        person.key(ImGuiKey_Tab);
    CHECK(person.item("钮25").focused);
    CHECK(person.item("钮25").visible());
}

TEST_CASE("dialog: asks for a reason, keeps those below from being pressed, Escape closes it") {
    bool open = true;
    std::string reason;
    int confirmed = 0;
    int below = 0;
    UiDriver person(kDesktop, page_of([&](Ui& ui) {
                        if (button(ui, {.id = "below", .label = "下面的"})) ++below;
                        if (!open) return;
                        const auto result = dialog(ui, {.id = "d",
                                                        .title = "放弃？",
                                                        .text = "内容会丢掉。",
                                                        .confirm = "放弃",
                                                        .danger = true,
                                                        .reason_label = "理由",
                                                        .reason = reason,
                                                        .reason_needed = true,
                                                        .reason_missing = "请写明理由。"});
                        keep(reason, result.reason);
                        if (result.confirmed) ++confirmed;
                        if (result.confirmed || result.cancelled) open = false;
                    }));
    CHECK(person.sees("请写明理由。"));
    CHECK_THROWS(person.click("下面的"));
    CHECK_THROWS(person.click("confirm"));
    person.type("填错了户");
    CHECK(reason == "填错了户");
    person.click("confirm");
    CHECK(confirmed == 1);
    CHECK_FALSE(person.sees("放弃？"));

    open = true;
    person.frame(3);
    person.key(ImGuiKey_Escape);  // leaves the field
    person.key(ImGuiKey_Escape);  // closes
    CHECK_FALSE(open);
    CHECK(confirmed == 1);
    person.click("下面的");
    CHECK(below == 1);
}

TEST_CASE("toast: can be undone while it is there, and goes by itself") {
    ui::ToastEvent last = ui::ToastEvent::None;
    bool shown = true;
    UiDriver person(kPhone, page_of([&](Ui& ui) {
                        text(ui, "正文");
                        if (!shown) return;
                        const auto event =
                            toast(ui, {.id = "t1", .text = "已删除", .undo = "撤销"});
                        if (event == ui::ToastEvent::None) return;
                        last = event;
                        shown = false;
                    }));
    CHECK(person.sees("已删除"));
    person.click("撤销");
    CHECK(last == ui::ToastEvent::Undone);
    shown = true;
    person.wait(10);
    CHECK(last == ui::ToastEvent::Gone);
}

TEST_CASE("toast: the buttons at the foot of the page can be pressed while it is there") {
    for (const ScreenShape shape : {kDesktop, kPhone}) {
        int pressed = 0;
        const auto foot = [&](Ui& ui) {
            if (button(ui, {.id = "save", .label = "保存", .full_width = true})) ++pressed;
        };
        UiDriver person(shape, UiDriver::in_window([&](Ui& ui) {
                            page(
                                ui, {.id = "page", .title = "页"}, [] {}, [&] { foot(ui); });
                            toast(ui, {.id = "t1", .text = "已保存在本机，还差 1 项才能提交"});
                        }));
        person.frame(2);
        CHECK(person.sees("还差 1 项"));
        person.click("保存");
        CHECK(pressed == 1);
    }
}

TEST_CASE("stepper: of several each is known by its own name") {
    int yes = 0;
    int no = 0;
    const auto numbers = [&](Ui& ui) {
        yes = stepper(ui, {.id = "yes", .label = "同意票", .value = yes}).value_or(yes);
        no = stepper(ui, {.id = "no", .label = "反对票", .value = no}).value_or(no);
    };
    UiDriver person(kDesktop, page_of(numbers));
    person.click("反对票 增加");
    CHECK(yes == 0);
    CHECK(no == 1);
}

TEST_CASE("a change of language in the middle of typing disturbs nothing") {
    std::string name;
    UiDriver person(kPhone, page_of([&](Ui& ui) {
                        keep(name,
                             text_field(ui, {.id = "name",
                                             .label = ui.words().back == "返回" ? "姓名" : "Name",
                                             .value = name}));
                    }));
    person.click("姓名");
    person.type("王");
    const Texts english(Language::English);
    person.ui().set(ui::make_ui_words([&](std::string_view key) {
        return english(Message{std::string(key), {}});
    }));
    person.frame(2);
    person.type("德");
    CHECK(name == "王德");
    CHECK(person.sees("Name"));
}

TEST_CASE("the widgets' own words are there in both languages") {
    for (const Language language : {Language::Chinese, Language::English}) {
        const Texts texts(language);
        ui::make_ui_words([&](std::string_view key) {
            const std::string text = texts(Message{std::string(key), {}});
            CHECK_FALSE(text == key);
            return text;
        });
    }
}

}  // namespace cunji
