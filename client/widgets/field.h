#pragma once

#include "client/widgets/ui.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace cunji::ui {

/// Stands around every input: what is asked above, what is wrong below.
struct FieldNotes {
    bool required = false;
    std::string_view help{};     ///< under the label, always there
    std::string_view problem{};  ///< red, under the input
    std::string_view warning{};  ///< amber, under the input
    bool enabled = true;         ///< false: shown, cannot be changed
};

enum class Keyboard { Text, Number, Money, Date, Phone, Secret };

struct TextField {
    std::string_view id{};
    std::string_view label{};
    std::string_view value{};
    std::string_view hint{};  ///< grey, while empty
    FieldNotes notes{};
    Keyboard keyboard = Keyboard::Text;
    std::string_view unit{};       ///< after the input: 元, 亩
    int lines = 1;                 ///< more: wraps, and grows with its text from so many lines
    std::size_t max_bytes = 4000;  ///< longer text does not go in
    bool focus = false;            ///< takes the keyboard in the first frame it is drawn
    bool select_all = false;       ///< with the first click
    bool goes = false;             ///< Enter does what the page is for, see entered()
};

/// The new text, after each keystroke. It is whatever was typed: the field refuses nothing but
/// too much.
std::optional<std::string> text_field(Ui& ui, const TextField& field);

/// Enter was pressed in a text field that `goes`, in this frame.
[[nodiscard]] bool entered(Ui& ui);

struct SearchField {
    std::string_view id{};
    std::string_view value{};
    std::string_view hint{};
    bool focus = false;
};

/// One line with a glass and a cross that empties it.
std::optional<std::string> search_field(Ui& ui, const SearchField& field);

struct Explanation {
    std::string_view id{};
    std::string_view warning{};
    std::string_view value{};
};

/// A warning with the place to say why it is right all the same.
std::optional<std::string> explanation_field(Ui& ui, const Explanation& field);

}  // namespace cunji::ui
