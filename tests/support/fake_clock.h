#pragma once

#include "shared/base/clock.h"

namespace cunji::test {

/// A clock that stands still until the test moves it, and can be as wrong as a tablet's.
class FakeClock final : public Clock {
public:
    explicit FakeClock(Millis now = 1'763'700'000'000, Millis since_boot = 60'000)
        : now_(now), since_boot_(since_boot) {}

    Millis now() override { return now_; }

    Millis since_boot() override { return since_boot_; }

    /// Time goes by: both move.
    void pass(Millis duration) {
        now_ += duration;
        since_boot_ += duration;
    }

    /// Somebody sets the wall clock, right or wrong; the time since boot does not care.
    void set_now(Millis now) { now_ = now; }

    /// The machine was started again.
    void set_since_boot(Millis since_boot) { since_boot_ = since_boot; }

private:
    Millis now_;
    Millis since_boot_;
};

}  // namespace cunji::test
