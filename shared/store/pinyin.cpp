#include "shared/store/pinyin.h"

#include "shared/store/pinyin_table.h"

#include <algorithm>
#include <cstdint>

namespace cunji {
namespace {

struct Decoded {
    char32_t character;
    std::size_t bytes;
};

/// The first character of `text`, which is not empty. A byte that is not UTF-8 becomes U+FFFD,
/// which has no initials: names come from people and imported files, so nothing may stop here.
Decoded first_character(std::string_view text) {
    constexpr Decoded kBroken{U'\uFFFD', 1};
    const auto lead = static_cast<std::uint8_t>(text.front());
    if (lead < 0x80U) return {lead, 1};
    // 110xxxxx, 1110xxxx, 11110xxx: as many leading ones as bytes.
    const std::size_t length = lead >= 0xf0U ? 4 : lead >= 0xe0U ? 3 : lead >= 0xc0U ? 2 : 0;
    if (length == 0 || lead >= 0xf8U || text.size() < length) return kBroken;
    auto character = static_cast<char32_t>(lead & (0x7fU >> length));
    for (std::size_t i = 1; i < length; ++i) {
        const auto next = static_cast<std::uint8_t>(text[i]);
        if ((next & 0xc0U) != 0x80U) return kBroken;
        character = (character << 6U) | (next & 0x3fU);
    }
    return {character, length};
}

/// What one character may contribute to a key.
std::string letters_of(char32_t c) {
    if (c >= U'A' && c <= U'Z') return {static_cast<char>(c - U'A' + U'a')};
    if ((c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9')) return {static_cast<char>(c)};
    return std::string{pinyin_initials(c)};
}

}  // namespace

std::string_view pinyin_initials(char32_t c) {
    const auto& table = pinyin_table::kCharacters;
    // Entries carry the place of their letters in the low byte.
    const std::uint32_t wanted = static_cast<std::uint32_t>(c) << 8U;
    const auto* const found = std::lower_bound(table.begin(), table.end(), wanted);
    if (found == table.end() || (*found >> 8U) != c) return {};
    return pinyin_table::kSets.at(*found & 0xffU);
}

std::vector<std::string> initial_keys(std::string_view utf8_name) {
    std::vector<std::string> keys;
    while (!utf8_name.empty()) {
        const Decoded first = first_character(utf8_name);
        utf8_name.remove_prefix(first.bytes);
        const std::string letters = letters_of(first.character);
        if (letters.empty()) continue;
        if (keys.empty()) keys.emplace_back();
        if (letters.size() == 1) {  // most characters: nothing branches, nothing is copied
            for (std::string& key : keys)
                key += letters;
            continue;
        }
        std::vector<std::string> longer;
        // Cutting here already is right: the first keys of all grow from the first keys so far.
        for (const std::string& key : keys) {
            for (const char letter : letters) {
                if (longer.size() < kInitialKeysMax) longer.push_back(key + letter);
            }
        }
        keys = std::move(longer);
    }
    return keys;
}

}  // namespace cunji
