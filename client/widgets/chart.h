#pragma once

#include "client/widgets/list.h"
#include "client/widgets/text.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cunji::ui {

struct Bar {
    std::string label{};  ///< below: 2024
    double value = 0;     ///< not negative
    std::string text{};   ///< above: 1.2 万元
    bool marked = false;  ///< the one spoken of: full green
};

/// Bars beside each other, the highest as high as the chart.
void bar_chart(Ui& ui, const std::vector<Bar>& bars, float height = 160);

enum class StepState { Done, Current, Open, Blocked };

struct Step {
    std::string label{};
    StepState state = StepState::Open;
    std::string note{};  ///< a day, or what is missing
};

struct StepBar {
    std::string_view id{};
    const std::vector<Step>& steps;
};

/// The way of a project: numbered discs on a line, done ones ticked. On a narrow screen the way
/// goes on in a second line. Returns the index of a pressed step.
std::optional<std::size_t> step_bar(Ui& ui, const StepBar& bar);

struct TimelineEntry {
    std::string_view id{};
    std::string_view when{};
    std::string_view title{};
    std::string_view text{};
    std::string_view who{};
    Icon icon = Icon::None;
    Tone tone = Tone::Neutral;
    Pill pill{};
    bool last = false;  ///< the line ends here
    bool opens = false;
};

/// One event on a line that runs down. True when pressed.
bool timeline_entry(Ui& ui, const TimelineEntry& entry);

}  // namespace cunji::ui
