#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

// The text box of ImGui breaks lines only where the text does. So while a text is shown or edited
// there, it carries a carriage return and a line feed at each place where a line ends for want of
// room; the person's own line ends are a line feed alone. A carriage return has no width, cannot be
// typed and is filtered from what is pasted.

namespace cunji::ui {

std::string wrap_soft(std::string_view text, float width,
                      const std::function<float(char32_t)>& advance);
std::string unwrap_soft(std::string_view wrapped);

/// Bytes of the text before this place of the wrapped text, and the other way round. A place at a
/// soft end counts as the beginning of the line after it.
std::size_t to_plain(std::string_view wrapped, std::size_t at);
std::size_t to_wrapped(std::string_view wrapped, std::size_t plain_at);

/// What the person meant when a key deleted one half of a soft end: the character beside it is
/// gone. Returns the wrapped text with that, and moves the cursor.
std::string repair_soft(std::string_view before, std::string_view after, std::size_t& cursor);

}  // namespace cunji::ui
