#include "client/reading/meeting_people.h"

#include "client/app/days.h"
#include "shared/store/pinyin.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace cunji {

namespace {

// GB/T 4761 has 02 for the head of the household.
constexpr std::string_view kMembers = R"sql(
SELECT m.id, m.name, m.household, h.group_name, h.household_no, h.head_name,
       m.id IS h.head_member OR m.relation IS '02', m.birth, m.political
FROM member m JOIN household h ON h.id = m.household AND h.scope = m.scope
WHERE m.scope = ?1 AND m.leave_reason IS NULL AND m.left_on IS NULL
  AND m.void_reason IS NULL AND m.merge_into IS NULL
  AND h.void_reason IS NULL AND h.merge_into IS NULL
ORDER BY h.group_name, h.household_no, h.id, 7 DESC, m.birth, m.id)sql";
constexpr std::string_view kStaff = R"sql(
SELECT p.id, p.name, p.political, p.role, p.post FROM person p
WHERE p.left_on IS NULL AND p.void_reason IS NULL AND p.merge_into IS NULL
ORDER BY p.role, p.name, p.id)sql";
constexpr std::string_view kCameTo = R"sql(
SELECT DISTINCT a.person, m.type FROM attendee a JOIN meeting m ON m.id = a.meeting
WHERE a.scope = ?1 AND a.person IS NOT NULL AND m.type IS NOT NULL AND a.capacity IS NOT 'observer'
  AND a.void_reason IS NULL AND a.merge_into IS NULL
  AND m.void_reason IS NULL AND m.merge_into IS NULL
ORDER BY 1, 2)sql";

constexpr std::int64_t kAdultYears = 18;
constexpr std::array<std::string_view, 2> kParty{"01", "02"};  ///< GB/T 4762: full, probationary
constexpr std::array<std::string_view, 5> kOfStaff{"two_committees", "special_study", "joint",
                                                   "dispatch", "other"};
constexpr std::array<std::string_view, 2> kOfRepresentatives{"representatives",
                                                             "democratic_review"};

template <std::size_t N>
bool among(std::string_view word, const std::array<std::string_view, N>& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_party_meeting(std::string_view type) {
    return type == "party_members" || type == "branch";
}

/// Whole years between two days "2026-11-21".
std::int64_t years_between(std::string_view from, std::string_view to) {
    const auto year = [](std::string_view day) {
        return std::stoll(std::string{day.substr(0, 4)});
    };
    const std::int64_t years = year(to) - year(from);
    return to.substr(4) < from.substr(4) ? years - 1 : years;
}

bool is_adult(const PersonCard& person, std::string_view day) {
    if (!day_number(person.birth) || !day_number(day)) return true;
    return years_between(person.birth.substr(0, 10), day.substr(0, 10)) >= kAdultYears;
}

std::string lower(std::string_view text) {
    std::string out{text};
    std::transform(out.begin(), out.end(), out.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return out;
}

}  // namespace

People::People(std::vector<PersonCard> people) : list(std::move(people)) {
    for (std::size_t i = 0; i < list.size(); ++i)
        places.emplace(list[i].id, i);
}

const PersonCard* People::find(std::string_view id) const {
    const auto found = places.find(id);
    return found == places.end() ? nullptr : &list[found->second];
}

std::vector<PersonCard> read_people(const Store& store, std::string_view scope) {
    const Snapshot snapshot{store.db()};
    std::map<std::string, std::vector<std::string>> came_to;
    Query came = store.db().query(kCameTo, scope);
    while (came.step())
        came_to[came.str(0)].push_back(came.str(1));

    std::vector<PersonCard> out;
    const auto add = [&](PersonCard person) {
        if (const auto found = came_to.find(person.id); found != came_to.end()) {
            person.came_to = found->second;
        }
        person.keys = initial_keys(person.name);
        out.push_back(std::move(person));
    };
    Query members = store.db().query(kMembers, scope);
    while (members.step()) {
        PersonCard person;
        person.id = members.str(0);
        person.name = members.str(1);
        person.household = members.str(2);
        person.group = members.str(3);
        person.household_no = members.str(4);
        person.head_name = members.str(5);
        person.is_head = members.integer(6) != 0;
        person.birth = members.str(7);
        person.political = members.str(8);
        add(std::move(person));
    }
    Query staff = store.db().query(kStaff);
    while (staff.step()) {
        PersonCard person;
        person.id = staff.str(0);
        person.name = staff.str(1);
        person.staff = true;
        person.political = staff.str(2);
        person.role = staff.str(3);
        person.post = staff.str(4);
        add(std::move(person));
    }
    return out;
}

bool is_expected(const PersonCard& person, std::string_view type, std::string_view basis,
                 std::string_view day) {
    if (is_party_meeting(type)) return among(person.political, kParty);
    if (among(type, kOfStaff)) return person.staff;
    if (among(type, kOfRepresentatives) && basis != "households") {
        return std::binary_search(person.came_to.begin(), person.came_to.end(), type);
    }
    if (person.staff) return false;
    return basis == "adults" ? is_adult(person, day) : person.is_head;
}

std::string_view usual_capacity(const PersonCard& person, std::string_view type,
                                std::string_view basis) {
    if (is_party_meeting(type)) {
        return among(person.political, kParty) ? "party_member" : "observer";
    }
    if (person.staff) {
        const bool own = among(type, kOfStaff);
        if (own && person.role == "village_cadre") return "committee_member";
        return own && type != "two_committees" ? "committee_member" : "observer";
    }
    if (basis == "households") return "household_representative";
    return among(type, kOfRepresentatives) ? "representative" : "villager";
}

bool matches(const PersonCard& person, std::string_view typed) {
    if (typed.empty()) return true;
    if (person.name.find(typed) != std::string::npos) return true;
    const std::string small = lower(typed);
    for (const std::string& key : person.keys) {
        if (key.find(small) != std::string::npos) return true;
    }
    return person.household_no.starts_with(typed);
}

}  // namespace cunji
