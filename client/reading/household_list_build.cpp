#include "client/reading/household_list_build.h"

#include "shared/base/check.h"
#include "shared/store/pinyin.h"
#include "shared/store/search.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace cunji {

namespace {

// All of a kind, or with the condition of the second part what one household has.
constexpr std::string_view kYears = R"sql(
SELECT household, year, poverty_class IS NOT NULL, monitor_class IS NOT NULL,
  coalesce(exit_status, '') IN ('exited_with_policy', 'exited_stable')
FROM household_year WHERE void_reason IS NULL AND merge_into IS NULL)sql";
constexpr std::string_view kVisits = R"sql(
SELECT household, start_at FROM visit WHERE void_reason IS NULL AND merge_into IS NULL)sql";
// GB/T 4761 has 02 for the head of the household.
constexpr std::string_view kMembers = R"sql(
SELECT household, relation = '02' FROM member
WHERE leave_reason IS NULL AND left_on IS NULL AND void_reason IS NULL
  AND merge_into IS NULL)sql";
constexpr std::size_t kInitialsRoom = 16;
constexpr std::string_view kOfOne = " AND household = ?1";

/// Required fields of the form that are empty. Those that only matter sometimes are left to the
/// household's own page.
std::string missing_sql(const Form& form) {
    std::string sql = "0";
    for (const Field& field : form.fields) {
        if (!field.required || !field.relevant.empty() || !has_column(field)) continue;
        sql += " OR " + sql_name(field.name) + " IS NULL";
    }
    return sql;
}

std::string households_sql(const Form& form) {
    return "SELECT id, scope, head_name, household_no, group_name, review = 'returned', moved_to "
           "IS NOT NULL, " +
           missing_sql(form) + " FROM household WHERE void_reason IS NULL AND merge_into IS NULL";
}

/// Texts of a record are below kOpBytesMax, which 16 bits hold; what is searched might be longer.
std::uint16_t short_length(std::size_t length) {
    return static_cast<std::uint16_t>(
        std::min<std::size_t>(length, std::numeric_limits<std::uint16_t>::max()));
}

using Places = std::map<std::string, std::uint32_t, std::less<>>;

/// Where the text stands among the list's; put there when it is new.
std::uint32_t place_of(std::vector<std::string>& texts, Places& places, std::string_view text) {
    const auto known = places.find(text);
    if (known != places.end()) return known->second;
    const auto place = static_cast<std::uint32_t>(texts.size());
    texts.emplace_back(text);
    places.emplace(text, place);
    return place;
}

HouseholdClass class_of(bool poor, bool monitored, bool exited) {
    if (monitored) return HouseholdClass::Monitored;
    if (!poor) return HouseholdClass::General;
    return exited ? HouseholdClass::Exited : HouseholdClass::Poor;
}

/// The place of each text in the order of its key.
template <typename KeyOf>
std::vector<std::uint32_t> ranks_of(const std::vector<std::string>& texts, KeyOf key_of) {
    std::vector<std::uint32_t> order(texts.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return key_of(texts[a]) < key_of(texts[b]);
    });
    std::vector<std::uint32_t> ranks(texts.size());
    for (std::uint32_t rank = 0; rank < order.size(); ++rank)
        ranks[order[rank]] = rank;
    return ranks;
}

}  // namespace

void HouseholdListBuilder::read_households() {
    const TypedTable* table = store_.table("household");
    if (table == nullptr) return;  // a folder that has no forms yet
    Query query = store_.db().query(households_sql(table->form()));
    add_rows(query);
    sort_rows();
    index_ids();
}

void HouseholdListBuilder::read_parts() {
    {
        Query years = store_.db().query(kYears);
        add_years(years);
    }
    {
        Query visits = store_.db().query(kVisits);
        add_visits(visits);
    }
    Query members = store_.db().query(kMembers);
    add_members(members);
}

void HouseholdListBuilder::start_from(const HouseholdList& before,
                                      const std::set<std::string>& changed) {
    list_ = before;
    for (std::size_t i = 0; i < list_.groups.size(); ++i)
        groups_.emplace(list_.groups[i], static_cast<std::uint32_t>(i));
    for (std::size_t i = 0; i < list_.scopes.size(); ++i)
        scopes_.emplace(list_.scopes[i], static_cast<std::uint32_t>(i));
    std::set<PackedId> gone;
    for (const std::string& id : changed) {
        if (const auto packed = pack_id(id)) gone.insert(*packed);
    }
    std::erase_if(list_.rows, [&](const HouseholdRow& row) { return gone.contains(row.id); });
    for (HouseholdRow& row : list_.rows) {
        row.only_here = false;
        row.conflicts = 0;
    }
    const std::string one = households_sql(store_.table("household")->form()) + " AND id = ?1";
    for (const std::string& id : changed) {
        Query query = store_.db().query(one, std::string_view{id});
        add_rows(query);
    }
    sort_rows();
    index_ids();
    const auto of_one = [](std::string_view sql) { return std::string{sql}.append(kOfOne); };
    for (const std::string& id : changed) {
        Query years = store_.db().query(of_one(kYears), std::string_view{id});
        add_years(years);
        Query visits = store_.db().query(of_one(kVisits), std::string_view{id});
        add_visits(visits);
        Query members = store_.db().query(of_one(kMembers), std::string_view{id});
        add_members(members);
    }
}

