#include "client/model/meeting.h"

#include "client/model/app.h"
#include "client/model/shell.h"
#include "client/views/app_view.h"
#include "tests/client/village_meeting.h"
#include "tests/support/test_keys.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace cunji::test {

namespace {

using meeting::Part;

/// A village of six households with its window.
struct Village {
    FieldDay day;
    std::vector<Home> homes;
    std::unique_ptr<App> app;

    Village() {
        for (const char* head : {"王铁柱", "赵四", "李大山", "周文", "吴生", "郑义"}) {
            const std::string number = "00" + std::to_string(homes.size() + 1);
            homes.push_back(a_home(day.ann, "岩头组", number, head, std::string{head} + "妻"));
        }
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
    }

    void say(Command command) {
        app->post(std::move(command));
        app->settle();
    }

    void open(const std::string& id = {}) { say(shell::Go{{PageKind::Meeting, id, {}}}); }

    [[nodiscard]] const meeting::State& state() const { return app->state().meeting; }

    void type(const char* field, const std::string& text) { say(meeting::Type{{{}, field}, text}); }

    void choose(const char* field, Json value) {
        say(meeting::Choose{{{}, field}, std::move(value)});
    }

    /// A meeting of all households that three of six have come to.
    void begin_assembly() {
        open();
        choose("type", "villagers_assembly");
        type("title", "讨论通组路占地");
        type("start_at", "2025-11-21 14:00");
        type("should_attend", "6");
        for (std::size_t i = 0; i < 3; ++i)
            say(meeting::Tap{homes[i].head});
    }

    MeetingView view(Part part) {
        say(meeting::ShowPart{part});
        const Texts texts{Language::English};
        const Words words{texts, day.ann.store().policy(), day.clock.now(), "2025-11-21"};
        return make_meeting_view(state(), words);
    }

    std::int64_t records(const char* kind) {
        return day.ann.store()
            .db()
            .integer("SELECT count(*) FROM record WHERE live = 1 AND kind = ?1", kind)
            .value_or(0);
    }
};

std::string ballot_key(const Village& village) {
    return village.state().sitting().ballots.at(0).key;
}

}  // namespace

TEST_CASE("meeting page: names are tapped until enough households are there") {
    Village village;
    village.begin_assembly();
    AttendancePartView view = village.view(Part::Attendance).attendance;
    CHECK(view.count == "3 / 6");
    CHECK(view.quorum.text == "1 more needed");
    CHECK(view.quorum.mood == Mood::Warn);

    village.say(meeting::Tap{village.homes[3].head});
    view = village.view(Part::Attendance).attendance;
    CHECK(view.count == "4 / 6");
    CHECK(view.quorum.text == "Quorum met");
    // What the form keeps is what the names come to.
    CHECK(village.state().form->value({{}, "attended"}) == Json(4));
}

TEST_CASE("meeting page: a household has one voice, and somebody else may come for it") {
    Village village;
    village.begin_assembly();
    village.say(meeting::Tap{village.homes[0].other});
    CHECK(attendance_of(village.state().sitting()).attended == 3);

    const std::string key = village.state().sitting().seats.at(1).key;
    village.say(meeting::SwapSeat{key, village.homes[1].other});
    CHECK(village.state().sitting().seats.at(1).name == "赵四妻");
    CHECK(attendance_of(village.state().sitting()).attended == 3);
}

TEST_CASE("meeting page: tapping a name that is there opens it, and does not take it away") {
    Village village;
    village.begin_assembly();
    const std::string key = village.state().sitting().seats.at(0).key;
    village.say(meeting::Tap{village.homes[0].head});
    CHECK(village.state().open_seat == key);
    CHECK(village.state().sitting().seats.size() == 3);
    village.say(meeting::Unseat{key});
    CHECK(village.state().sitting().seats.size() == 2);
    CHECK(village.state().open_seat.empty());
}

TEST_CASE("meeting page: observers and people who are on no list") {
    Village village;
    village.begin_assembly();
    village.say(meeting::Search{"外村专家"});
    CHECK(village.view(Part::Attendance).attendance.add_name == "Add “外村专家” (not on the list)");
    village.say(meeting::AddName{"外村专家"});
    const std::string key = village.state().sitting().seats.at(3).key;
    village.say(meeting::Choose{{key, "capacity"}, "observer"});
    CHECK(attendance_of(village.state().sitting()).attended == 3);
    CHECK(attendance_of(village.state().sitting()).observers == 1);
    CHECK(village.state().typed.empty());
}

TEST_CASE("meeting page: whoever is of the household that is voted on should not vote") {
    Village village;
    village.begin_assembly();
    village.choose("related", Json::array({village.homes[0].household}));
    village.say(meeting::AddRelatedBallots{});
    BallotView ballot = village.view(Part::Votes).votes.ballots.at(0);
    CHECK(ballot.recusal == "王铁柱 is of this household and should not vote");

    village.say(meeting::Recuse{ballot_key(village)});
    const VotesPartView votes = village.view(Part::Votes).votes;
    CHECK(votes.ballots.at(0).recusal.empty());
    CHECK(votes.voters == "3 came, 1 recused, 2 vote");
}

