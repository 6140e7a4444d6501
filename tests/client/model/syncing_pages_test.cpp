// The pages that speak with the server, from the person's commands to the words on the screen.

#include "client/app/photos.h"
#include "client/model/conflict.h"
#include "client/model/enrol.h"
#include "client/model/settings.h"
#include "client/model/shell.h"
#include "client/model/sync_centre.h"
#include "server/qr_picture.h"
#include "tests/support/app_window.h"
#include "tests/support/jpeg_maker.h"
#include "tests/support/test_keys.h"

#include <doctest/doctest.h>

#include <algorithm>
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

Json a_house() {
    return {{"household_no", "H001"},
            {"group_name", "三组"},
            {"head_name", "王铁柱"},
            {"address", "水井旁"}};
}

}  // namespace

TEST_CASE("enrol: address and code make the device a person's, and the first sync fills it") {
    Village village;
    AppWindow window{village.folder.file("ann"), village.county, village.clock, village.random};
    CHECK(window.state().shell.page().kind == PageKind::Enrol);
    window.act(enrol::Join{});
    CHECK_FALSE(window.view<EnrolView>().problem.empty());

    // A whole message pasted into the field of the address.
    const std::string code = village.code_for("安娜", "first_secretary");
    window.act(enrol::TypeServer{"server http://localhost code " + code + ", 24 h"});
    CHECK(window.state().enrol.server == "http://localhost");
    CHECK(window.state().enrol.code == code);

    window.dead = true;
    window.act(enrol::Join{});
    CHECK_FALSE(window.view<EnrolView>().problem.empty());
    CHECK(window.state().enrol.code == code);  // what was typed stays

    window.dead = false;
    window.act(enrol::Join{});
    CHECK(window.state().enrol.step == enrol::Step::Ready);
    CHECK(window.view<EnrolView>().title.find("安娜") != std::string::npos);
    CHECK(window.state().shell.person == "安娜");
    window.act(enrol::Begin{});
    CHECK(window.state().shell.page().kind == PageKind::Today);
}

TEST_CASE("enrol: a picture of the code fills both fields, another picture says what it is") {
    Village village;
    AppWindow window{village.folder.file("ann"), village.county, village.clock, village.random};
    const std::string code = village.code_for("安娜", "first_secretary");
    const std::string file = village.folder.file("qr.png");
    write_file(file, qr_png(enrol_payload({"http://localhost", code})));
    window.act(enrol::TakePicture{file});
    CHECK(window.state().enrol.server == "http://localhost");
    CHECK(window.state().enrol.code == code);
    write_file(file, make_jpeg({}));
    window.act(enrol::TakePicture{file});
    REQUIRE(window.state().enrol.problem.has_value());
    CHECK(window.state().enrol.problem->key == "error.qr.none");
    CHECK(window.state().enrol.code == code);
}

TEST_CASE("enrol: a picture for another village is refused, and its code typed by hand is not") {
    Village village;
    AppWindow window{village.folder.file("ann"), village.county, village.clock, village.random};
    const std::string code = village.code_for("安娜", "first_secretary");
    const std::string file = village.folder.file("qr.png");
    write_file(file, qr_png(enrol_payload({"http://localhost", code, kOtherVillage})));
    window.act(enrol::TakePicture{file});
    window.act(enrol::Join{});
    REQUIRE(window.state().enrol.problem.has_value());
    CHECK(window.state().enrol.step == enrol::Step::Join);
    CHECK_FALSE(window.view<EnrolView>().problem.empty());
    // The same code, but the picture's village does not come with it any more.
    window.act(enrol::TypeCode{code.substr(1)});
    window.act(enrol::TypeCode{code});
    window.act(enrol::Join{});
    CHECK(window.state().enrol.step == enrol::Step::Ready);
}

