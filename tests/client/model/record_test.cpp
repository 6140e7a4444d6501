#include "client/model/record.h"

#include "client/model/shell.h"
#include "client/model/sync_centre.h"
#include "tests/client/answered_household.h"
#include "tests/client/run_cli.h"
#include "tests/support/app_window.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>

namespace cunji::test {

namespace {

AppWindow window_of(AnsweredHousehold& day, const std::string& name) {
    return {day.folder.file(name), day.county, day.clock, day.random, Language::Chinese};
}

RecordView opened(AppWindow& window, const std::string& id) {
    window.act(shell::Go{{PageKind::Record, id, {}}});
    return window.view<RecordView>();
}

/// The lines below the first that `cunji-cli trace` prints, made of what the page shows.
std::string as_terminal(const RecordView& view) {
    std::string out = view.state.text + '\n';
    const auto add = [&out](const std::vector<std::string>& first, const std::string& text) {
        std::istringstream lines{text};
        std::string line;
        for (const std::string& part : first)
            if (!part.empty()) out += "  " + part;
        if (first.size() == 2 && std::getline(lines, line)) out += "  " + line;
        out += '\n';
        while (std::getline(lines, line))
            if (!line.empty()) out += "    " + line + '\n';
    };
    out += '\n' + view.rows_title + '\n';
    for (const RecordActLine& row : view.rows)
        add({row.title, row.mark.text}, row.text);
    if (!view.signatures.empty()) out += '\n' + view.signatures_title + '\n';
    for (const RecordLine& line : view.signatures)
        add({line.title, line.mark.text, line.text}, {});
    if (!view.conflicts.empty()) out += '\n' + view.conflicts_title + '\n';
    for (const RecordLine& line : view.conflicts)
        add({line.title, line.text, {}}, {});
    out += '\n' + view.steps_title + '\n';
    for (const RecordStepLine& step : view.steps)
        add({step.when, step.title, step.who}, step.text + '\n' + step.mark.text);
    return out;
}

std::string in_terminal(const AnsweredHousehold& day, const std::string& id) {
    const CliRun run = run_cli({"--data", day.folder.file("ann"), "trace", id}, "", "zh");
    CHECK_MESSAGE(run.code == 0, run.err);
    return run.out.substr(run.out.find('\n') + 1);
}

const RecordSignOption& option_of(const RecordView& view, std::string_view act) {
    REQUIRE(view.sheet.has_value());
    const auto found =
        std::find_if(view.sheet->options.begin(), view.sheet->options.end(),
                     [&](const RecordSignOption& option) { return option.act == act; });
    REQUIRE(found != view.sheet->options.end());
    return *found;
}

}  // namespace

TEST_CASE("record page: says what `cunji-cli trace` prints, line by line") {
    AnsweredHousehold day;
    AppWindow window = window_of(day, "ann");
    window.dead = true;  // else it sends by itself what is to be only here
    CHECK(in_terminal(day, day.id) == as_terminal(opened(window, day.id)));

    day.clock.pass(60'000);
    day.change({{"head_name", "王铁住"}, {"phone", "13812345678"}});
    day.ann.save("household", {{"id", day.id}, {"address", "村口"}});  // sent to nobody yet
    REQUIRE(sign_record(day.ann.device(), day.id, "surveyed", "下午到户").ok());
    const RecordView view = opened(window, day.id);
    CHECK(view.rows.size() == 5);
    const std::string terminal = in_terminal(day, day.id);
    CHECK(terminal == as_terminal(view));
    for (const char* part : {"谁调查：安娜  已核验", "下午到户", "后来改过内容", "138****5678",
                             "户主姓名：王铁柱 → 王铁住", "只在本机"}) {
        CAPTURE(part);
        CHECK(terminal.find(part) != std::string::npos);
    }

    const auto saved = day.ann.save_all("", Json::array({{{"kind", "meeting"}, {"title", "评议会"}},
                                                         {{"kind", "signature"},
                                                          {"target", "@0"},
                                                          {"signer_name", "王铁柱"},
                                                          {"role", "representative"},
                                                          {"image", std::string(64, 'a')}}}));
    const std::string meeting = saved[0].saved.id;
    CHECK(in_terminal(day, meeting) == as_terminal(opened(window, meeting)));
}

TEST_CASE("record page: who may sign signs, who may not is told why") {
    AnsweredHousehold day;
    AppWindow window = window_of(day, "ann");
    opened(window, day.id);
    window.act(record::AskSign{});
    RecordView view = window.view<RecordView>();
    // She signed both already, and the others are not a village's to give.
    CHECK(option_of(view, "surveyed").why_not == "您已经签过，签字还有效。");
    CHECK_FALSE(option_of(view, "registered").why_not.empty());
    CHECK(option_of(view, "reviewed").why_not == "只有乡镇或县里可以签审核。");
    CHECK_FALSE(option_of(view, "answered").why_not.empty());
    CHECK_FALSE(view.sheet->can_confirm);
    window.act(record::CloseSign{});

    day.clock.pass(60'000);
    day.change({{"head_name", "王铁住"}});
    view = opened(window, day.id);
    CHECK(view.rows.front().mark.text == "已失效");
    window.act(record::AskSign{});
    CHECK(option_of(window.view<RecordView>(), "surveyed").why_not.empty());
    window.act(record::ChooseAct{"surveyed"});
    window.act(record::TypeNote{"下午到户"});
    CHECK(window.view<RecordView>().sheet->can_confirm);
    window.act(record::Sign{});
    view = window.view<RecordView>();
    CHECK_FALSE(view.sheet.has_value());
    CHECK(view.rows.front().mark.text == "已核验");
    CHECK(view.rows.front().text.find("下午到户") != std::string::npos);

    // An act that is refused in the last moment says why and loses nothing.
    window.act(record::AskSign{});
    window.act(record::ChooseAct{"reviewed"});
    window.act(record::TypeNote{"看过"});
    window.act(record::Sign{});
    view = window.view<RecordView>();
    REQUIRE(view.sheet.has_value());
    CHECK(view.sheet->problem == "只有乡镇或县里可以签审核。");
    CHECK(view.sheet->note == "看过");
}

TEST_CASE("record page: as it stood on a day; a day that is none says so; nothing to sign then") {
    AnsweredHousehold day;
    day.clock.pass(Millis{3} * 86'400'000);
    day.change({{"head_name", "王铁住"}});
    AppWindow window = window_of(day, "ann");
    RecordView view = opened(window, day.id);
    CHECK(view.steps.size() == 6);
    CHECK_FALSE(view.sign.empty());
    window.act(record::ShowDay{});
    view = window.view<RecordView>();
    CHECK(view.day == view.today);
    CHECK(view.steps.size() == 6);
    CHECK(view.sign.empty());
    const std::string before = Wording::minute(day.clock.now() - Millis{2} * 86'400'000);
    window.act(record::TypeDay{before.substr(0, 10)});
    view = window.view<RecordView>();
    CHECK(view.steps.size() == 4);
    CHECK(view.rows.front().mark.text == "已核验");
    CHECK(view.subtitle.find("王铁柱") != std::string::npos);
    CHECK_FALSE(view.as_of.empty());
    window.act(record::TypeDay{"2026-02-3"});
    CHECK(window.view<RecordView>().day_problem.empty());
    window.act(record::TypeDay{"2026-02-31"});
    CHECK_FALSE(window.view<RecordView>().day_problem.empty());
    window.act(record::ShowNow{});
    view = window.view<RecordView>();
    CHECK(view.day_problem.empty());
    CHECK(view.steps.size() == 6);
    CHECK_FALSE(view.sign.empty());
}

TEST_CASE("record page: a record that is not here, and one that comes while it is shown") {
    AnsweredHousehold day;
    AppWindow window = window_of(day, "ann");
    CHECK(opened(window, "01931f6e-7c1a-7e07-9d0e-2f5b8d1c9a10").missing_title ==
          "这里没有这条记录");
    opened(window, day.id);
    day.office.save("household", {{"id", day.id}, {"review", "returned"}});
    day.office.sync();
    window.act(sync_centre::SyncNow{});
    CHECK(window.view<RecordView>().state.text == "已退回");
}

}  // namespace cunji::test