HouseholdList HouseholdListBuilder::take() {
    return std::move(list_);
}

void HouseholdListBuilder::add_rows(Query& query) {
    while (query.step()) {
        const std::optional<PackedId> id = pack_id(query.text(0));
        if (!id) continue;
        HouseholdRow& row = list_.rows.emplace_back();
        row.id = *id;
        row.scope = place_of(list_.scopes, scopes_, query.text(1));
        put_texts(row, query.text(2), query.text(3));
        row.group = place_of(list_.groups, groups_, query.text(4));
        row.returned = query.integer(5) != 0;
        row.moved = query.integer(6) != 0;
        row.missing = query.integer(7) != 0;
    }
}

void HouseholdListBuilder::add_years(Query& query) {
    while (query.step()) {
        HouseholdRow* row = row_of(query.text(0));
        const std::int64_t year = query.integer(1);
        if (row == nullptr || year < row->year || year > std::numeric_limits<std::int16_t>::max()) {
            continue;
        }
        row->year = static_cast<std::int16_t>(year);
        row->household_class =
            class_of(query.integer(2) != 0, query.integer(3) != 0, query.integer(4) != 0);
    }
}

void HouseholdListBuilder::add_visits(Query& query) {
    while (query.step()) {
        HouseholdRow* row = row_of(query.text(0));
        if (row == nullptr) continue;
        const std::optional<Day> day = day_of(query.text(1));
        if (!day) continue;
        const auto days = static_cast<std::int32_t>(day->time_since_epoch().count());
        row->last_visit = std::max(row->last_visit, days);
    }
}

void HouseholdListBuilder::add_members(Query& query) {
    while (query.step()) {
        HouseholdRow* row = row_of(query.text(0));
        if (row == nullptr) continue;
        ++row->size;
        if (query.integer(1) != 0 && row->heads < 2) ++row->heads;
    }
}

void HouseholdListBuilder::put_texts(HouseholdRow& row, std::string_view name,
                                     std::string_view number) {
    std::string searched;
    searched.reserve(name.size() + number.size() + kInitialsRoom);
    for (const std::string& word : search_words(name))
        searched += word;
    for (const std::string& key : initial_keys(name))
        searched.append("\n").append(key);
    searched += '\n';
    for (const std::string& word : search_words(number))
        searched += word;
    row.text = static_cast<std::uint32_t>(list_.texts.size());
    row.name_bytes = short_length(name.size());
    row.number_bytes = short_length(number.size());
    row.search_bytes = short_length(searched.size());
    list_.texts.append(name.substr(0, row.name_bytes));
    list_.texts.append(number.substr(0, row.number_bytes));
    list_.texts.append(searched, 0, row.search_bytes);
}

void HouseholdListBuilder::index_ids() {
    list_.by_id.resize(list_.rows.size());
    std::iota(list_.by_id.begin(), list_.by_id.end(), 0U);
    std::sort(list_.by_id.begin(), list_.by_id.end(), [&](std::uint32_t a, std::uint32_t b) {
        return list_.rows[a].id < list_.rows[b].id;
    });
}

/// By what people count by: the village, the group's number, then the household's. What is compared
/// most is compared as numbers, and only places are moved while sorting: this stands between a tap
/// and its list.
void HouseholdListBuilder::sort_rows() {
    const std::vector<std::uint32_t> scopes = ranks_of(list_.scopes, [](const std::string& scope) {
        return std::pair{0, std::string_view{scope}};
    });
    const std::vector<std::uint32_t> groups = ranks_of(list_.groups, [](const std::string& group) {
        return std::pair{group_order(group), std::string_view{group}};
    });

    struct Place {
        std::uint64_t rank;
        std::string_view number;
        std::uint32_t row;
    };

    std::vector<Place> places;
    places.reserve(list_.rows.size());
    for (const HouseholdRow& row : list_.rows) {
        const std::uint64_t village = scopes[row.scope];
        places.push_back({village << 32U | groups[row.group], list_.number(row),
                          static_cast<std::uint32_t>(places.size())});
    }
    std::sort(places.begin(), places.end(), [&](const Place& a, const Place& b) {
        if (a.rank != b.rank) return a.rank < b.rank;
        if (const int order = a.number.compare(b.number); order != 0) return order < 0;
        return list_.rows[a.row].id < list_.rows[b.row].id;
    });
    std::vector<HouseholdRow> sorted;
    sorted.reserve(places.size());
    for (const Place& place : places)
        sorted.push_back(list_.rows[place.row]);
    list_.rows = std::move(sorted);
}

HouseholdRow* HouseholdListBuilder::row_of(std::string_view id) {
    const std::optional<std::uint32_t> row = list_.find(id);
    return row ? &list_.rows[*row] : nullptr;
}

}  // namespace cunji
