#include "server/demo/names.h"

#include "server/demo/material.h"
#include "shared/base/check.h"

#include <algorithm>
#include <array>

namespace cunji::demo {

namespace {

constexpr std::string_view kPhoneSeries = "1400000";
constexpr std::int64_t kPhones = 10'000;
constexpr std::int64_t kPhoneStride = 7919;  // prime to 10,000: every number comes, none twice
constexpr std::string_view kCardSeries = "999999";
constexpr std::size_t kCardDigits = 19;

std::string digits_of(std::int64_t number, std::size_t count) {
    std::string text = std::to_string(number);
    return text.insert(0, count - text.size(), '0');
}

char luhn_digit(std::string_view digits) {
    int sum = 0;
    bool twice = true;
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, twice = !twice) {
        const int value = (*digit - '0') * (twice ? 2 : 1);
        sum += value > 9 ? value - 9 : value;
    }
    return static_cast<char>('0' + (10 - sum % 10) % 10);
}

}  // namespace

char id_check_digit(std::string_view digits) {
    static constexpr std::array<int, 17> kWeights{7, 9, 10, 5,  8, 4, 2, 1, 6,
                                                  3, 7, 9,  10, 5, 8, 4, 2};
    int sum = 0;
    for (std::size_t i = 0; i < kWeights.size(); ++i)
        sum += (digits[i] - '0') * kWeights[i];
    return std::string_view{"10X98765432"}[static_cast<std::size_t>(sum % 11)];
}

std::string NameBook::ethnic(Chance& chance) const {
    std::vector<int> shares;
    for (const Json& group : tables_.at("ethnic"))
        shares.push_back(group.at("share").get<int>());
    return chance.word(tables_.at("ethnic").at(chance.weighted(shares)).at("codes"));
}

std::string NameBook::surname(Chance& chance, const std::string& ethnic) const {
    const Json* group = &tables_.at("ethnic").back();
    for (const Json& each : tables_.at("ethnic")) {
        const Json& codes = each.at("codes");
        if (std::find(codes.begin(), codes.end(), ethnic) != codes.end()) group = &each;
    }
    // The first of the list are the most frequent.
    const std::string surnames = text_at(*group, "surnames");
    const std::size_t count = characters(surnames);
    return character_at(surnames, std::min(chance.below(count), chance.below(count)));
}

std::string NameBook::given(Chance& chance, bool male, int born) const {
    for (const Json& generation : tables_.at(male ? "male" : "female")) {
        if (born > generation.at("born_until").get<int>()) continue;
        const std::string firsts = text_at(generation, "first");
        const std::string seconds = text_at(generation, "second");
        const std::string first = character_at(firsts, chance.below(characters(firsts)));
        const std::string second = character_at(seconds, chance.below(characters(seconds)));
        return first == second ? first : first + second;
    }
    return {};
}

std::string NameBook::staff_name(Chance& chance, bool male) {
    for (;;) {
        const int born = static_cast<int>(chance.between(1965, 1992));
        std::string name = surname(chance, ethnic(chance));
        name += given(chance, male, born);
        if (staff_.insert(name).second) return name;
    }
}

std::string NumberBook::id_number(Chance& chance, Day birth, bool male) {
    std::string date = date_text(birth);
    std::erase(date, '-');
    for (;;) {
        const std::int64_t serial = 2 * chance.between(0, 499) + (male ? 1 : 0);
        std::string number = prefix_ + date + digits_of(serial, 3);
        number += id_check_digit(number);
        if (ids_.insert(number).second) return number;
    }
}

std::string NumberBook::phone() {
    CHECK_THAT(phones_ < kPhones);
    return std::string{kPhoneSeries} + digits_of(phones_++ * kPhoneStride % kPhones, 4);
}

std::string NumberBook::bank_card(Chance& chance) {
    std::string number{kCardSeries};
    while (number.size() + 1 < kCardDigits)
        number += static_cast<char>('0' + chance.between(0, 9));
    return number + luhn_digit(number);
}

}  // namespace cunji::demo