TEST_CASE("meeting page: numbers that do not tie are said, and decide nothing") {
    Village village;
    village.begin_assembly();
    village.say(meeting::AddBallot{});
    const std::string key = ballot_key(village);
    village.say(meeting::Choose{{key, "yes"}, 2});
    BallotView ballot = village.view(Part::Votes).votes.ballots.at(0);
    CHECK(ballot.sum.text == "1 votes not counted");
    CHECK(ballot.result.text == "No result yet");
    CHECK(village.state().form->value({key, "passed"}).is_null());

    village.say(meeting::FillBallot{key, "no"});
    ballot = village.view(Part::Votes).votes.ballots.at(0);
    CHECK(ballot.no == 1);
    CHECK(ballot.sum.text == "The numbers tie");
    CHECK(ballot.result.text == "Passed");
    CHECK(village.state().form->value({key, "passed"}) == Json("yes"));

    // One more has come: the numbers tie no longer, and nothing is passed by old numbers.
    village.say(meeting::Tap{village.homes[3].head});
    CHECK(village.state().form->value({key, "passed"}).is_null());
    village.say(meeting::Choose{{key, "abstain"}, 2});
    CHECK(village.view(Part::Votes).votes.ballots.at(0).sum.text == "1 votes too many");
}

TEST_CASE("meeting page: seven sign, and only those who came") {
    Village village;
    village.begin_assembly();
    village.choose("type", "democratic_review");
    for (const meeting::Seat& seat : village.state().sitting().seats) {
        village.say(meeting::OpenPick{meeting::Pick::Signer});
        village.say(meeting::Picked{seat.key});
    }
    REQUIRE(village.state().sitting().signers.size() == 3);
    CHECK(village.view(Part::Signatures).signatures.count == "0 / 7");
    const std::string signer = village.state().sitting().signers.at(0).key;
    village.say(meeting::OpenPad{signer});
    village.say(meeting::Draw{signer, {{{1000, 1000}, {5000, 5000}, {9000, 1000}}}});
    CHECK(village.view(Part::Signatures).signatures.count == "1 / 7");
    CHECK(village.view(Part::Signatures).signatures.enough.text == "6 more must sign");

    // Who did not come after all has signed for nothing.
    village.say(meeting::Unseat{village.state().sitting().seats.at(0).key});
    CHECK(village.view(Part::Signatures).signatures.count == "0 / 7");
}

TEST_CASE("meeting page: one sitting is saved as one group, and its page stays open") {
    Village village;
    village.begin_assembly();
    village.say(meeting::AddBallot{});
    CHECK(village.records("meeting") == 0);
    village.say(meeting::Save{});
    CHECK(village.records("meeting") == 1);
    CHECK(village.records("attendee") == 3);
    CHECK(village.records("vote") == 1);
    CHECK(village.app->state().shell.page().kind == PageKind::Meeting);
    CHECK(village.app->state().shell.page().id == village.state().id);
    CHECK_FALSE(village.state().touched());
    CHECK(village.state().sitting().seats.size() == 3);
    CHECK(list_begun(village.app->device()).empty());

    SUBCASE("and goes on from there: another tap is another change of the same meeting") {
        village.say(meeting::Tap{village.homes[4].head});
        CHECK(village.state().touched());
        village.say(meeting::Save{});
        CHECK(village.records("meeting") == 1);
        CHECK(village.records("attendee") == 4);
        CHECK(read_meetings(village.day.ann.store()).at(0).attended == 4);
    }
}

TEST_CASE("meeting page: what was begun is found again after the window was closed") {
    Village village;
    village.begin_assembly();
    const std::string draft = village.state().form->id();
    village.app.reset();
    village.app = std::make_unique<App>(AppParts{
        .folder = village.day.folder.file("ann"),
        .open =
            [&village] {
                return FieldDevice::open(village.day.folder.file("ann"), test::test_keys(),
                                         village.day.clock, village.day.random, Language::English);
            },
        .wake = {},
        .fallback = {},
        .one_thread = true});
    village.say(shell::OpenTab{PageKind::Meetings});
    REQUIRE(village.app->state().meetings.drafts.size() == 1);
    CHECK(village.app->state().meetings.drafts[0].id == draft);
    village.say(shell::Go{{PageKind::Meeting, {}, "draft:" + draft}});
    CHECK(village.state().resumed);
    CHECK(village.state().sitting().title == "讨论通组路占地");
    CHECK(village.state().sitting().seats.size() == 3);
}

TEST_CASE("meeting page: discarding can be taken back") {
    Village village;
    village.begin_assembly();
    village.say(meeting::Save{});
    village.say(meeting::Tap{village.homes[4].head});
    village.say(meeting::Discard{});
    CHECK(village.state().sitting().seats.size() == 3);
    CHECK(list_begun(village.app->device()).empty());
    village.say(shell::Undo{});
    CHECK(village.state().sitting().seats.size() == 4);
    CHECK(list_begun(village.app->device()).size() == 1);
}

TEST_CASE("meeting page: notice of an assembly is given ten days before") {
    Village village;
    village.begin_assembly();
    village.type("notice_at", "2025-11-15 09:00");
    CHECK(village.view(Part::Notice).notice.term.text ==
          "Notice only 6 days ahead; a villagers' assembly needs 10");
    village.type("notice_at", "2025-11-11 09:00");
    CHECK(village.view(Part::Notice).notice.term.mood == Mood::Good);
}

}  // namespace cunji::test
