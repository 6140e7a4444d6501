#include "client/reading/household_list.h"

#include "shared/base/bytes.h"
#include "shared/base/uuid.h"
#include "shared/store/search.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace cunji {

namespace {

constexpr int kNoNumber = 1'000'000;  // behind every group that has one

std::optional<int> chinese_digit(std::string_view character) {
    constexpr std::array<std::string_view, 10> kDigits{"〇", "一", "二", "三", "四",
                                                       "五", "六", "七", "八", "九"};
    for (std::size_t digit = 0; digit < kDigits.size(); ++digit) {
        if (kDigits.at(digit) == character) return static_cast<int>(digit);
    }
    return std::nullopt;
}

/// "十一" is 11, "二十" is 20; group numbers go no further.
std::optional<int> chinese_number(std::string_view text) {
    constexpr std::size_t kBytes = 3;  // of each of these characters
    std::optional<int> number;
    while (text.size() >= kBytes) {
        const std::string_view character = text.substr(0, kBytes);
        text.remove_prefix(kBytes);
        if (character == "第") continue;
        if (character == "十") {
            number = number.value_or(1) * 10;
            continue;
        }
        const std::optional<int> digit = chinese_digit(character);
        if (!digit) break;
        number = number.value_or(0) + *digit;
    }
    return number;
}

/// What was typed, ready to be looked for in every row.
struct Wanted {
    struct Word {
        std::string text;
        std::vector<bool> groups;  ///< by number of the group: its name has the word
    };

    std::vector<Word> words;

    Wanted(const HouseholdList& list, const std::string& typed) {
        for (std::string& text : search_words(typed)) {
            Word& word = words.emplace_back(Word{std::move(text), {}});
            word.groups.reserve(list.groups.size());
            for (const std::string& group : list.groups)
                word.groups.push_back(group.find(word.text) != std::string::npos);
        }
    }

    [[nodiscard]] bool fits(const HouseholdList& list, const HouseholdRow& row) const {
        return std::all_of(words.begin(), words.end(), [&](const Word& word) {
            return word.groups[row.group] ||
                   list.searched(row).find(word.text) != std::string_view::npos;
        });
    }
};

/// The place of a text among those of the list; npos when no row has it.
std::size_t place_of(const std::vector<std::string>& texts, const std::string& text) {
    const auto found = std::find(texts.begin(), texts.end(), text);
    return found == texts.end() ? std::string::npos
                                : static_cast<std::size_t>(found - texts.begin());
}

bool is_due(const HouseholdRow& row, Day since) {
    return !row.moved && row.last_visit < since.time_since_epoch().count();
}

template <typename Visit>
void for_each_of_scope(const HouseholdList& list, std::string_view scope, const Visit& visit) {
    const std::size_t wanted = place_of(list.scopes, std::string{scope});
    for (const HouseholdRow& row : list.rows) {
        if (scope.empty() || row.scope == wanted) visit(row);
    }
}

}  // namespace

std::optional<PackedId> pack_id(std::string_view uuid) {
    if (!is_uuid(uuid)) return std::nullopt;
    std::array<char, 2 * sizeof(PackedId)> digits{};
    std::copy_if(uuid.begin(), uuid.end(), digits.begin(), [](char c) { return c != '-'; });
    return array_from_hex<sizeof(PackedId)>(std::string_view{digits.data(), digits.size()});
}

std::string unpack_id(const PackedId& id) {
    std::string text = to_hex(id);
    for (const std::size_t dash : {20U, 16U, 12U, 8U})
        text.insert(dash, 1, '-');
    return text;
}

std::optional<Day> HouseholdRow::visited() const {
    if (last_visit == kNeverVisited) return std::nullopt;
    return Day{std::chrono::days{last_visit}};
}

std::string_view HouseholdList::name(const HouseholdRow& row) const {
    return std::string_view{texts}.substr(row.text, row.name_bytes);
}

std::string_view HouseholdList::number(const HouseholdRow& row) const {
    return std::string_view{texts}.substr(row.text + row.name_bytes, row.number_bytes);
}

