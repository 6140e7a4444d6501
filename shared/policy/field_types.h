#pragma once

#include "shared/policy/form.h"
#include "shared/policy/policy_node.h"

#include <span>
#include <string>
#include <string_view>

namespace cunji {

/// The words of "type". Degrees stands for a "location": the word for three fields.
std::span<const PolicyWord<FieldType>> type_words();
std::string word_of(FieldType type);

/// What a type can be merged by; the first is the rule when the form names none.
std::span<const PolicyWord<MergeRule>> merges_of(FieldType type);

/// Whether a member that only some types have ("choices", "scale", ...) belongs to this one.
bool key_fits(std::string_view key, FieldType type);

}  // namespace cunji
