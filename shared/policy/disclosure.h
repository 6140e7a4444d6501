#pragma once

#include "shared/json/json_fwd.h"
#include "shared/policy/form.h"

#include <string>
#include <string_view>

namespace cunji {

/// How much of sensitive fields leaves with an export.
enum class Disclosure { Masked, Full };

/// What stands in place of a sensitive value that tells nothing at all.
inline constexpr std::string_view kMask = "***";

/// Of a number by which a person, a telephone or an account is known its last four characters,
/// which are enough to tell two of them apart beside a name: the first six and the birth date would
/// leave a few thousand candidates for an ID number. Of anything else nothing.
std::string disclosed_text(const Field& field, std::string_view value);

/// A value as a masked export shows it: that of a sensitive field as disclosed_text(), a number and
/// a list as nothing but that they are there; null stays null, other fields stay as they are.
Json disclosed(const Field& field, const Json& value);

}  // namespace cunji
