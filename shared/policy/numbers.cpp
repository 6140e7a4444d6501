#include "shared/policy/numbers.h"

#include "shared/policy/calendar.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace cunji {

namespace {

constexpr std::size_t kIdLength = 18;
constexpr std::array<int, 17> kIdWeights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
constexpr std::string_view kIdCheckCharacters = "10X98765432";

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool all_digits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), is_digit);
}

bool between(std::size_t value, std::size_t low, std::size_t high) {
    return value >= low && value <= high;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

}  // namespace

std::optional<IdNumberFault> id_number_fault(std::string_view text) {
    if (text.size() != kIdLength) return IdNumberFault::Length;
    const std::string_view digits = text.substr(0, kIdLength - 1);
    const char check = text.back();
    if (!all_digits(digits)) return IdNumberFault::Digits;
    if (check == 'x') return IdNumberFault::SmallX;
    if (!is_digit(check) && check != 'X') return IdNumberFault::Digits;
    std::string birth(digits.substr(6, 8));
    birth.insert(6, 1, '-').insert(4, 1, '-');
    if (check_date(birth) != DateOutcome::Good) return IdNumberFault::Birth;
    int sum = 0;
    for (std::size_t i = 0; i < kIdWeights.size(); ++i)
        sum += kIdWeights[i] * (digits[i] - '0');
    const auto remainder = static_cast<std::size_t>(sum) % kIdCheckCharacters.size();
    if (kIdCheckCharacters[remainder] != check) return IdNumberFault::CheckDigit;
    return std::nullopt;
}

bool is_phone(std::string_view text) {
    std::vector<std::string_view> parts = split(text, '-');
    if (!std::all_of(parts.begin(), parts.end(), all_digits)) return false;
    if (parts.size() == 1 && text.size() == 11 && text[0] == '1') {
        return text[1] >= '3';
    }
    if (text.empty() || text[0] != '0') return false;
    // Area code (3 or 4 digits) and number (7 or 8), with or without a dash between them.
    const bool split_area = between(parts[0].size(), 3, 4);
    if (split_area && (parts.size() < 2 || !between(parts[1].size(), 7, 8))) return false;
    if (!split_area && !between(parts[0].size(), 10, 12)) return false;
    const std::size_t extension = split_area ? 2 : 1;
    if (parts.size() > extension + 1) return false;
    return parts.size() == extension || between(parts[extension].size(), 1, 6);
}

}  // namespace cunji
