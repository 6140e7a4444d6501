#include "client/views/household_words.h"

namespace cunji {

namespace {

constexpr std::int64_t kFen = 100;               // of a yuan
constexpr std::int64_t kWanFen = 10'000 * kFen;  // of 10,000 yuan, which Chinese counts by
constexpr int kMonthDays = 30;
constexpr int kYearDays = 365;

Day today_of(const Words& words) {
    return day_of(words.today).value_or(Day{});
}

std::string number_text(int number) {
    return std::to_string(number);
}

std::vector<std::pair<std::string, std::string>> parts_of(const Words& words, Day day) {
    const std::chrono::year_month_day date{day};
    const auto month = static_cast<int>(unsigned{date.month()});
    return {{"year", number_text(int{date.year()})},
            {"month", words.say("home.month." + number_text(month))},
            {"short", words.say("home.month_short." + number_text(month))},
            {"day", number_text(static_cast<int>(unsigned{date.day()}))}};
}

std::string count_message(const Words& words, const char* key, std::int64_t count) {
    return words.say({key, {{"count", count_words(count)}}});
}

/// One decimal, none when it is zero.
std::string short_decimal(std::int64_t tenths) {
    std::string text = with_point(tenths, 1);
    if (text.ends_with(".0")) text.resize(text.size() - 2);
    return text;
}

}  // namespace

std::string day_words(const Words& words, Day day) {
    const bool this_year = std::chrono::year_month_day{day}.year() ==
                           std::chrono::year_month_day{today_of(words)}.year();
    return words.say({this_year ? "home.day" : "home.day_year", parts_of(words, day)});
}

std::string written_day(const Words& words, std::string_view day) {
    const std::optional<Day> found = day_of(day);
    return found ? words.say({"home.day_year", parts_of(words, *found)}) : std::string{day};
}

std::string ago_words(const Words& words, Day day) {
    const auto days = static_cast<int>((today_of(words) - day).count());
    if (days < 0) return day_words(words, day);
    if (days == 0) return words.say("home.ago.today");
    if (days == 1) return words.say("home.ago.yesterday");
    if (days < 2 * kMonthDays) return count_message(words, "home.ago.days", days);
    if (days < kYearDays) return count_message(words, "home.ago.months", days / kMonthDays);
    return words.say({"home.ago.month", parts_of(words, day)});
}

std::string moment_words(const Words& words, Millis at) {
    return time_words(words, Wording::minute(at));
}

std::string time_words(const Words& words, std::string_view time) {
    constexpr std::size_t kDate = 10;
    constexpr std::size_t kMinute = 16;
    const std::optional<Day> day = day_of(time);
    if (!day) return std::string{time};
    std::string said =
        *day == today_of(words) ? words.say("home.ago.today") : day_words(words, *day);
    if (time.size() < kMinute) return said;
    return said + ' ' + std::string{time.substr(kDate + 1, kMinute - kDate - 1)};
}

std::string date_words(const Words& words, Day day) {
    const std::chrono::weekday weekday{day};
    auto parts = parts_of(words, day);
    parts.emplace_back("weekday", words.say("home.weekday." +
                                            number_text(static_cast<int>(weekday.iso_encoding()))));
    return words.say({"home.date", parts});
}

std::string money_words(const Words& words, std::int64_t fen) {
    const bool chinese = words.texts.language() == Language::Chinese;
    const std::int64_t size = fen < 0 ? -fen : fen;
    if (chinese && size >= kWanFen) {
        const std::int64_t tenths =
            (fen + (fen < 0 ? -kWanFen / 20 : kWanFen / 20)) / (kWanFen / 10);
        return words.say({"home.money_wan", {{"number", short_decimal(tenths)}}});
    }
    const std::int64_t yuan = (fen + (fen < 0 ? -kFen / 2 : kFen / 2)) / kFen;
    return words.say({"home.money", {{"number", count_words(yuan)}}});
}

std::string count_words(std::int64_t number) {
    std::string text = std::to_string(number);
    const std::size_t sign = number < 0 ? 1 : 0;
    for (std::size_t at = text.size(); at > sign + 3;) {
        at -= 3;
        text.insert(at, 1, ',');
    }
    return text;
}

std::string bytes_words(const Words& words, std::int64_t bytes) {
    constexpr std::int64_t kKilo = 1024;
    constexpr std::int64_t kMega = kKilo * kKilo;
    if (bytes < kMega) {
        return words.say(
            {"home.kilobytes", {{"number", count_words((bytes + kKilo - 1) / kKilo)}}});
    }
    return words.say({"home.megabytes", {{"number", short_decimal(bytes * 10 / kMega)}}});
}

std::string span_words(const Words& words, std::int64_t seconds) {
    constexpr std::int64_t kMinute = 60;
    constexpr std::int64_t kHour = 60 * kMinute;
    if (seconds < kMinute) return words.say("home.span.short");
    if (seconds < kHour) {
        return count_message(words, "home.span.minutes", (seconds + kMinute - 1) / kMinute);
    }
    return count_message(words, "home.span.hours", (seconds + kHour - 1) / kHour);
}

Mark class_mark(const Words& words, HouseholdClass household_class) {
    switch (household_class) {
        case HouseholdClass::General:
            return {words.say("households.class.general"), Mood::Neutral};
        case HouseholdClass::Poor:
            return {words.say("households.class.poor"), Mood::Bad};
        case HouseholdClass::Exited:
            return {words.say("households.class.exited"), Mood::Good};
        case HouseholdClass::Monitored:
            return {words.say("households.class.monitored"), Mood::Warn};
    }
    return {};
}

std::string codes_words(const Words& words, std::string_view kind, std::string_view field,
                        const std::vector<std::string>& codes) {
    std::string out;
    for (const std::string& code : codes) {
        if (!out.empty()) out += words.say("list.comma");
        out += words.choice(kind, field, code);
    }
    return out;
}

}  // namespace cunji
