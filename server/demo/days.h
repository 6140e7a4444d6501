#pragma once

#include "shared/base/clock.h"

#include <chrono>
#include <string>

namespace cunji::demo {

// The county's calendar: days, and minutes of a day in China's one zone.

using Day = std::chrono::sys_days;

constexpr Day day(int year, unsigned month, unsigned in_month) {
    return std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{in_month};
}

constexpr Day after(Day from, std::int64_t days) {
    return from + std::chrono::days{days};
}

int year_of(Day day);
unsigned month_of(Day day);

struct Moment {
    Day day{};
    int minute = 9 * 60;

    [[nodiscard]] Moment later(int minutes) const { return {day, minute + minutes}; }
};

/// "2020-05-03"
std::string date_text(Day day);
/// "2020-05-03T09:20+08:00"
std::string time_text(const Moment& moment);
Millis millis_of(const Moment& moment);

}  // namespace cunji::demo
