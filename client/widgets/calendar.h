#pragma once

#include "client/widgets/date.h"

#include <optional>

namespace cunji::ui {

struct Calendar {
    std::optional<Day> chosen{};
    Day today{};
    std::optional<Day> first{};
    std::optional<Day> last{};
};

/// A month of days, to be drawn in a sheet. The month shown is kept by the window it stands in.
/// Returns the tapped day.
std::optional<Day> calendar(Ui& ui, const Calendar& calendar);

}  // namespace cunji::ui
