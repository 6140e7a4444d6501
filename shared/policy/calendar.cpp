#include "shared/policy/calendar.h"

#include "shared/policy/field_limits.h"

#include <chrono>
#include <optional>

namespace cunji {

namespace {

constexpr std::size_t kDateLength = 10;
constexpr int kOffsetHoursMax = 14;  // Kiribati

/// All of the text as a number; digits only.
std::optional<int> number_of(std::string_view digits) {
    int number = 0;
    for (const char c : digits) {
        if (c < '0' || c > '9') return std::nullopt;
        number = number * 10 + (c - '0');
    }
    return number;
}

/// "hh:mm", up to `hours`:59.
bool is_clock(std::string_view text, int hours) {
    if (text.size() != 5 || text[2] != ':') return false;
    const auto hour = number_of(text.substr(0, 2));
    const auto minute = number_of(text.substr(3));
    return hour && minute && *hour <= hours && *minute <= 59;
}

bool is_offset(std::string_view text) {
    if (text == "Z") return true;
    return !text.empty() && (text[0] == '+' || text[0] == '-') &&
           is_clock(text.substr(1), kOffsetHoursMax);
}

}  // namespace

DateOutcome check_date(std::string_view text) {
    if (text.size() != kDateLength || text[4] != '-' || text[7] != '-') {
        return DateOutcome::Malformed;
    }
    const auto year = number_of(text.substr(0, 4));
    const auto month = number_of(text.substr(5, 2));
    const auto day = number_of(text.substr(8));
    if (!year || !month || !day) return DateOutcome::Malformed;
    const std::chrono::year_month_day date{std::chrono::year{*year},
                                           std::chrono::month{static_cast<unsigned>(*month)},
                                           std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok()) return DateOutcome::Malformed;
    return *year >= kYearMin && *year <= kYearMax ? DateOutcome::Good : DateOutcome::OutOfRange;
}

DateOutcome check_time(std::string_view text) {
    if (text.size() < kDateLength + 1 || text[kDateLength] != 'T') return DateOutcome::Malformed;
    std::string_view rest = text.substr(kDateLength + 1);
    if (!is_clock(rest.substr(0, 5), 23)) return DateOutcome::Malformed;
    rest.remove_prefix(5);
    if (rest.starts_with(':')) {
        const auto second = number_of(rest.substr(1, 2));
        if (rest.size() < 3 || !second || *second > 59) return DateOutcome::Malformed;
        rest.remove_prefix(3);
    }
    if (!is_offset(rest)) return DateOutcome::Malformed;
    return check_date(text.substr(0, kDateLength));
}

}  // namespace cunji
