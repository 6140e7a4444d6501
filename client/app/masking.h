#pragma once

#include "shared/policy/form.h"

#include <string>
#include <string_view>

namespace cunji {

/// "138****5678".
std::string masked_phone(std::string_view phone);

/// What a field holds as it may be shown to whoever looks over a shoulder: of numbers that say who
/// somebody is, can be called or paid to, only the last four are left, also where they stand in a
/// longer text.
std::string masked(const Field& field, std::string_view text);

}  // namespace cunji