std::string_view HouseholdList::searched(const HouseholdRow& row) const {
    return std::string_view{texts}.substr(row.text + row.name_bytes + row.number_bytes,
                                          row.search_bytes);
}

const std::string& HouseholdList::group(const HouseholdRow& row) const {
    return groups[row.group];
}

const std::string& HouseholdList::scope(const HouseholdRow& row) const {
    return scopes[row.scope];
}

std::optional<std::uint32_t> HouseholdList::find(std::string_view id) const {
    const std::optional<PackedId> packed = pack_id(id);
    if (!packed) return std::nullopt;
    const auto found = std::lower_bound(
        by_id.begin(), by_id.end(), *packed,
        [&](std::uint32_t index, const PackedId& wanted) { return rows[index].id < wanted; });
    if (found == by_id.end() || rows[*found].id != *packed) return std::nullopt;
    return *found;
}

std::size_t HouseholdList::bytes() const {
    return rows.capacity() * sizeof(HouseholdRow) + by_id.capacity() * sizeof(std::uint32_t) +
           texts.capacity();
}

std::vector<std::uint32_t> select_households(const HouseholdList& list,
                                             const HouseholdFilter& filter) {
    const Wanted wanted{list, filter.typed};
    const std::size_t scope = place_of(list.scopes, filter.scope);
    const std::size_t group = place_of(list.groups, filter.group);
    std::vector<std::uint32_t> out;
    for (std::uint32_t i = 0; i < list.rows.size(); ++i) {
        const HouseholdRow& row = list.rows[i];
        const bool fits =
            (filter.scope.empty() || row.scope == scope) &&
            (filter.group.empty() || row.group == group) &&
            (!filter.household_class || row.household_class == *filter.household_class) &&
            (!filter.not_since || is_due(row, *filter.not_since)) &&
            (!filter.incomplete || row.incomplete()) && (!filter.conflicts || row.conflicts > 0) &&
            (!filter.only_here || row.only_here) && (!filter.returned || row.returned);
        if (fits && wanted.fits(list, row)) out.push_back(i);
    }
    return out;
}

VisitCoverage visit_coverage(const HouseholdList& list, std::string_view scope, Day since) {
    VisitCoverage out;
    for_each_of_scope(list, scope, [&](const HouseholdRow& row) {
        if (row.moved) return;
        ++out.all;
        if (!is_due(row, since)) ++out.visited;
    });
    return out;
}

HouseholdCounts count_households(const HouseholdList& list, std::string_view scope, Day not_since) {
    HouseholdCounts out;
    for_each_of_scope(list, scope, [&](const HouseholdRow& row) {
        ++out.all;
        ++out.by_class.at(static_cast<std::size_t>(row.household_class));
        if (is_due(row, not_since)) ++out.not_visited;
        if (row.incomplete()) ++out.incomplete;
        if (row.conflicts > 0) ++out.conflicts;
        if (row.only_here) ++out.only_here;
        if (row.returned) ++out.returned;
    });
    return out;
}

std::vector<std::string> groups_of(const HouseholdList& list, std::string_view scope) {
    std::vector<bool> there(list.groups.size());
    for_each_of_scope(list, scope, [&](const HouseholdRow& row) { there[row.group] = true; });
    std::vector<std::pair<int, std::string>> ordered;
    for (std::size_t i = 0; i < there.size(); ++i) {
        if (there[i] && !list.groups[i].empty()) {
            ordered.emplace_back(group_order(list.groups[i]), list.groups[i]);
        }
    }
    std::sort(ordered.begin(), ordered.end());
    std::vector<std::string> out;
    out.reserve(ordered.size());
    for (auto& [order, name] : ordered)
        out.push_back(std::move(name));
    return out;
}

int group_order(std::string_view name) {
    int number = 0;
    const auto digits = std::from_chars(name.data(), name.data() + name.size(), number);
    if (digits.ec == std::errc{} && number >= 0) return std::min(number, kNoNumber);
    return chinese_number(name).value_or(kNoNumber);
}

}  // namespace cunji
