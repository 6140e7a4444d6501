#include "shared/base/china_time.h"

#include <doctest/doctest.h>

namespace cunji {

TEST_CASE("china time: the same on every machine, also over midnight") {
    constexpr Millis kAt = Millis{1'763'740'800'000};  // 2025-11-21T16:00:00Z
    CHECK(china_minute(kAt) == "2025-11-22T00:00");
    CHECK(china_day(kAt) == "2025-11-22");
    CHECK(china_day(kAt - 1) == "2025-11-21");
    CHECK(china_hour(kAt) == 0);
    CHECK(china_hour(kAt - 1) == 23);
}

}  // namespace cunji
