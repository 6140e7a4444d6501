#pragma once

#include <optional>
#include <string_view>

namespace cunji {

/// What is wrong with a citizen's identity number.
enum class IdNumberFault { Length, Digits, SmallX, Birth, CheckDigit };

/// GB 11643-1999: 17 digits and a check character; nullopt when it is right. Says nothing about
/// whether the number was ever given to anybody.
std::optional<IdNumberFault> id_number_fault(std::string_view text);

/// A number of the mainland: mobile, or landline with area code and perhaps an extension
/// ("13800000000", "0931-1234567-12").
[[nodiscard]] bool is_phone(std::string_view text);

}  // namespace cunji
