#include "client/model/photos.h"

#include "client/app/photos.h"
#include "client/app/preferences.h"
#include "client/model/desk.h"
#include "client/model/out.h"
#include "client/views/photos_view.h"
#include "tests/client/field_day.h"
#include "tests/support/jpeg_maker.h"

#include <doctest/doctest.h>

#include <deque>
#include <filesystem>

namespace cunji::test {

namespace {

/// The area alone: commands go in, effects run at once, what other areas are told is kept.
struct PhotosArea {
    FieldDay day;
    photos::State state;
    std::vector<Command> told;
    std::deque<photos::Command> inbox;
    std::string household = day.ann.save("household", a_household()).saved.id;

    void say(const photos::Command& command) {
        inbox.push_back(command);
        cunji::Desk desk{day.ann.device(), day.folder.file("ann"),
                         [&](const cunji::Command& posted) {
                             if (const auto* own = posted.as<photos::Command>()) {
                                 inbox.push_back(*own);
                             }
                         },
                         [] { return false; }};
        while (!inbox.empty()) {
            const photos::Command next = inbox.front();
            inbox.pop_front();
            Out out;
            out.now = day.clock.now();
            out.today = "2025-11-21";
            photos::update(state, next, out);
            for (const Command& other : out.commands)
                told.push_back(other);
            for (const Effect& effect : out.effects)
                photos::run(*effect.as<photos::Effect>(), desk);
        }
    }

    std::string file(const std::string& name, std::uint64_t seed) const {
        const std::string path = day.folder.file(name);
        write_file(path, make_jpeg({.seed = seed}));
        return path;
    }

    void begin(const char* stage = "dwelling") {
        say(photos::Enter{household, "add:" + std::string{stage}});
    }

    AddingView view() {
        const Texts texts{Language::English};
        const Words words{texts, day.ann.store().policy(), day.clock.now(), "2025-11-21"};
        return make_photos_view(state, words).adding;
    }

