#include "client/app/masking.h"

#include "client/app/private_matters.h"

#include <algorithm>
#include <vector>

namespace cunji {

namespace {

constexpr std::size_t kPhoneLength = 11;
constexpr std::size_t kLeft = 4;          ///< characters of a number that stay
constexpr std::ptrdiff_t kNumberMin = 8;  ///< digits of what is a number: of a certificate, say

std::string masked_number(std::string_view number) {
    if (number.size() <= kLeft) return std::string{number};
    std::string out(number.size() - kLeft, '*');
    return out.append(number.substr(number.size() - kLeft));
}

std::string masked_find(const PrivateFind& find) {
    return find.matter == PrivateMatter::Phone && find.text.size() == kPhoneLength
               ? masked_phone(find.text)
               : masked_number(find.text);
}

std::string masked_text(std::string_view text) {
    std::string out{text};
    const std::vector<PrivateFind> finds = find_private(text, {});
    // From the end: what stands before keeps its place.
    for (std::size_t i = finds.size(); i-- > 0;) {
        const PrivateFind& find = finds[i];
        if (find.matter == PrivateMatter::Health) continue;
        out.replace(find.at, find.text.size(), masked_find(find));
    }
    return out;
}

bool is_number(std::string_view text) {
    const auto digits =
        std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    return digits >= kNumberMin && 2 * digits > static_cast<std::ptrdiff_t>(text.size());
}

}  // namespace

std::string masked_phone(std::string_view phone) {
    if (phone.size() != kPhoneLength) return std::string{phone};
    return std::string{phone.substr(0, 3)} + "****" + std::string{phone.substr(7)};
}

std::string masked(const Field& field, std::string_view text) {
    if (field.type == FieldType::IdNumber) return masked_number(text);
    if (field.type == FieldType::Phone) return masked_phone(text);
    if (field.type != FieldType::Text && field.type != FieldType::LongText) {
        return std::string{text};
    }
    if (field.privacy == Privacy::Sensitive) {
        return is_number(text) ? masked_number(text) : masked_text(text);
    }
    // What a record is found by: a household's number is as long as an account's.
    if (field.search == "number") return std::string{text};
    return masked_text(text);
}

}  // namespace cunji
