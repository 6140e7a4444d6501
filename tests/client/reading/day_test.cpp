#include "client/reading/day.h"

#include <doctest/doctest.h>

namespace cunji::test {

TEST_CASE("day: of a date, of a time, of nothing that a calendar has") {
    const auto november = Day{std::chrono::year{2026} / 11 / 21};
    CHECK(day_of("2026-11-21") == november);
    CHECK(day_of("2026-11-21T23:59+08:00") == november);
    CHECK(to_text(november) == "2026-11-21");
    CHECK(to_text(Day{std::chrono::year{987} / 1 / 2}) == "0987-01-02");
    for (const char* text : {"", "2026-11", "2026-02-30", "21.11.2026"})
        CHECK_FALSE(day_of(text).has_value());
}

TEST_CASE("day: a quarter begins in January, April, July and October") {
    const auto begin_of = [](const char* day) { return to_text(quarter_begin(*day_of(day))); };
    CHECK(begin_of("2026-01-01") == "2026-01-01");
    CHECK(begin_of("2026-03-31") == "2026-01-01");
    CHECK(begin_of("2026-06-30") == "2026-04-01");
    CHECK(begin_of("2026-12-31") == "2026-10-01");
}

}  // namespace cunji::test
