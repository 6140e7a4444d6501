#pragma once

#include <string_view>

namespace cunji {

/// What a text of a date or time is.
enum class DateOutcome {
    Good,
    Malformed,   ///< not written as asked, or a day that no calendar has
    OutOfRange,  ///< a real day outside kYearMin to kYearMax
};

/// "2026-11-21", in the Gregorian calendar.
[[nodiscard]] DateOutcome check_date(std::string_view text);

/// "2026-11-21T14:05+08:00", seconds if wanted, "Z" for UTC. The offset must be there: a time
/// without one means nothing on another machine.
[[nodiscard]] DateOutcome check_time(std::string_view text);

}  // namespace cunji
