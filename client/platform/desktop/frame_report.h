#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace cunji {

/// What drawing costs, for benchmarks: how long the program's own work takes in a frame, how often
/// it wakes although nothing happens, how long the first picture takes.
class FrameReport {
public:
    using Microseconds = std::chrono::microseconds;

    /// The loop woke: something happened, or only a time had come.
    void woke(bool by_event) { ++(by_event ? events_ : timers_); }

    void worked(Microseconds time) { work_.push_back(static_cast<std::int64_t>(time.count())); }

    /// A picture was shown; the first time since the program began.
    void shown();

    /// One line of JSON.
    [[nodiscard]] std::string json() const;

private:
    std::int64_t events_ = 0;
    std::int64_t timers_ = 0;
    std::int64_t shown_ = 0;
    std::int64_t first_shown_ms_ = -1;
    std::vector<std::int64_t> work_;
    std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
};

/// Milliseconds since this process was started, to the kernel's 10 ms; -1 when it does not say.
std::int64_t process_age_ms();

}  // namespace cunji
