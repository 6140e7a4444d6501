#include "client/platform/desktop/seen_log.h"

#include "shared/base/failure.h"
#include "shared/json/json.h"
#include "tests/support/temp_dir.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace cunji {

namespace {

ui::Recorder screen(std::string label) {
    const ui::Rect window{0, 0, 400, 800};
    ui::Recorder seen;
    seen.add(ui::SeenText{"村记", {10, 10, 60, 40}, window, 0});
    seen.add(ui::SeenText{"below", {10, 900, 60, 940}, window, 0});
    seen.add(ui::SeenItem{.id = 1,
                          .name = "save",
                          .label = std::move(label),
                          .rect = {100, 600, 300, 696},
                          .clip = window});
    return seen;
}

}  // namespace

TEST_CASE("what the window shows is told by label and place, in the window's own units") {
    const Json line = Json::parse(seen_as_json(screen("保存"), 2));
    CHECK(line["texts"] == Json::array({"村记"}));
    const Json& item = line["items"][0];
    CHECK(item["label"] == "保存");
    CHECK(item["x"] == 100);
    CHECK(item["y"] == 324);
    CHECK(item["width"] == 100);
    CHECK(item["visible"] == true);
    CHECK(item["enabled"] == true);
}

TEST_CASE("a character that was cut in two is no reason to say nothing") {
    CHECK_NOTHROW(Json::parse(seen_as_json(screen("\xE4\xBF"), 1)));
}

TEST_CASE("the log gets a line when the window shows something else, and only then") {
    const test::TempDir folder;
    SeenLog log{folder.file("seen")};
    log.write(screen("保存"), 1);
    log.write(screen("保存"), 1);
    log.write(screen("已保存"), 1);
    const std::string text = test::read_file(folder.file("seen"));
    CHECK(std::count(text.begin(), text.end(), '\n') == 2);
    CHECK_THROWS_AS(SeenLog{folder.file("no/such/folder")}, Failure);
}

}  // namespace cunji
