#pragma once

#include <cstdint>

namespace cunji {

/// Milliseconds since 1970-01-01 UTC. Evidence and tie-break only: devices' clocks are wrong.
using Millis = std::int64_t;

/// Time, passed in so that tests can be wrong by ten years.
class Clock {
public:
    virtual ~Clock() = default;
    /// What the machine believes the time is.
    virtual Millis now() = 0;
    /// Milliseconds since boot; never goes back, and nobody can set it.
    virtual Millis since_boot() = 0;
};

class SystemClock final : public Clock {
public:
    Millis now() override;
    Millis since_boot() override;
};

}  // namespace cunji
