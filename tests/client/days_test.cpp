#include "client/app/days.h"

#include <doctest/doctest.h>

namespace cunji::test {

TEST_CASE("days: a day has a number, and back") {
    CHECK(day_number("1970-01-01") == 0);
    CHECK(day_number("2026-11-25") == 20782);
    CHECK(day_number("2024-03-01").value() - day_number("2024-02-28").value() == 2);
    CHECK(day_text(20782) == "2026-11-25");
    CHECK(day_text(day_number("2024-02-29").value()) == "2024-02-29");
}

TEST_CASE("days: a time counts by the day where it was written") {
    CHECK(day_number("2026-11-25T00:30+08:00") == day_number("2026-11-25"));
    CHECK_FALSE(day_number("2026-02-30").has_value());
    CHECK_FALSE(day_number("").has_value());
    CHECK_FALSE(day_number("25.11.2026").has_value());
}

TEST_CASE("days: moments are the same in every time zone") {
    CHECK(instant_of("1970-01-01T08:00+08:00") == 0);
    CHECK(instant_of("1970-01-01T00:00:07Z") == 7);
    CHECK(instant_of("1969-12-31T19:00-05:00") == 0);
    CHECK_FALSE(instant_of("2026-11-25T00:30").has_value());
    CHECK_FALSE(instant_of("2026-11-25").has_value());
}

}  // namespace cunji::test
