#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace cunji {

/// A day of the calendar, as people in the village count it; no zone.
using Day = std::chrono::sys_days;

/// Of a date ("2026-11-21"), or of a time ("2026-11-21T14:05+08:00") as its author's clock had it.
std::optional<Day> day_of(std::string_view text);

/// "2026-11-21".
std::string to_text(Day day);

/// The first day of its quarter.
Day quarter_begin(Day day);

}  // namespace cunji
