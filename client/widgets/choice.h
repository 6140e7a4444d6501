#pragma once

#include "client/widgets/field.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cunji::ui {

struct Option {
    std::string id{};
    std::string label{};
    std::string note{};  ///< small, under the label; a count in chips()
    bool enabled = true;
};

struct Choice {
    std::string_view id{};
    std::string_view label{};
    std::string_view value{};  ///< id of the chosen option; "" when none is
    const std::vector<Option>& options;
    FieldNotes notes{};
};

/// The id of the newly chosen option. Few short options become segments, some a list, many a
/// field that opens a sheet with search. Choosing what is chosen already says nothing.
std::optional<std::string> choice(Ui& ui, const Choice& choice);

/// The three forms, where the screen must decide.
std::optional<std::string> segmented(Ui& ui, const Choice& choice);
std::optional<std::string> radio_list(Ui& ui, const Choice& choice);
std::optional<std::string> picker_field(Ui& ui, const Choice& choice);

struct MultiChoice {
    std::string_view id{};
    std::string_view label{};
    const std::vector<std::string>& values;  ///< ids of the chosen
    const std::vector<Option>& options;
    FieldNotes notes{};
};

/// The new list of ids, in the order of the options; unknown ids that were chosen stay.
std::optional<std::vector<std::string>> multi_choice(Ui& ui, const MultiChoice& choice);

struct Toggle {
    std::string_view id{};
    std::string_view label{};
    bool value = false;
    FieldNotes notes{};
};

/// A switch at the right end of its line; the whole line can be pressed.
std::optional<bool> toggle(Ui& ui, const Toggle& toggle);

/// A tick before its label; the whole line can be pressed.
std::optional<bool> checkbox(Ui& ui, const Toggle& toggle);

enum class Tri { Unset, Yes, No, Unclear };

struct TriState {
    std::string_view id{};
    std::string_view label{};
    Tri value = Tri::Unset;
    FieldNotes notes{};
};

/// 是 / 否 / 不清楚.
std::optional<Tri> tri_state(Ui& ui, const TriState& state);

struct Stepper {
    std::string_view id{};
    std::string_view label{};
    std::optional<int> value{};  ///< unset: shows a dash
    int min = 0;
    int max = 99;
    std::string_view unit{};
    FieldNotes notes{};
};

std::optional<int> stepper(Ui& ui, const Stepper& stepper);

struct Chips {
    std::string_view id{};
    std::string_view value{};
    const std::vector<Option>& options;
};

/// One line of filters that scrolls sideways.
std::optional<std::string> chips(Ui& ui, const Chips& chips);

}  // namespace cunji::ui