TEST_CASE("sync centre: what is only here goes to the server, and the page says both") {
    Village village;
    AppWindow window{village.folder.file("ann"), village.county, village.clock, village.random};
    window.join(village.code_for("安娜", "first_secretary"));
    window.save("household", a_house());
    window.act(shell::OpenTab{PageKind::Sync});
    SyncCentreView view = window.view<SyncCentreView>();
    REQUIRE(view.items.size() == 1);
    CHECK(view.items.front().title == "王铁柱");
    CHECK(view.items.front().mood == Mood::Warn);
    CHECK(view.mood == Mood::Warn);

    window.dead = true;
    window.act(sync_centre::SyncNow{});
    view = window.view<SyncCentreView>();
    CHECK_FALSE(view.problem.empty());
    CHECK(view.items.front().mood == Mood::Warn);
    CHECK(window.app_view().shell.toast->problem);

    window.dead = false;
    window.act(sync_centre::SyncNow{});
    CHECK_FALSE(window.app_view().shell.toast->problem);
    view = window.view<SyncCentreView>();
    CHECK(view.problem.empty());
    CHECK(view.items.front().mood == Mood::Good);
    CHECK(view.mood == Mood::Good);
    CHECK_FALSE(view.rounds.empty());
    window.act(sync_centre::ChooseFilter{sync_centre::Filter::Waiting});
    CHECK(window.view<SyncCentreView>().items.empty());
}

TEST_CASE("sync centre: a save goes by itself a little later, and nothing wakes up for nothing") {
    Village village;
    AppWindow window{village.folder.file("ann"), village.county, village.clock, village.random};
    window.join(village.code_for("安娜", "first_secretary"));
    village.clock.pass(shell::kUndoMillis);
    window.app().settle();
    window.save("household", a_house());
    REQUIRE(window.app().wake_at().has_value());
    village.clock.pass(kSyncAfterSave);
    window.app().settle();
    CHECK(sync_status(window.device().store()).on_device == 0);
    CHECK(window.state().shell.on_device == 0);

    AppWindow stranger{village.folder.file("bo"), village.county, village.clock, village.random};
    CHECK_FALSE(stranger.app().wake_at().has_value());
}

TEST_CASE("sync centre: pictures wait while they are paused, records go") {
    Village village;
    AppWindow window{village.folder.file("ann"), village.county, village.clock, village.random};
    window.join(village.code_for("安娜", "first_secretary"));
    window.save("household", a_house());
    const auto household = window.device().store().db().text("SELECT id FROM household");
    write_file(village.folder.file("photo.jpg"), make_jpeg({}));
    REQUIRE(
        add_photo(window.device(), {village.folder.file("photo.jpg"), *household, "visit", "门口"})
            .ok());
    window.act(shell::OpenTab{PageKind::Sync});
    window.act(sync_centre::ChooseSending{PhotoSending::WhenAsked});
    window.act(sync_centre::SyncNow{});
    SyncCentreView view = window.view<SyncCentreView>();
    REQUIRE(view.photos.size() == 1);
    CHECK(view.sending == "when_asked");
    CHECK_FALSE(view.photos_now.empty());
    CHECK(window.state().sync_centre.queue->on_device == 0);
    window.act(sync_centre::SyncNow{.photos = true});
    CHECK(window.view<SyncCentreView>().photos.empty());
}

TEST_CASE("sync centre: the log goes into a folder, a wrong folder is said beside the field") {
    Village village;
    AppWindow window{village.folder.file("ann"), village.county, village.clock, village.random};
    window.join(village.code_for("安娜", "first_secretary"));
    window.act(shell::OpenTab{PageKind::Sync});
    window.act(sync_centre::AskExport{});
    window.act(sync_centre::TypeFolder{village.folder.file("nowhere")});
    window.act(sync_centre::Export{});
    REQUIRE(window.view<SyncCentreView>().exporting.has_value());
    CHECK_FALSE(window.view<SyncCentreView>().exporting->problem.empty());
    window.act(sync_centre::TypeFolder{village.folder.path().string()});
    window.act(sync_centre::Export{});
    CHECK_FALSE(window.view<SyncCentreView>().exporting.has_value());
    CHECK(std::filesystem::exists(village.folder.file("cunji-sync-log.txt")));
}

