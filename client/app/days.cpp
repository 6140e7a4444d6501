#include "client/app/days.h"

#include "shared/policy/calendar.h"

#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>

namespace cunji {

namespace {

constexpr std::int64_t kDaySeconds = 86'400;
constexpr std::size_t kDayLength = 10;  ///< "2026-11-21"

std::int64_t digits(std::string_view text, std::size_t from, std::size_t count) {
    std::int64_t out = 0;
    const std::string_view part = text.substr(from, count);
    std::from_chars(part.data(), part.data() + part.size(), out);
    return out;
}

}  // namespace

std::optional<std::int64_t> day_number(std::string_view text) {
    const std::string_view day = text.substr(0, kDayLength);
    if (check_date(day) != DateOutcome::Good) return std::nullopt;
    const std::chrono::year_month_day date{
        std::chrono::year{static_cast<int>(digits(day, 0, 4))},
        std::chrono::month{static_cast<unsigned>(digits(day, 5, 2))},
        std::chrono::day{static_cast<unsigned>(digits(day, 8, 2))}};
    return std::chrono::sys_days{date}.time_since_epoch().count();
}

std::string day_text(std::int64_t day) {
    const std::chrono::year_month_day date{
        std::chrono::sys_days{std::chrono::days{static_cast<int>(day)}}};
    std::array<char, 32> out{};
    std::snprintf(out.data(), out.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return out.data();
}

std::optional<std::int64_t> instant_of(std::string_view text) {
    if (check_time(text) != DateOutcome::Good) return std::nullopt;
    const std::optional<std::int64_t> day = day_number(text);
    if (!day) return std::nullopt;
    std::int64_t out = *day * kDaySeconds + digits(text, 11, 2) * 3600 + digits(text, 14, 2) * 60;
    std::string_view rest = text.substr(16);
    if (rest.starts_with(':')) {
        out += digits(rest, 1, 2);
        rest = rest.substr(3);
    }
    if (rest.starts_with('+') || rest.starts_with('-')) {
        const std::int64_t offset = digits(rest, 1, 2) * 3600 + digits(rest, 4, 2) * 60;
        out += rest.front() == '+' ? -offset : offset;
    }
    return out;
}

}  // namespace cunji
