#pragma once

#include "client/app/wording.h"
#include "client/reading/day.h"
#include "client/reading/household_list.h"
#include "client/views/mark.h"
#include "client/views/words.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cunji {

/// "11月21日"; with the year when it is another than today's.
std::string day_words(const Words& words, Day day);
/// "今天", "昨天", "12 天前", "3 个月前", "2024年11月": short, for lists.
std::string ago_words(const Words& words, Day day);
/// "2026年11月20日" of "2026-11-20": for what is printed and kept, where "today" would be untrue
/// tomorrow.
std::string written_day(const Words& words, std::string_view day);
/// "今天 14:05", "11月20日 14:05" of a moment.
std::string moment_words(const Words& words, Millis at);
/// The same of "2026-11-21T14:05+08:00" as its author wrote it; the text itself when it is none.
std::string time_words(const Words& words, std::string_view time);
/// "2026年11月21日 星期六".
std::string date_words(const Words& words, Day day);

/// "1.2 万元", "3,450 元" of fen: to be read, not to be reckoned with.
std::string money_words(const Words& words, std::int64_t fen);
/// "12,345".
std::string count_words(std::int64_t number);
/// "3.4 MB".
std::string bytes_words(const Words& words, std::int64_t bytes);
/// "2 分钟".
std::string span_words(const Words& words, std::int64_t seconds);

Mark class_mark(const Words& words, HouseholdClass household_class);

/// Labels of codes in one line; empty for none.
std::string codes_words(const Words& words, std::string_view kind, std::string_view field,
                        const std::vector<std::string>& codes);

}  // namespace cunji
