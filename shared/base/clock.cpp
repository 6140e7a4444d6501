#include "shared/base/clock.h"

#include <chrono>

namespace cunji {

namespace {

template <typename ClockType>
Millis millis_of() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               ClockType::now().time_since_epoch())
        .count();
}

}  // namespace

Millis SystemClock::now() {
    return millis_of<std::chrono::system_clock>();
}

Millis SystemClock::since_boot() {
    return millis_of<std::chrono::steady_clock>();
}

}  // namespace cunji
