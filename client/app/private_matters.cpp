#include "client/app/private_matters.h"

#include "shared/policy/numbers.h"

#include <algorithm>
#include <array>
#include <optional>

namespace cunji {

namespace {

constexpr std::size_t kAccountMin = 16;  ///< R025: digits of a bank card
constexpr std::size_t kAccountMax = 19;
constexpr std::size_t kGroupsMax = 5;  ///< "6222 0000 0000 0000 000"

// Words of illness and disability that have no harmless use in a notice; 病 alone has (病虫害防治).
constexpr std::array<std::string_view, 24> kHealthWords{
    "患病",   "患有",   "病情", "病史", "因病",   "大病",   "重病", "慢病",
    "慢性病", "传染病", "癌",   "肿瘤", "肝炎",   "艾滋",   "结核", "糖尿病",
    "高血压", "尿毒症", "残疾", "住院", "做手术", "心脏病", "怀孕", "精神病"};

/// Digits that stand together.
struct Group {
    std::string digits;     ///< ASCII; an X at the end of an identity number counts
    std::size_t begin = 0;  ///< bytes of the text
    std::size_t end = 0;
    bool joined = false;  ///< only a space or hyphen stands between it and the one before
};

/// A digit of half or full width; the bytes it takes.
std::optional<std::pair<char, std::size_t>> digit_at(std::string_view text, std::size_t at) {
    const char c = text[at];
    if (c >= '0' && c <= '9') return std::pair{c, std::size_t{1}};
    // U+FF10 to U+FF19
    if (text.substr(at).starts_with("\xef\xbc") && at + 2 < text.size()) {
        const auto last = static_cast<unsigned char>(text[at + 2]);
        if (last >= 0x90 && last <= 0x99) {
            return std::pair{static_cast<char>('0' + (last - 0x90)), std::size_t{3}};
        }
    }
    return std::nullopt;
}

std::vector<Group> groups_of(std::string_view text) {
    std::vector<Group> out;
    for (std::size_t at = 0; at < text.size();) {
        if (!digit_at(text, at)) {
            ++at;
            continue;
        }
        Group group;
        group.begin = at;
        while (at < text.size()) {
            const auto digit = digit_at(text, at);
            if (!digit) break;
            group.digits += digit->first;
            at += digit->second;
        }
        if (at < text.size() && (text[at] == 'X' || text[at] == 'x')) {
            group.digits += 'X';
            ++at;
        }
        group.end = at;
        const bool one_apart = !out.empty() && out.back().end + 1 == group.begin;
        const char between = one_apart ? text[out.back().end] : '\0';
        group.joined = between == ' ' || between == '-';
        out.push_back(std::move(group));
    }
    return out;
}

bool is_id_number(const std::string& digits) {
    const std::optional<IdNumberFault> fault = id_number_fault(digits);
    // One with a wrong check digit is a slip of the pen, and shows whose it is all the same.
    return !fault || *fault == IdNumberFault::CheckDigit;
}

bool is_account(std::string_view digits) {
    return digits.size() >= kAccountMin && digits.size() <= kAccountMax && digits.back() != 'X';
}

using Lengths = std::vector<std::size_t>;

bool written_as_account(const Lengths& lengths) {
    if (lengths.size() == 1) return true;
    return std::all_of(lengths.begin(), lengths.end() - 1, [](std::size_t n) { return n == 4; });
}

bool written_as_id(const Lengths& lengths) {
    return lengths.size() == 1 || lengths == Lengths{6, 8, 4} || lengths == Lengths{6, 4, 4, 4};
}

bool written_as_phone(const Lengths& lengths) {
    if (lengths.size() == 1 || lengths == Lengths{3, 4, 4}) return true;
    return lengths.size() == 2 && (lengths[0] == 3 || lengths[0] == 4) && lengths[1] >= 7;
}

std::string digits_only(std::string_view text) {
    std::string out;
    for (const Group& group : groups_of(text))
        out += group.digits;
    return out;
}

/// What `count` groups from `first` are together.
std::optional<PrivateMatter> matter_of(const std::vector<Group>& groups, std::size_t first,
                                       std::size_t count) {
    std::string digits;
    Lengths lengths;
    for (std::size_t i = first; i < first + count; ++i) {
        if (i > first && !groups[i].joined) return std::nullopt;
        digits += groups[i].digits;
        lengths.push_back(groups[i].digits.size());
    }
    if (is_id_number(digits) && written_as_id(lengths)) return PrivateMatter::IdNumber;
    if (is_account(digits) && written_as_account(lengths)) return PrivateMatter::Account;
    const std::string phone =
        lengths.size() == 2 ? groups[first].digits + '-' + groups[first + 1].digits : digits;
    if (is_phone(phone) && written_as_phone(lengths)) return PrivateMatter::Phone;
    return std::nullopt;
}

void find_numbers(std::string_view body, std::string_view hotline, std::vector<PrivateFind>& out) {
    const std::string meant = digits_only(hotline);
    const std::vector<Group> groups = groups_of(body);
    for (std::size_t i = 0; i < groups.size();) {
        std::size_t step = 1;
        for (std::size_t count = std::min(kGroupsMax, groups.size() - i); count > 0; --count) {
            const std::optional<PrivateMatter> matter = matter_of(groups, i, count);
            if (!matter) continue;
            const std::size_t begin = groups[i].begin;
            const std::string_view text = body.substr(begin, groups[i + count - 1].end - begin);
            if (meant.empty() || digits_only(text) != meant) {
                out.push_back({*matter, std::string{text}, begin});
            }
            step = count;
            break;
        }
        i += step;
    }
}

void find_words(std::string_view body, std::vector<PrivateFind>& out) {
    for (const std::string_view word : kHealthWords) {
        for (std::size_t at = body.find(word); at != std::string_view::npos;
             at = body.find(word, at + word.size())) {
            out.push_back({PrivateMatter::Health, std::string{word}, at});
        }
    }
}

}  // namespace

std::vector<PrivateFind> find_private(std::string_view body, std::string_view hotline) {
    std::vector<PrivateFind> out;
    find_numbers(body, hotline, out);
    find_words(body, out);
    std::sort(out.begin(), out.end(),
              [](const PrivateFind& a, const PrivateFind& b) { return a.at < b.at; });
    return out;
}

}  // namespace cunji
