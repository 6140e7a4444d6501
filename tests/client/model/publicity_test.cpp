#include "client/model/publicity.h"

#include "client/model/app.h"
#include "client/model/shell.h"
#include "client/views/publicity_view.h"
#include "tests/client/village_meeting.h"
#include "tests/support/test_keys.h"

#include <doctest/doctest.h>

namespace cunji::test {

namespace {

/// A meeting that decided about one household, and the window that writes its notice.
struct Board {
    FieldDay day;
    Home wang = a_home(day.ann, "岩头组", "001", "王铁柱", "李秀英");
    std::string meeting;
    std::unique_ptr<App> app;

    Board() {
        Json held = a_meeting("representatives", "代表会议");
        held["resolution"] = "同意修路。";
        held["related"] = Json::array({wang.household});
        meeting = day.ann.save("meeting", held).saved.id;
        app = std::make_unique<App>(AppParts{.folder = day.folder.file("ann"),
                                             .open =
                                                 [this] {
                                                     return FieldDevice::open(
                                                         day.folder.file("ann"), test::test_keys(),
                                                         day.clock, day.random, Language::English);
                                                 },
                                             .wake = {},
                                             .fallback = {},
                                             .one_thread = true});
        say(shell::Go{{PageKind::Publicity, {}, "meeting:" + meeting}});
    }

    void say(Command command) {
        app->post(std::move(command));
        app->settle();
    }

    [[nodiscard]] const publicity::State& state() const { return app->state().publicity; }

    void type(const char* field, const std::string& text) {
        say(publicity::Type{{{}, field}, text});
    }

    [[nodiscard]] PublicityView view(const std::string& today) const {
        const Texts texts{Language::English};
        const Words words{texts, day.ann.store().policy(), 0, today};
        return make_publicity_view(state(), words);
    }
};

}  // namespace

TEST_CASE("notice: it begins with its meeting, today and the earliest last day") {
    Board board;
    const publicity::Notice notice = board.state().notice();
    CHECK(notice.type == "resolution");
    CHECK(notice.meeting == board.meeting);
    CHECK(notice.subjects == std::vector<std::string>{board.wang.household});
    CHECK(notice.state == "draft");
    CHECK(notice.end_on == earliest_end({"resolution", "notice", false, notice.start_on}));
}

TEST_CASE("notice: the text is written from the meeting, without anything private") {
    Board board;
    const PublicityView view = board.view("2025-11-22");
    REQUIRE_FALSE(view.write_body.empty());
    CHECK(view.written.find("同意修路。") != std::string::npos);
    CHECK(view.written.find("1. 岩头组 王铁柱, 2 people") != std::string::npos);
    CHECK(find_private(view.written, "").empty());
    board.type("body", view.written);
    CHECK(board.view("2025-11-22").exposed.empty());
}

TEST_CASE("notice: what may not hang there is said, and stops the posting until it is gone") {
    Board board;
    board.type("body", "王铁柱 电话14000001234");
    PublicityView view = board.view("2025-11-22");
    CHECK(view.exposed == "These may not be posted, take them out: phone 14000001234");
    CHECK_FALSE(view.advance_block.empty());
    board.type("body", "王铁柱");
    view = board.view("2025-11-22");
    CHECK(view.exposed.empty());
    CHECK(view.advance_block.empty());
}

TEST_CASE("notice: days left, days too few, and the last day follows the first") {
    Board board;
    board.type("start_on", "2026-03-02");
    CHECK(board.state().notice().end_on == "2026-03-07");
    board.type("body", "同意修路。");
    board.say(publicity::Advance{"posted"});
    CHECK(board.state().notice().state == "posted");
    CHECK(board.view("2026-03-04").left.text == "Posted, 3 days left");
    CHECK(board.view("2026-03-07").left.text == "Last day today");
    CHECK(board.view("2026-03-04").term.mood == Mood::Good);
    board.type("end_on", "2026-03-04");
    CHECK(board.view("2026-03-04").term.text ==
          "Only 2 days; 5 are required. Move the last day back.");
}

TEST_CASE("notice: an objection without an answer keeps it from being closed") {
    Board board;
    board.type("body", "同意修路。");
    board.say(publicity::Advance{"posted"});
    board.say(publicity::Advance{"ended"});
    board.say(publicity::Choose{{{}, "photo_start"}, board.wang.head});
    board.say(publicity::Choose{{{}, "photo_end"}, board.wang.head});
    board.say(publicity::AddObjection{});
    const std::string key = board.state().notice().objections.at(0).key;
    board.say(publicity::Type{{key, "content"}, "路线绕开本组。"});
    CHECK(board.view("2026-03-08").advance_block == "An objection has no answer yet");
    CHECK(board.view("2026-03-08").objections.at(0).answer_missing == "Write the result first");
    board.say(publicity::Type{{key, "result"}, "按决议执行。"});
    board.say(publicity::Answer{key});
    CHECK(board.view("2026-03-08").advance_block.empty());
    board.say(publicity::Advance{"closed"});
    CHECK(board.state().notice().state == "closed");
    CHECK(read_objections(board.day.ann.store(), board.state().id).size() == 1);
}

TEST_CASE("notice: a photo that was just added takes the place it was added for") {
    Board board;
    board.type("body", "同意修路。");
    board.say(publicity::Save{});
    board.say(publicity::AddPhoto{publicity::Slot::Start});
    CHECK(board.app->state().shell.page() == Page{PageKind::Photo, board.state().id, "notice"});
    const std::string photo =
        board.day.ann
            .save("photo", {{"subject", board.state().id}, {"stage", "notice"}, {"sha256", "a"}})
            .saved.id;
    board.say(shell::Back{});
    CHECK(board.state().notice().photo_start == photo);
    CHECK(board.state().waiting == publicity::Slot::None);
}

}  // namespace cunji::test
