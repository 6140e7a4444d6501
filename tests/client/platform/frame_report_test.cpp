#include "client/platform/desktop/frame_report.h"

#include "shared/json/json.h"

#include <doctest/doctest.h>

namespace cunji {

TEST_CASE("the report of frames counts what happened and is one line of JSON") {
    FrameReport report;
    report.woke(true);
    report.woke(false);
    report.woke(false);
    for (const int time : {100, 300, 200})
        report.worked(FrameReport::Microseconds{time});
    report.shown();
    report.shown();

    const Json read = Json::parse(report.json());
    CHECK(read["wakes_by_event"] == 1);
    CHECK(read["wakes_by_time"] == 2);
    CHECK(read["frames"] == 3);
    CHECK(read["shown"] == 2);
    CHECK(read["work_us"]["median"] == 200);
    CHECK(read["work_us"]["max"] == 300);
    CHECK(read["first_frame_ms"] >= 0);
    CHECK(report.json().find('\n') == std::string::npos);
}

TEST_CASE("a report of no frame at all is a report too") {
    CHECK(Json::parse(FrameReport{}.json())["frames"] == 0);
}

}  // namespace cunji
