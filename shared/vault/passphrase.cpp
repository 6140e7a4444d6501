#include "shared/vault/passphrase.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>

namespace cunji {

namespace {

// What lists of stolen passwords begin with, once digits and marks are taken off.
constexpr auto kCommon = std::to_array<std::string_view>(
    {"password",      "passw",        "passwd",   "qwerty",     "qwertyuiop", "qwertyui",
     "asdfgh",        "asdfghjkl",    "zxcvbnm",  "qazwsx",     "qazwsxedc",  "admin",
     "administrator", "root",         "woaini",   "iloveyou",   "welcome",    "letmein",
     "abcdef",        "abcdefg",      "abcdefgh", "abcdefghij", "cunji",      "test",
     "user",          "woaizhongguo", "zhongguo", "china",      "mima",       "hello",
     "helloworld",    "changeme",     "secret"});

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (static_cast<unsigned char>(c) >= 0x80);
}

/// The letters of a UTF-8 text, each as its bytes.
std::set<std::string> distinct_letters(std::string_view text, std::size_t& count) {
    std::set<std::string> out;
    std::string letter;
    count = 0;
    const auto close = [&] {
        if (letter.empty()) return;
        ++count;
        out.insert(letter);
    };
    for (const char c : text) {
        if ((static_cast<unsigned char>(c) & 0xc0U) != 0x80) {
            close();
            letter.clear();
        }
        letter += c;
    }
    close();
    return out;
}

std::size_t words_in(std::string_view text) {
    std::size_t words = 0;
    bool inside = false;
    for (const char c : text) {
        const bool space = c == ' ' || c == '-' || c == '\t';
        if (!space && !inside) ++words;
        inside = !space;
    }
    return words;
}

std::string only_letters(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (is_letter(c)) out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return out;
}

}  // namespace

std::optional<Message> passphrase_problem(std::string_view passphrase, std::string_view name) {
    if (passphrase.size() > kPassphraseBytesMax) return Message{"error.passphrase.long", {}};
    std::size_t letters = 0;
    const std::set<std::string> distinct = distinct_letters(passphrase, letters);
    const bool enough_words = words_in(passphrase) >= kPassphraseWordsMin;
    if (letters < kPassphraseLettersMin && !enough_words) {
        return Message{"error.passphrase.short",
                       {{"letters", std::to_string(kPassphraseLettersMin)},
                        {"words", std::to_string(kPassphraseWordsMin)}}};
    }
    if (distinct.size() < kPassphraseDistinctMin) return Message{"error.passphrase.same", {}};
    const bool digits = std::all_of(passphrase.begin(), passphrase.end(),
                                    [](char c) { return is_digit(c) || c == ' ' || c == '-'; });
    if (digits && letters < kPassphraseDigitsMin) {
        return Message{"error.passphrase.digits",
                       {{"digits", std::to_string(kPassphraseDigitsMin)}}};
    }
    const std::string plain = only_letters(passphrase);
    const bool common = std::find(kCommon.begin(), kCommon.end(), plain) != kCommon.end() ||
                        (!name.empty() && plain == only_letters(name));
    if (common) return Message{"error.passphrase.common", {}};
    return std::nullopt;
}

}  // namespace cunji
