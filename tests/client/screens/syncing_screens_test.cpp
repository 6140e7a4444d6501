// Enrolment, sync centre, conflict and settings as a person meets them: read, pressed, typed.

#include "client/app/photos.h"
#include "client/model/conflict.h"
#include "client/model/shell.h"
#include "client/model/sync_centre.h"
#include "client/screens/rescue_screen.h"
#include "tests/support/jpeg_maker.h"
#include "tests/support/ui_seat.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>

namespace cunji::test {

namespace {

struct Village {
    TempDir folder;
    FakeClock clock;
    SeededRandom random{7};
    County county{folder.file("county"), clock, random};

    std::string code_for(const std::string& name, const std::string& role) {
        return county.code_for(county.add_person(name, role, kVillage), kVillage);
    }
};

Json a_house(const std::string& number, const std::string& head) {
    return {{"household_no", number},
            {"group_name", "三组"},
            {"head_name", head},
            {"address", "水井旁"}};
}

/// Records, a picture, a conflict: what a week in a village leaves.
void fill(Village& village, AppWindow& ann, AppWindow& bo) {
    ann.save("household", a_house("H001", "王铁柱"));
    ann.save("household", a_house("H002", "李秀英"));
    const std::string id = ann.device()
                               .store()
                               .db()
                               .text("SELECT id FROM household WHERE household_no = 'H001'")
                               .value();
    ann.act(sync_centre::SyncNow{});
    bo.act(sync_centre::SyncNow{});
    ann.save("household", {{"id", id}, {"head_name", "王铁注"}});
    village.clock.pass(60'000);
    bo.save("household", {{"id", id}, {"head_name", "王铁住"}});
    for (int round = 0; round < 2; ++round) {
        ann.act(sync_centre::SyncNow{});
        bo.act(sync_centre::SyncNow{});
    }
    write_file(village.folder.file("photo.jpg"), make_jpeg({}));
    REQUIRE(add_photo(ann.device(), {village.folder.file("photo.jpg"), id, "visit", "门口"}).ok());
    ann.save("household", a_house("H003", "赵大山"));
}

struct Look {
    ScreenShape shape;
    Language language;
    std::string name;
};

const std::vector<Look> kLooks{{kDesktop, Language::Chinese, "desktop-zh"},
                               {kPhone, Language::Chinese, "phone-zh"},
                               {kDesktop, Language::English, "desktop-en"},
                               {kPhone, Language::English, "phone-en"}};

}  // namespace

TEST_CASE("enrol screen: who pastes the message is in after one press") {
    for (const Look& look : kLooks) {
        CAPTURE(look.name);
        Village village;
        AppWindow window{village.folder.file("ann"), village.county, village.clock, village.random,
                         look.language};
        Seat seat{window, look.shape, look.language};
        seat.click("join");
        CHECK(window.state().enrol.problem.has_value());
        seat.picture("enrol-problem-" + look.name);
        seat.type("server", "http://localhost " + village.code_for("安娜", "first_secretary"));
        CHECK(window.state().enrol.code.size() == kEnrolCodeLength);
        seat.picture("enrol-" + look.name);
        seat.click("join");
        CHECK(seat.person().sees("安娜"));
        seat.picture("enrol-ready-" + look.name);
        seat.click("begin");
        CHECK(window.state().shell.page().kind == PageKind::Today);
    }
}

TEST_CASE("sync screen: says what is where, sends it on one press, pauses pictures") {
    for (const Look& look : kLooks) {
        CAPTURE(look.name);
        Village village;
        AppWindow ann{village.folder.file("ann"), village.county, village.clock, village.random,
                      look.language};
        AppWindow bo{village.folder.file("bo"), village.county, village.clock, village.random};
        ann.join(village.code_for("安娜", "first_secretary"));
        bo.join(village.code_for("波", "village_cadre"));
        fill(village, ann, bo);
        Seat seat{ann, look.shape, look.language};
        seat.click("sync");
        seat.picture("sync-" + look.name);
        CHECK(seat.person().finds("赵大山"));
        seat.picture("sync-below-" + look.name);
        seat.click("when_asked");
        CHECK(photo_sending(ann.device().store()) == PhotoSending::WhenAsked);
        seat.click("sync_now");
        CHECK(sync_status(ann.device().store()).on_device == 0);
        CHECK(ann.state().sync_centre.queue->photos_left == 1);
        seat.click("photos_now");
        CHECK(ann.state().sync_centre.queue->photos_left == 0);
        seat.picture("sync-done-" + look.name);
    }
}

TEST_CASE("conflict screen: two values, one press and a reason") {
    for (const Look& look : kLooks) {
        CAPTURE(look.name);
        Village village;
        AppWindow ann{village.folder.file("ann"), village.county, village.clock, village.random,
                      look.language};
        AppWindow bo{village.folder.file("bo"), village.county, village.clock, village.random};
        ann.join(village.code_for("安娜", "first_secretary"));
        bo.join(village.code_for("波", "village_cadre"));
        fill(village, ann, bo);
        Seat seat{ann, look.shape, look.language};
        ann.act(shell::Go{{PageKind::Conflict, {}, {}}});
        seat.person();
        seat.picture("conflict-list-" + look.name);
        REQUIRE(ann.state().conflict.conflicts.size() == 1);
        const FieldConflict& conflict = ann.state().conflict.conflicts.front();
        ann.act(conflict::Open{conflict.record, conflict.field});
        CHECK(seat.person().sees("王铁住"));
        CHECK(seat.person().sees("王铁注"));
        seat.picture("conflict-" + look.name);
        ann.act(conflict::Choose{conflict.values.front().op});
        seat.person();
        seat.picture("conflict-reason-" + look.name);
        CHECK_FALSE(seat.person().item("decide").enabled);
        const std::string reason = ann.view<ConflictView>().sheet->quick.front();
        seat.click(reason);
        CHECK(ann.state().conflict.reason == reason);
        seat.click("decide");
        CHECK(open_conflicts(ann.device().store()) == 0);
    }
}

TEST_CASE("settings screen: language changes at once, a backup says where it went") {
    for (const Look& look : kLooks) {
        CAPTURE(look.name);
        Village village;
        AppWindow window{village.folder.file("ann"), village.county, village.clock, village.random,
                         look.language};
        window.join(village.code_for("安娜", "first_secretary"));
        Seat seat{window, look.shape, look.language};
        window.act(shell::Go{{PageKind::Settings, {}, {}}});
        seat.person();
        seat.picture("settings-" + look.name);
        CHECK(seat.person().finds("Cunji") != seat.person().finds("村记 "));
        seat.picture("settings-below-" + look.name);
        const bool chinese = look.language == Language::Chinese;
        seat.click(chinese ? "English" : "中文");
        CHECK(window.state().shell.preferences.language ==
              (chinese ? Language::English : Language::Chinese));
        std::filesystem::create_directory(village.folder.file("stick"));
        seat.click("backup");
        seat.type("backup_folder", village.folder.file("stick"));
        seat.picture("backup-" + look.name);
        seat.click("backup_go");
        CHECK(window.state().settings.backing.report.has_value());
        seat.picture("backup-done-" + look.name);
    }
}

TEST_CASE("rescue screen: repairing waits for the copy") {
    for (const Look& look : kLooks) {
        CAPTURE(look.name);
        rescue::State state;
        state.folder = "/data";
        state.damaged = true;
        state.problem = {"error.db.damaged", {{"file", "/data/cunji.db"}}};
        const RescueView view = make_rescue_view(state, Texts{look.language});
        UiDriver person{
            look.shape, [&](Ui& ui) { (void)draw_rescue(ui, view); }, {}, nullptr, look.language};
        person.frame(3);
        CHECK(person.sees(view.title));
        CHECK_FALSE(person.item("mend_go").enabled);
        // NOLINTNEXTLINE(concurrency-mt-unsafe): tests have one thread
        if (const char* folder = std::getenv("CUNJI_PICTURES"))
            person.save_png(std::string{folder} + "/rescue-" + look.name + ".png");
    }
}

}  // namespace cunji::test
