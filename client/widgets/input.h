#pragma once

#include "client/widgets/ui_state.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace cunji::ui {

struct Input {
    std::string_view name{};
    std::string_view label{};
    std::string_view value{};
    std::string_view hint{};
    bool many_lines = false;
    bool secret = false;
    bool enabled = true;
    bool wrong = false;
    bool focus = false;
    bool next_on_enter = true;  ///< Enter goes on to the next field
    bool goes = false;          ///< Enter is told to entered()
    bool select_all = false;
    float left = 0;  ///< device pixels kept free inside the box
    float right = 0;
    std::size_t max_bytes = 4000;
};

/// A box to type in. The new text after each keystroke.
std::optional<std::string> text_input(Ui& ui, const Input& input, const ImRect& box);

/// Height of a box of many lines for the text at the width.
float lines_height(const Ui& ui, float width, std::string_view text, int at_least);

}  // namespace cunji::ui
