#include "client/app/photos.h"
#include "client/model/app.h"
#include "client/model/photos.h"
#include "client/model/shell.h"
#include "client/screens/frame.h"
#include "client/views/app_view.h"
#include "tests/client/field_day.h"
#include "tests/support/jpeg_maker.h"
#include "tests/support/test_keys.h"
#include "tests/support/ui_driver.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <memory>

namespace cunji::test {

namespace {

/// A first secretary in front of the window, in a village where the county has a road built.
struct Site {
    FieldDay day;
    Desk office = day.another("县里", "county_merger");
    std::string road;
    std::unique_ptr<App> app;
    std::unique_ptr<UiDriver> person;

    explicit Site(ScreenShape shape = kDesktop) {
        road = office
                   .save("project", {{"name", "雾岭脚村通组路硬化工程"},
                                     {"category", "infrastructure"},
                                     {"step", "pool"},
                                     {"pool_no", "P-1"},
                                     {"pooled_on", "2025-03-01"},
                                     {"place", "三组"},
                                     {"content", "硬化三组至五组通组路，路面宽3.5米。"},
                                     {"start_plan", "2025-10-01"},
                                     {"end_plan", "2026-06-30"},
                                     {"total", 96'000'000},
                                     {"fund_central", 60'000'000},
                                     {"fund_county", 36'000'000}})
                   .saved.id;
        for (const char* step :
             {"approved", "plan", "plan_approved", "filed", "publicized", "building"}) {
            office.save("project", {{"id", road}, {"step", step}});
        }
        office.save("project", {{"id", road}, {"start_on", "2025-10-02"}});
        office.sync();
        day.ann.sync();
        const auto added =
            add_photo(day.ann.device(), {file("old.jpg", 7), road, "before", "村口"});
        REQUIRE(added.ok());
        day.ann.save("progress", {{"project", road},
                                  {"report_on", "2025-11-10"},
                                  {"percent", 30},
                                  {"note", "路基完成"}});
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
        person->frame(2);
        person->click("projects");
        person->frame(2);
    }

    std::string file(const std::string& name, std::uint64_t seed) const {
        const std::string path = day.folder.file(name);
        write_file(path, make_jpeg({.seed = seed,
                                    .exif = ExifSpec{.taken_at = "2025:09:20 10:30:00",
                                                     .lat_e7 = 261'234'567,
                                                     .lon_e7 = 1'061'234'560}}));
        return path;
    }

    void draw(Ui& ui) const {
        const FieldDevice& device = app->device();
        const Words words{device.texts(), device.store().policy(), app->now(), "2025-11-21"};
        Commands commands;
        draw_frame(ui, make_app_view(app->state(), words), commands);
        app->take(commands);
    }

    /// For a person to look at: CUNJI_SHOTS names a folder.
    void shot(const std::string& name) const {
        // NOLINTNEXTLINE(concurrency-mt-unsafe): one thread
        const char* folder = std::getenv("CUNJI_SHOTS");
        if (folder != nullptr) person->save_png(std::string{folder} + "/" + name + ".png");
    }
};

std::string shape_name(const ScreenShape& shape) {
    return shape.width > 800 ? "desktop" : "phone";
}

}  // namespace

TEST_CASE("projects: the list says what needs a look, and opens a project with its ten steps") {
    for (const ScreenShape shape : {kDesktop, kPhone}) {
        const Site site{shape};
        UiDriver& person = *site.person;
        CHECK(person.sees("雾岭脚村通组路硬化工程"));
        site.shot("projects_" + shape_name(shape));
        person.click("雾岭脚村通组路硬化工程");
        person.frame(3);
        site.shot("project_" + shape_name(shape));
        CHECK(person.sees("缺“标志牌”照片"));
        CHECK(person.finds("请款、实施和报账"));
        CHECK(person.finds("这一步由乡镇推进"));
        CHECK(person.finds("缺照片，点这里添加"));
        site.shot("project_slots_" + shape_name(shape));
        CHECK(person.finds("路基完成"));
        CHECK(person.finds("来源合计"));
        site.shot("project_end_" + shape_name(shape));
    }
}

TEST_CASE(
    "projects: dropped files are added beside the picture from before, bad ones are refused") {
    for (const ScreenShape shape : {kDesktop, kPhone}) {
        Site site{shape};
        UiDriver& person = *site.person;
        const std::string bad = site.day.folder.file("letter.jpg");
        write_file(bad, "dear village");
        site.app->post(shell::Go{{PageKind::Project, site.road, {}}});
        site.app->post(photos::Drop{
            site.road, {site.file("new.jpg", 9), bad, site.day.folder.file("old.jpg")}});
        person.frame(3);
        CHECK(person.finds("选好的照片：3 张"));
        person.click("stage");
        person.frame(2);
        person.click("实施中");
        person.frame(2);
        CHECK(person.finds("实施前的照片"));
        site.shot("adding_" + shape_name(shape));
        person.click("添加 3 张照片");
        person.frame(3);
        CHECK(person.finds("已添加，原图原样保存"));
        CHECK(person.finds("这个文件不是照片"));
        CHECK(person.finds("同一张照片也用在"));
        site.shot("added_" + shape_name(shape));
    }
}

TEST_CASE("projects: one photo stands large with its facts") {
    for (const ScreenShape shape : {kDesktop, kPhone}) {
        Site site{shape};
        UiDriver& person = *site.person;
        const std::vector<PhotoItem> photos =
            photos_of(site.day.ann.store(), std::vector<std::string>{site.road});
        REQUIRE(photos.size() == 1);
        site.app->post(shell::Go{{PageKind::Photo, photos.front().id, {}}});
        person.frame(3);
        CHECK(person.sees("村口"));
        CHECK(person.finds("只在本机，等待上传"));
        CHECK(person.finds("2025-09-20 10:30"));
        site.shot("photo_" + shape_name(shape));
    }
}

}  // namespace cunji::test