    std::vector<OutcomeLine::Kind> outcomes() {
        std::vector<OutcomeLine::Kind> out;
        for (const OutcomeLine& line : view().done)
            out.push_back(line.kind);
        return out;
    }
};

using Kind = OutcomeLine::Kind;

}  // namespace

TEST_CASE(
    "adding photos: dropped files wait for a stage, then all are added, one after the other") {
    PhotosArea area;
    area.say(photos::Drop{area.household, {area.file("a.jpg", 1), area.file("b.jpg", 2)}});
    REQUIRE(area.told.size() == 1);  // its page is opened
    area.begin("");
    CHECK(area.view().chosen.size() == 2);
    CHECK_FALSE(area.view().can_add);
    CHECK(area.view().why_not == "First choose the stage");
    area.say(photos::SetStage{"dwelling"});
    CHECK(area.view().can_add);
    area.say(photos::Add{});
    CHECK(area.outcomes() == std::vector<Kind>{Kind::Added, Kind::Added});
    CHECK(area.view().chosen.empty());
    CHECK(photos_of(area.day.ann.store(), std::vector<std::string>{area.household}).size() == 2);
}

TEST_CASE("adding photos: bad files are refused one by one in words, and the others go on") {
    PhotosArea area;
    const std::string good = area.file("good.jpg", 1);
    const std::string half = area.day.folder.file("half.jpg");
    write_file(half, make_jpeg({.seed = 2}).substr(0, 5000));
    const std::string png = area.day.folder.file("drawing.png");
    write_file(png, "\x89PNG\r\n\x1A\n and so on");
    const std::string text = area.day.folder.file("letter.txt");
    write_file(text, "dear village");
    area.begin();
    area.say(
        photos::Drop{area.household, {half, png, area.day.folder.file("none.jpg"), text, good}});
    area.say(photos::Add{});
    CHECK(area.outcomes() == std::vector<Kind>{Kind::Refused, Kind::Refused, Kind::Refused,
                                               Kind::Refused, Kind::Added});
    for (const OutcomeLine& line : area.view().done) {
        CHECK_FALSE(line.text.empty());
        CHECK(line.text.find("error.") == std::string::npos);
    }
    CHECK(area.view().done.at(1).text.find("PNG") != std::string::npos);
}

TEST_CASE("adding photos: a picture that proves something else already is said at once") {
    PhotosArea area;
    const std::string other = area.day.ann.save("household", a_household("李大山")).saved.id;
    REQUIRE(add_photo(area.day.ann.device(), {area.file("a.jpg", 1), other, "dwelling", ""}).ok());
    area.begin();
    area.say(photos::Drop{area.household, {area.day.folder.file("a.jpg")}});
    area.say(photos::Add{});
    CHECK(area.outcomes() == std::vector<Kind>{Kind::Reused});
    CHECK(area.view().done.front().text.find("李大山") != std::string::npos);
    SUBCASE("the same file for the same purpose is there already") {
        area.say(photos::Drop{area.household, {area.day.folder.file("a.jpg")}});
        area.say(photos::Add{});
        CHECK(photos_of(area.day.ann.store(), std::vector<std::string>{area.household}).size() ==
              1);
    }
}

TEST_CASE("adding photos: a folder is looked into, files are chosen and taken away by a tap") {
    PhotosArea area;
    const std::string folder = area.day.folder.file("card");
    std::filesystem::create_directories(folder + "/DCIM");
    area.file("card/a.jpg", 1);
    area.begin();
    area.say(photos::OpenFolder{folder});
    REQUIRE(area.view().in_folder);
    REQUIRE(area.view().files.size() == 2);
    CHECK(area.view().files.front().folder);
    area.say(photos::ChooseAll{});
    CHECK(area.view().files.back().chosen);
    area.say(photos::Toggle{folder + "/a.jpg"});
    CHECK_FALSE(area.view().files.back().chosen);
    area.say(photos::OpenFolder{folder + "/none"});
    CHECK(area.view().folder_problem.find(folder + "/none") != std::string::npos);
    CHECK(area.view().in_folder);
    area.say(photos::CloseFolder{});
    CHECK_FALSE(area.view().in_folder);
}

TEST_CASE("adding photos: new pictures of the watched folder are offered until they are settled") {
    PhotosArea area;
    const std::string folder = area.day.folder.file("card");
    std::filesystem::create_directories(folder);
    area.file("card/a.jpg", 1);
    area.file("card/b.jpg", 2);
    Preferences preferences;
    preferences.watched_folder = folder;
    write_preferences(area.day.ann.device().store(), preferences);
    area.begin();
    CHECK(area.view().offered.size() == 2);
    area.say(photos::Toggle{folder + "/a.jpg"});
    area.say(photos::Add{});
    CHECK(area.outcomes() == std::vector<Kind>{Kind::Added});
    CHECK(area.view().offered.size() == 1);
    area.say(photos::PutAside{});
    area.say(photos::LookAgain{});
    CHECK(area.view().offered.empty());
    SUBCASE("a card that was taken out is said") {
        std::filesystem::remove_all(folder);
        area.say(photos::LookAgain{});
        CHECK(area.view().watched_problem.find(folder) != std::string::npos);
    }
}

TEST_CASE("adding photos: stopping lets the present one end and keeps the others chosen") {
    PhotosArea area;
    area.begin();
    area.say(photos::Drop{area.household, {"a.jpg", "b.jpg", "c.jpg"}});
    Out out;
    photos::update(area.state, photos::Add{}, out);
    CHECK(out.effects.size() == 1);
    CHECK(area.view().running == "Adding 1 of 3");
    photos::update(area.state, photos::Stop{}, out);
    photos::Outcome outcome;
    outcome.file = "a.jpg";
    Out after;
    photos::update(area.state, photos::Added{area.household, outcome}, after);
    CHECK(after.effects.empty());
    CHECK(area.view().running.empty());
    CHECK(area.view().chosen.size() == 2);
}

TEST_CASE("one photo: facts, where else it is used, and where its original is") {
    PhotosArea area;
    const std::string other = area.day.ann.save("household", a_household("李大山")).saved.id;
    const std::string file = area.file("a.jpg", 1);
    const auto first = add_photo(area.day.ann.device(), {file, area.household, "dwelling", "大门"});
    REQUIRE(add_photo(area.day.ann.device(), {file, other, "dwelling", ""}).ok());
    area.say(photos::Enter{first->id, {}});
    const Texts texts{Language::English};
    const Words words{texts, area.day.ann.store().policy(), 0, "2025-11-21"};
    const ShowingView view = make_photos_view(area.state, words).showing;
    CHECK(view.title == "大门");
    CHECK(view.subtitle == "王铁柱");
    REQUIRE(view.elsewhere.size() == 1);
    CHECK(view.elsewhere.front().name == "李大山");
    CHECK(view.picture.size() == 2 * 64 + 1);
    CHECK(view.warnings.size() == 1);  // no time of taking
    area.say(photos::Enter{"nothing", {}});
    CHECK_FALSE(make_photos_view(area.state, words).showing.gone.empty());
}

}  // namespace cunji::test
