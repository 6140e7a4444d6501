#include "shared/policy/disclosure.h"

#include "shared/json/json.h"

#include <algorithm>

namespace cunji {

namespace {

constexpr std::size_t kShown = 4;
/// Of a shorter number the last four would be most of it.
constexpr std::size_t kNumberMin = 8;

/// Letters, digits and what divides them: a number as people are known by, however it is written.
bool is_number(std::string_view text) {
    const auto fits = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
               c == '-' || c == ' ' || c == '+';
    };
    return text.size() >= kNumberMin && std::all_of(text.begin(), text.end(), fits) &&
           std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool may_show_end(FieldType type) {
    return type == FieldType::IdNumber || type == FieldType::Phone || type == FieldType::Text;
}

}  // namespace

std::string disclosed_text(const Field& field, std::string_view value) {
    if (field.privacy != Privacy::Sensitive || value.empty()) return std::string{value};
    std::string out{kMask};
    if (may_show_end(field.type) && is_number(value)) out += value.substr(value.size() - kShown);
    return out;
}

Json disclosed(const Field& field, const Json& value) {
    if (field.privacy != Privacy::Sensitive || value.is_null()) return value;
    if (value.is_string()) return disclosed_text(field, value.get_ref<const std::string&>());
    return std::string{kMask};
}

}  // namespace cunji
