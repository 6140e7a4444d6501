#pragma once

#include <cstddef>
#include <functional>
#include <string_view>
#include <vector>

namespace cunji::ui {

/// Bytes of a text that stand in one line; `hard` when the text itself ends it.
struct Line {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool hard = false;
};

/// Lines no wider than the width (one character at least). Chinese breaks between any two
/// characters, but 。，）》 and the like do not begin a line and （《 do not end one; Latin words
/// and numbers stay whole while they fit. A space at a break belongs to no line. An empty text is
/// one empty line.
std::vector<Line> break_lines(std::string_view text, float width,
                              const std::function<float(char32_t)>& advance);

}  // namespace cunji::ui
