#include "shared/base/clock.h"

#include "tests/support/fake_clock.h"

#include <doctest/doctest.h>

namespace cunji::test {

TEST_CASE("clock: the system's is past the year 2024, and its time since boot does not go back") {
    SystemClock clock;
    CHECK(clock.now() > 1'704'067'200'000);
    Millis before = clock.since_boot();
    CHECK(before >= 0);
    for (int i = 0; i < 1000; ++i) {
        const Millis now = clock.since_boot();
        CHECK(now >= before);
        before = now;
    }
}

TEST_CASE("clock: the tests' stands still, passes, and can be set wrong") {
    FakeClock clock{1000, 50};
    CHECK(clock.now() == 1000);
    CHECK(clock.now() == 1000);
    clock.pass(10);
    CHECK(clock.now() == 1010);
    CHECK(clock.since_boot() == 60);
    clock.set_now(-5);
    CHECK(clock.now() == -5);
    CHECK(clock.since_boot() == 60);
    clock.set_since_boot(0);
    CHECK(clock.since_boot() == 0);
}

}  // namespace cunji::test
