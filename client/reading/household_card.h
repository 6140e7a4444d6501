#pragma once

#include "client/app/checking.h"
#include "client/reading/day.h"
#include "client/reading/household_list.h"
#include "client/reading/photo_list.h"
#include "shared/store/store.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cunji {

/// A code of a choice, or of yes/no/unknown; empty when nothing was entered.
using Code = std::string;

/// A member of the household; school, work and health as of the newest year there is.
struct CardMember {
    std::string id;
    std::string name;
    Code relation;
    Code sex;
    std::optional<Day> birth;
    std::optional<int> age;  ///< full years on the day that the card is of
    int year = 0;            ///< of what follows; 0: nothing was entered
    std::vector<Code> health;
    std::string illness;
    Code disability_type;
    Code disability_grade;
    Code school;
    Code education;
    Code dropout_reason;
    Code labour;
    Code work_status;
    Code work_area;
    std::string work_place;
    Code med_resident;  ///< insured
    Code med_employee;
    Code dibao;
    Code leave_reason;  ///< set: lives here no more
};

/// What is known of 两不愁三保障 and water, as facts: what is bad stays as it is.
struct CardLiving {
    std::string id;  ///< empty: nothing was entered
    int year = 0;
    Code no_house;
    std::optional<std::int64_t> house_area;  ///< 0.1 m²
    Code structure;
    Code safety;
    Code water;
    Code water_safe;
    Code electricity;
    Code tv;
    Code toilet;
    Code road_type;
    std::optional<std::int64_t> farmland;  ///< 0.01 mu
    std::optional<std::int64_t> woodland;
};

/// Fen; what was not entered is absent.
struct CardIncome {
    std::string id;
    int year = 0;
    std::optional<std::int64_t> size;
    std::optional<std::int64_t> wage;
    std::optional<std::int64_t> operating;
    std::optional<std::int64_t> property;
    std::optional<std::int64_t> transfer;
    std::optional<std::int64_t> cost;
    std::optional<std::int64_t> net;
    std::optional<std::int64_t> per_capita;
    std::optional<std::int64_t> line;  ///< income standard of the year, per person
    Code poverty_class;
    Code monitor_class;
    Code exit_status;
    Code main_cause;
    std::vector<Code> other_causes;
    std::vector<Code> risk_types;
};

struct CardMeasure {
    std::string id;
    int year = 0;
    Code type;
    std::string content;
    std::optional<std::int64_t> planned;  ///< fen
    std::optional<std::int64_t> actual;
    std::optional<Day> planned_on;
    std::optional<Day> done_on;
};

struct CardHelper {
    std::string id;
    std::string name;
    std::string org;
    std::string phone;
    bool is_main = false;
    std::optional<Day> start_on;
    std::optional<Day> end_on;
};

struct CardVisit {
    std::string id;
    Code purpose;
    std::string start_at;
    std::vector<std::string> visitors;  ///< names
    std::string present;                ///< name of the member
    std::string content;
    std::vector<Code> findings;
    std::string appeal;
    Code satisfaction;
    bool signed_by_household = false;
    std::int64_t photos = 0;
    bool only_here = false;
    Code review;
};

struct CardFollowup {
    std::string id;
    std::string description;
    Code state;
    Code urgency;
    std::string owner;
    std::optional<Day> due_on;
    bool open = false;
    bool overdue = false;
};

/// One field that one save changed.
struct CardChange {
    std::string op;
    std::string record;
    std::string kind;
    std::string record_name;  ///< of a member, say; empty for the household itself
    std::string field;
    std::string value;   ///< JSON: names in the place of ids; {"add","remove","append"} of a list
    std::string author;  ///< name, else id
    std::string device;
    Millis at = 0;
    std::string why;
    std::string refused;  ///< code; empty: stands
    bool only_here = false;
};

struct CardConflict {
    RecordKey record;
    std::string record_name;
    std::string field;
};

/// One household with all that belongs to it.
struct HouseholdCard {
    RecordKey key;
    std::string merged_into;  ///< id; set: read on there
    std::string void_reason;
    std::string head;
    std::string number;
    std::string group;
    std::string village;
    std::string address;
    std::string phone;
    Code is_relocated;
    Code review;
    std::vector<std::string> remarks;
    std::int64_t size = 0;
    HouseholdClass household_class = HouseholdClass::General;
    std::optional<Day> last_visit;
    bool only_here = false;               ///< something of it has changes that no server has
    std::vector<CardMember> members;      ///< the head first; who left last
    CardLiving living;                    ///< of the newest year
    std::vector<CardIncome> incomes;      ///< oldest first
    std::vector<CardMeasure> measures;    ///< newest first
    std::vector<CardHelper> helpers;      ///< who helps now first
    std::vector<CardVisit> visits;        ///< newest first
    std::vector<PhotoItem> photos;        ///< newest first
    std::vector<CardFollowup> followups;  ///< open ones first
    std::vector<CardConflict> conflicts;
};

/// Nothing when there is no household of this id here. @throws DbError
std::optional<HouseholdCard> read_household_card(const Store& store, std::string_view id,
                                                 Day today);

/// What is missing or odd in the household, its members and its newest year. Compares with all
/// members held: slow where a whole county is.
std::vector<Finding> check_household_card(const Store& store, const HouseholdCard& card);

/// Every change of the household and of its members and years, newest first; at most `most`.
std::vector<CardChange> read_household_history(const Store& store, std::string_view id,
                                               std::size_t most);

}  // namespace cunji
