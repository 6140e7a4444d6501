#pragma once

#include "client/widgets/field.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace cunji::ui {

using Day = std::chrono::year_month_day;

struct DateField {
    std::string_view id{};
    std::string_view label{};
    std::string_view value{};  ///< "2026-11-21", or whatever was typed
    Day today{};               ///< marked in the calendar, which opens there
    std::optional<Day> first{};
    std::optional<Day> last{};  ///< days outside cannot be tapped
    FieldNotes notes{};
};

/// A text field and a button that opens a calendar. The new text; a day from the calendar as
/// YYYY-MM-DD.
std::optional<std::string> date_field(Ui& ui, const DateField& field);

struct TimeField {
    std::string_view id{};
    std::string_view label{};
    std::string_view value{};  ///< "14:05", or whatever was typed
    FieldNotes notes{};
};

std::optional<std::string> time_field(Ui& ui, const TimeField& field);

/// The day that the text means: 2026-11-21, 2026.11.21, 2026/1/2, 20261121, 2026年11月21日.
std::optional<Day> parse_day(std::string_view text);
std::string format_day(Day day);

}  // namespace cunji::ui
