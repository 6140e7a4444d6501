#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace cunji {

/// Cells that a text takes in a terminal: 2 for a Chinese character, 0 for a combining mark.
std::size_t display_width(std::string_view text);

/// One line that a terminal shows as it is: line breaks become spaces, what could steer the
/// terminal is left out.
std::string plain_line(std::string_view text);

/// At most `width` cells, with … where something was cut.
std::string clip(std::string_view text, std::size_t width);

/// Filled with spaces to `width` cells.
std::string pad(std::string text, std::size_t width);

}  // namespace cunji