TEST_CASE("conflict: one of two values is chosen with a reason, and both devices agree") {
    Village village;
    AppWindow ann{village.folder.file("ann"), village.county, village.clock, village.random};
    AppWindow bo{village.folder.file("bo"), village.county, village.clock, village.random};
    ann.join(village.code_for("安娜", "first_secretary"));
    bo.join(village.code_for("波", "village_cadre"));
    ann.save("household", a_house());
    const auto id = *ann.device().store().db().text("SELECT id FROM household");
    const auto settle = [&] {
        for (int round = 0; round < 2; ++round) {
            ann.act(sync_centre::SyncNow{});
            bo.act(sync_centre::SyncNow{});
        }
    };
    settle();
    ann.save("household", {{"id", id}, {"head_name", "王铁注"}});
    bo.save("household", {{"id", id}, {"head_name", "王铁住"}});
    settle();
    CHECK(ann.state().shell.conflicts == 1);

    ann.act(shell::Go{{PageKind::Conflict, {}, {}}});
    REQUIRE(ann.view<ConflictView>().rows.size() == 1);
    ann.act(conflict::Open{id, "head_name"});
    ConflictView view = ann.view<ConflictView>();
    REQUIRE(view.one.has_value());
    REQUIRE(view.one->sides.size() == 2);
    const auto right =
        std::find_if(view.one->sides.begin(), view.one->sides.end(),
                     [](const ConflictSide& side) { return side.value == "王铁住"; });
    REQUIRE(right != view.one->sides.end());
    ann.act(conflict::Choose{right->op});
    view = ann.view<ConflictView>();
    REQUIRE(view.sheet.has_value());
    CHECK_FALSE(view.sheet->can_confirm);
    CHECK(view.sheet->effect.find("王铁住") != std::string::npos);
    ann.act(conflict::TypeReason{view.sheet->quick.front()});
    ann.act(conflict::Decide{});
    CHECK(ann.view<ConflictView>().rows.empty());
    settle();
    CHECK(bo.state().shell.conflicts == 0);
    CHECK(digest_of(ann.device().store()) == digest_of(bo.device().store()));
    CHECK(bo.device().store().db().text("SELECT head_name FROM household") == "王铁住");
}

TEST_CASE("settings: language, text size and colours are kept at once") {
    Village village;
    const std::string folder = village.folder.file("ann");
    {
        AppWindow window{folder, village.county, village.clock, village.random};
        window.join(village.code_for("安娜", "first_secretary"));
        window.act(shell::OpenTab{PageKind::Settings});
        CHECK_FALSE(window.view<SettingsView>().loading);
        window.act(settings::ChooseLanguage{Language::Chinese});
        window.act(settings::ChooseLargeText{true});
        window.act(settings::ChooseTheme{ThemeKind::Outdoor});
        CHECK(window.state().shell.preferences.large_text);
    }
    const AppWindow again{folder, village.county, village.clock, village.random};
    CHECK(again.state().shell.preferences.language == Language::Chinese);
    CHECK(again.state().shell.preferences.theme == ThemeKind::Outdoor);
}

TEST_CASE("settings: a backup goes to a folder, and one that cannot be says why") {
    Village village;
    AppWindow window{village.folder.file("ann"), village.county, village.clock, village.random};
    window.join(village.code_for("安娜", "first_secretary"));
    window.act(shell::OpenTab{PageKind::Settings});
    window.act(settings::OpenSheet{settings::SheetKind::Backup});
    window.act(settings::TypeFolder{village.folder.file("nowhere")});
    window.act(settings::BackUp{});
    CHECK_FALSE(window.view<SettingsView>().backup->problem.empty());
    std::filesystem::create_directory(village.folder.file("stick"));
    window.act(settings::TypeFolder{village.folder.file("stick")});
    window.act(settings::BackUp{});
    CHECK_FALSE(window.view<SettingsView>().backup->done_title.empty());
    window.act(settings::CloseSheet{});
    window.act(settings::OpenSheet{settings::SheetKind::Licences});
    CHECK(window.view<SettingsView>().licences_lines.size() > 20);
}

TEST_CASE("settings: another person of the machine has a folder of their own") {
    Village village;
    AppWindow window{village.folder.file("ann"), village.county, village.clock, village.random};
    test::give_passphrase(village.folder.file("ann"));
    window.join(village.code_for("安娜", "first_secretary"));
    window.act(shell::OpenTab{PageKind::Settings});
    REQUIRE(window.view<SettingsView>().people.size() == 1);
    CHECK(window.view<SettingsView>().people.front().current);
    window.act(settings::AddPerson{});
    CHECK(window.state().enrol.wanted_folder == village.folder.file("ann") + "/people/2");
}

}  // namespace cunji::test
