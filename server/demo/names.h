#pragma once

#include "server/demo/chance.h"
#include "server/demo/days.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>

namespace cunji::demo {

/// Invented names, by ethnic group, sex and generation.
class NameBook {
public:
    explicit NameBook(const Json& tables) : tables_(tables) {}

    /// GB/T 3304, as often as in the county.
    [[nodiscard]] std::string ethnic(Chance& chance) const;
    [[nodiscard]] std::string surname(Chance& chance, const std::string& ethnic) const;
    [[nodiscard]] std::string given(Chance& chance, bool male, int born) const;
    /// A name that no other person of the staff has: people sign in by it.
    std::string staff_name(Chance& chance, bool male);

private:
    const Json& tables_;
    std::set<std::string> staff_;
};

/// Numbers that belong to nobody: identity numbers of a prefix that was never assigned, phones of a
/// series that is not sold to people, cards of no bank.
class NumberBook {
public:
    explicit NumberBook(std::string prefix) : prefix_(std::move(prefix)) {}

    /// GB 11643 with its check digit; each only once.
    std::string id_number(Chance& chance, Day birth, bool male);
    /// 11 digits; each only once, 10,000 of them.
    std::string phone();
    /// 19 digits with the check digit of ISO/IEC 7812.
    static std::string bank_card(Chance& chance);

private:
    std::string prefix_;
    std::set<std::string> ids_;
    std::int64_t phones_ = 0;
};

/// The last character for the first 17.
char id_check_digit(std::string_view digits);

}  // namespace cunji::demo
