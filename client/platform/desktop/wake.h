#pragma once

#include <initializer_list>
#include <optional>

namespace cunji {

/// Seconds until the first of what is expected; nothing when nothing is: the program sleeps until
/// someone does something.
std::optional<double> sleep_time(std::initializer_list<std::optional<double>> expected);

/// Whole milliseconds to wait, rounded up so that nobody wakes just before the time.
int wait_milliseconds(double seconds);

}  // namespace cunji
