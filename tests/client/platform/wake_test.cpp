#include "client/platform/desktop/wake.h"

#include "client/platform/desktop/window.h"

#include <doctest/doctest.h>

namespace cunji {

TEST_CASE("the program sleeps until the first thing that is expected, or until someone comes") {
    CHECK(sleep_time({std::nullopt, std::nullopt}) == std::nullopt);
    CHECK(sleep_time({4.0, std::nullopt, 0.5}) == 0.5);
    CHECK(sleep_time({-3.0, 1.0}) == 0.0);
}

TEST_CASE("nobody wakes just before the time, or wakes for ever") {
    CHECK(wait_milliseconds(0) == 0);
    CHECK(wait_milliseconds(0.0101) == 11);
    CHECK(wait_milliseconds(1e12) == 24 * 3600 * 1000);
}

TEST_CASE("a screen's scale goes in quarters and leaves room for the contents") {
    CHECK(scale_for_screen(96, 1366) == 1.0F);
    CHECK(scale_for_screen(112, 1366) == 1.0F);
    CHECK(scale_for_screen(157, 1920) == 1.5F);
    CHECK(scale_for_screen(280, 3840) == 2.75F);
    CHECK(scale_for_screen(280, 1366) == 1.25F);
    CHECK(scale_for_screen(0, 1366) == 1.0F);
}

}  // namespace cunji
