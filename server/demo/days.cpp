#include "server/demo/days.h"

namespace cunji::demo {

namespace {

constexpr int kZoneMinutes = 8 * 60;
constexpr std::int64_t kDayMinutes = std::int64_t{24} * 60;

std::string padded(std::int64_t number, std::size_t digits) {
    std::string text = std::to_string(number);
    text.insert(0, digits - std::min(digits, text.size()), '0');
    return text;
}

}  // namespace

int year_of(Day day) {
    return static_cast<int>(std::chrono::year_month_day{day}.year());
}

unsigned month_of(Day day) {
    return static_cast<unsigned>(std::chrono::year_month_day{day}.month());
}

std::string date_text(Day day) {
    const std::chrono::year_month_day parts{day};
    return padded(year_of(day), 4) + '-' + padded(static_cast<unsigned>(parts.month()), 2) + '-' +
           padded(static_cast<unsigned>(parts.day()), 2);
}

std::string time_text(const Moment& moment) {
    return date_text(moment.day) + 'T' + padded(moment.minute / 60, 2) + ':' +
           padded(moment.minute % 60, 2) + "+08:00";
}

Millis millis_of(const Moment& moment) {
    const std::int64_t days = moment.day.time_since_epoch().count();
    return (days * kDayMinutes + moment.minute - kZoneMinutes) * 60 * 1000;
}

}  // namespace cunji::demo
