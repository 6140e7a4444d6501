#pragma once

#include "client/reading/household_list.h"
#include "shared/store/store.h"

#include <map>
#include <set>
#include <string>
#include <string_view>

namespace cunji {

/// Puts a HouseholdList together from the tables of the kinds.
class HouseholdListBuilder {
public:
    explicit HouseholdListBuilder(const Store& store) : store_(store) {}

    /// All rows, with what stands in the household itself.
    void read_households();
    /// Classes, visits and members of all rows.
    void read_parts();
    /// The rows of another list, with those of these ids read again.
    void start_from(const HouseholdList& before, const std::set<std::string>& changed);

    /// In its order. @pre something was read
    HouseholdList take();

private:
    void add_rows(Query& query);
    void add_years(Query& query);
    void add_visits(Query& query);
    void add_members(Query& query);
    void put_texts(HouseholdRow& row, std::string_view name, std::string_view number);
    void index_ids();
    void sort_rows();
    HouseholdRow* row_of(std::string_view id);

    const Store& store_;
    HouseholdList list_;
    std::map<std::string, std::uint32_t, std::less<>> groups_;
    std::map<std::string, std::uint32_t, std::less<>> scopes_;
};

}  // namespace cunji
