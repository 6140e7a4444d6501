#include "client/reading/day.h"

#include "shared/policy/calendar.h"

#include <array>
#include <charconv>
#include <cstddef>

namespace cunji {

namespace {

constexpr std::size_t kDateLength = 10;

int number_at(std::string_view text, std::size_t at, std::size_t length) {
    int value = 0;
    std::from_chars(text.data() + at, text.data() + at + length, value);
    return value;
}

/// The number in `width` digits; it has no more.
void add_digits(std::string& out, int number, std::size_t width) {
    const std::string digits = std::to_string(number);
    out.append(width > digits.size() ? width - digits.size() : 0, '0');
    out += digits;
}

}  // namespace

std::optional<Day> day_of(std::string_view text) {
    if (text.size() < kDateLength) return std::nullopt;
    if (check_date(text.substr(0, kDateLength)) != DateOutcome::Good) return std::nullopt;
    const std::chrono::year_month_day date{
        std::chrono::year{number_at(text, 0, 4)},
        std::chrono::month{static_cast<unsigned>(number_at(text, 5, 2))},
        std::chrono::day{static_cast<unsigned>(number_at(text, 8, 2))}};
    return Day{date};
}

std::string to_text(Day day) {
    const std::chrono::year_month_day date{day};
    std::string out;
    add_digits(out, int{date.year()}, 4);
    out += '-';
    add_digits(out, static_cast<int>(unsigned{date.month()}), 2);
    out += '-';
    add_digits(out, static_cast<int>(unsigned{date.day()}), 2);
    return out;
}

Day quarter_begin(Day day) {
    const std::chrono::year_month_day date{day};
    const unsigned month = (unsigned{date.month()} - 1) / 3 * 3 + 1;
    return Day{date.year() / std::chrono::month{month} / 1};
}

}  // namespace cunji
