#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cunji {

/// What an author does to a text before it goes into an op: NFC (Unicode Annex 15), no white space
/// at either end. A receiver never does this. nullopt when the bytes are no UTF-8.
std::optional<std::string> normalise_text(std::string_view text);

}  // namespace cunji
