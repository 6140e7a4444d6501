#include "client/widgets/date.h"

#include <array>
#include <cstdio>
#include <string>
#include <vector>

namespace cunji::ui {

namespace {

/// The numbers in a text, in order; none when it holds more than four.
std::vector<int> numbers_in(std::string_view text) {
    constexpr std::size_t kMostDigits = 8;
    std::vector<int> out;
    std::size_t digits = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') {
            digits = 0;
            continue;
        }
        if (digits == 0) out.push_back(0);
        if (++digits > kMostDigits) return {};
        out.back() = out.back() * 10 + (c - '0');
    }
    return out;
}

}  // namespace

std::optional<Day> parse_day(std::string_view text) {
    std::vector<int> parts = numbers_in(text);
    if (parts.size() == 1 && parts.front() >= 10000000)
        parts = {parts.front() / 10000, parts.front() / 100 % 100, parts.front() % 100};
    if (parts.size() != 3 || parts[0] < 1000 || parts[0] > 9999) return std::nullopt;
    const Day day{std::chrono::year(parts[0]), std::chrono::month(static_cast<unsigned>(parts[1])),
                  std::chrono::day(static_cast<unsigned>(parts[2]))};
    return day.ok() ? std::optional(day) : std::nullopt;
}

std::string format_day(Day day) {
    std::array<char, 16> text{};
    const int length =
        std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(day.year()),
                      static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
    return {text.data(), static_cast<std::size_t>(length)};
}

}  // namespace cunji::ui
