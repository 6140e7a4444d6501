#pragma once

#include "shared/base/message.h"
#include "shared/policy/form.h"

#include <optional>
#include <string_view>

namespace cunji {

/// Whether a text value can stand in a field of this type: known choice, possible date, right check
/// digit, length. nullopt when it can, else error.field.*. Never judges whether a fact is welcome.
std::optional<Message> check_text(const Field& field, std::string_view text);
std::optional<Message> check_integer(const Field& field, std::int64_t number);

/// True for types whose value is an integer; the others hold text (or lists of texts).
[[nodiscard]] bool holds_integer(FieldType type);

}  // namespace cunji
