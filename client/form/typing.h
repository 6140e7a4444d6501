#pragma once

#include "shared/base/message.h"
#include "shared/json/json.h"
#include "shared/policy/form.h"

#include <optional>
#include <string>
#include <string_view>

namespace cunji {

/// What typed text comes to: the field's value, or nothing and the reason why. An empty text is no
/// value and no problem.
struct TypedValue {
    Json value;  ///< as SaveRequest::fields wants it; null: none
    std::optional<Message> problem;
};

/// Reads what a person typed into a field that holds one value. Forgives what means the same:
/// full-width digits, "1,234.50", "2026年11月3日", "2026/11/3", a small x, spaces in a number.
/// Times without an offset are China's. @returns problems as check_text() and check_integer(), and
/// form.typed.*
TypedValue read_typed(const Field& field, std::string_view typed);

/// The text that read_typed() makes this value of, as one would like to see it in the field; empty
/// for null.
std::string typed_text(const Field& field, const Json& value);

/// Digits behind the point of what people see; the value is the number without the point.
int scale_of(const Field& field);

/// Whether a person types it. The others are chosen, drawn or taken.
bool is_typed(const Field& field);

}  // namespace cunji
