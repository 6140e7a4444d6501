#pragma once

#include "client/reading/day.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cunji {

/// A household that was not visited within so many days is due (data rule R060).
inline constexpr int kVisitEveryDays = 90;

/// By the newest year there is of a household.
enum class HouseholdClass : std::uint8_t {
    General,    ///< 一般户
    Poor,       ///< 贫困户, not exited yet
    Exited,     ///< 脱贫户
    Monitored,  ///< 监测户
};

/// A UUID in 16 bytes: 60,000 of their texts would take 2 MB.
using PackedId = std::array<std::uint8_t, 16>;

/// Nothing of a text that is no UUID as records have them.
std::optional<PackedId> pack_id(std::string_view uuid);
std::string unpack_id(const PackedId& id);

/// One household of a list of 60,000: small, the texts are in the list.
struct HouseholdRow {
    static constexpr std::int32_t kNeverVisited = std::numeric_limits<std::int32_t>::min();

    PackedId id{};
    std::uint32_t text = 0;  ///< in texts: name, number, what is searched
    std::uint16_t name_bytes = 0;
    std::uint16_t number_bytes = 0;
    std::uint16_t search_bytes = 0;
    std::uint32_t scope = 0;                  ///< in scopes
    std::uint32_t group = 0;                  ///< in groups
    std::int32_t last_visit = kNeverVisited;  ///< days since 1970
    std::int16_t year = 0;                    ///< that household_class is of; 0: none
    std::uint16_t size = 0;                   ///< members who live there
    HouseholdClass household_class = HouseholdClass::General;
    std::uint8_t conflicts = 0;  ///< fields that wait for a person, its parts' too; 255: or more
    std::uint8_t heads = 0;      ///< members who are head of the household; right is one
    bool missing = false;        ///< a required field of the household is empty
    bool only_here = false;      ///< it or a part of it has changes that no server has
    bool returned = false;       ///< sent back by a reviewer
    bool moved = false;          ///< continued as another record

    [[nodiscard]] std::optional<Day> visited() const;

    [[nodiscard]] bool incomplete() const { return missing || heads != 1; }
};

/// What a list was read from: the same again means that nothing has changed.
struct HouseholdStamp {
    std::int64_t ops = 0;
    std::int64_t lseq = 0;
    std::int64_t receipts = 0;
    std::int64_t policy = 0;

    bool operator==(const HouseholdStamp&) const = default;
};

/// All households held, but void ones: by village, group, number. Never changed once it was read,
/// so threads may share it.
struct HouseholdList {
    std::vector<HouseholdRow> rows;
    std::vector<std::uint32_t> by_id;  ///< rows in order of id
    std::vector<std::string> groups;
    std::vector<std::string> scopes;
    std::string texts;
    bool complete = false;  ///< false: visits, classes and sizes are still to be read
    HouseholdStamp stamp;

    [[nodiscard]] std::string_view name(const HouseholdRow& row) const;
    [[nodiscard]] std::string_view number(const HouseholdRow& row) const;
    [[nodiscard]] std::string_view searched(const HouseholdRow& row) const;
    [[nodiscard]] const std::string& group(const HouseholdRow& row) const;
    [[nodiscard]] const std::string& scope(const HouseholdRow& row) const;
    [[nodiscard]] std::optional<std::uint32_t> find(std::string_view id) const;
    /// Of our own heap.
    [[nodiscard]] std::size_t bytes() const;
};

using HouseholdListPtr = std::shared_ptr<const HouseholdList>;

struct HouseholdFilter {
    std::string typed;  ///< part of a name, pinyin initials, part of a number, group
    std::string scope;  ///< empty: all
    std::string group;
    std::optional<HouseholdClass> household_class;
    std::optional<Day> not_since;  ///< not visited on this day or later
    bool incomplete = false;
    bool conflicts = false;
    bool only_here = false;
    bool returned = false;

    bool operator==(const HouseholdFilter&) const = default;
};

/// Rows that fit all of the filter, in the list's order.
std::vector<std::uint32_t> select_households(const HouseholdList& list,
                                             const HouseholdFilter& filter);

struct VisitCoverage {
    std::int64_t visited = 0;  ///< households, on this day or later
    std::int64_t all = 0;      ///< households to be visited
};

VisitCoverage visit_coverage(const HouseholdList& list, std::string_view scope, Day since);

/// How many there are behind each filter that a person can choose with one tap.
struct HouseholdCounts {
    std::int64_t all = 0;
    std::array<std::int64_t, 4> by_class{};  ///< by HouseholdClass
    std::int64_t not_visited = 0;            ///< since the day given
    std::int64_t incomplete = 0;
    std::int64_t conflicts = 0;
    std::int64_t only_here = 0;
    std::int64_t returned = 0;
};

HouseholdCounts count_households(const HouseholdList& list, std::string_view scope, Day not_since);

/// Groups of the scope in the order people count them: 一组, 二组, 十一组.
std::vector<std::string> groups_of(const HouseholdList& list, std::string_view scope);

/// The number that a group's name begins with, Chinese or not; a large one when there is none.
int group_order(std::string_view name);

}  // namespace cunji
