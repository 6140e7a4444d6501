#pragma once

#include "shared/store/store.h"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cunji {

/// Somebody who may come to a meeting: a member of a household, or staff.
struct PersonCard {
    std::string id;
    std::string name;
    bool staff = false;
    std::string household;  ///< of a member
    std::string group;      ///< villagers' group
    std::string household_no;
    std::string head_name;  ///< of the member's household
    bool is_head = false;
    std::string birth;                 ///< "1970-03-07"; empty: not known
    std::string political;             ///< code of the forms
    std::string role;                  ///< of staff
    std::string post;                  ///< of staff, as it was typed
    std::vector<std::string> came_to;  ///< types of meetings, sorted
    std::vector<std::string> keys;     ///< pinyin initials of the name
};

/// A list of people that is also asked by id.
struct People {
    std::vector<PersonCard> list;
    std::map<std::string, std::size_t, std::less<>> places;  ///< in the list, by id

    explicit People(std::vector<PersonCard> people = {});
    /// nullptr for somebody who is not in the list.
    [[nodiscard]] const PersonCard* find(std::string_view id) const;
};

/// Everybody of the village who lives there now, by group, household and head first; then staff
/// who are still in office.
std::vector<PersonCard> read_people(const Store& store, std::string_view scope);

/// Whether somebody belongs into the list of a meeting before anything is searched. `day` is that
/// of the meeting; empty: age is not asked.
[[nodiscard]] bool is_expected(const PersonCard& person, std::string_view type,
                               std::string_view basis, std::string_view day);

/// The form's "capacity" that somebody has at such a meeting unless it is changed.
[[nodiscard]] std::string_view usual_capacity(const PersonCard& person, std::string_view type,
                                              std::string_view basis);

/// Whether what was typed finds a person: part of the name, initials of its pinyin (whole or from
/// a later character), or the beginning of the household number. An empty text finds everybody.
[[nodiscard]] bool matches(const PersonCard& person, std::string_view typed);

}  // namespace cunji
