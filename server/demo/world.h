#pragma once

#include "server/demo/chance.h"
#include "server/demo/days.h"
#include "server/demo/material.h"
#include "server/demo/names.h"
#include "server/demo/pictures.h"
#include "server/demo/scribe.h"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace cunji::demo {

inline constexpr int kFirstYear = 2016;
inline constexpr int kLastYear = 2020;         ///< of the campaign; after it, watching only
inline constexpr int kLastWatchedYear = 2023;  ///< of the households that are watched
inline constexpr Day kBegin = day(2016, 1, 4);
inline constexpr Day kEnd = day(2020, 12, 31);

/// 1e-7 degrees.
struct Spot {
    std::int64_t lat = 0;
    std::int64_t lon = 0;
};

enum class Health { Healthy, Chronic, MajorIllness, Disabled };

/// What a villager did in the last year; texts are codes of the form member_year.
struct YearFacts {
    std::string school;
    std::string education;
    std::string dropout_reason;
    std::string labour;
    std::string work_status;
    std::string work_area;
    std::string work_place;
    std::string channel;
    std::string public_post;
    int work_months = 0;
    std::int64_t month_wage = 0;  ///< fen
    bool insured = true;
    bool employee_insured = false;
};

struct Villager {
    std::string id;  ///< of the record; empty until it is written
    std::string name;
    bool male = true;
    Day birth{};
    std::string ethnic;
    std::string relation;
    std::string marital;
    std::string political;
    std::string id_type = "id";
    std::string id_no;
    Health health = Health::Healthy;
    std::string illness;
    std::string disability_cert;
    std::string join_reason;
    std::optional<Day> joined;
    std::string leave_reason;
    std::optional<Day> left;
    YearFacts facts;
    std::string year_id;  ///< member_year of the last year

    /// At the end of the year, as the forms count it.
    [[nodiscard]] int age(int year = kLastYear) const { return year - year_of(birth); }

    [[nodiscard]] bool lives_here(int year) const;

    [[nodiscard]] bool works() const { return facts.work_status == "working"; }
};

/// A year's money in fen.
struct Income {
    std::int64_t size = 0;
    std::int64_t wage = 0;
    std::int64_t operating = 0;
    std::int64_t property = 0;
    std::int64_t transfer = 0;
    std::int64_t cost = 0;

    [[nodiscard]] std::int64_t net() const { return wage + operating + property + transfer - cost; }
};

struct Family {
    std::string id;
    std::string number;
    std::string group;
    std::string address;
    std::string phone;
    Spot spot;
    std::vector<Villager> members;  ///< the head first

    bool registered = false;
    std::string poverty_class;
    std::string monitor_class;
    std::string main_cause;
    std::vector<std::string> other_causes;
    int exit_year = 0;      ///< 0: not yet
    int returned_year = 0;  ///< 0: never
    bool unsafe_house_once = false;
    bool relocated = false;
    std::map<int, Income> income;

    std::map<int, std::string> years;             ///< household_year
    std::map<std::string, std::string> measures;  ///< of the last year, by type
    std::vector<std::string> visits;              ///< of the last year, signed and without photo
    std::string living;                           ///< of the last year
    std::string pairing;
    std::string helper;
    std::string signature;  ///< SHA-256
    bool has_ledger = false;
    bool neglected = false;  ///< nobody came in the last months
    bool used = false;       ///< something was planted in it

    [[nodiscard]] const Villager& head() const { return members.front(); }

    [[nodiscard]] std::int64_t size(int year) const;
    [[nodiscard]] bool has_labour() const;
    [[nodiscard]] bool has_student() const;
    [[nodiscard]] bool has(Health health) const;
};

struct Project {
    RecordKey key;
    std::string name;
    std::string content;
    std::int64_t wan = 0;  ///< total, in 10,000 yuan
    std::string step;
    std::string impl_org;
    std::string picture;
    Day pooled{};
    Day start_plan{};
    Day end_plan{};
    std::optional<Day> start;
    std::optional<Day> end;
    std::int64_t households = 0;
    Spot spot;
    bool late = false;
    std::map<std::string, std::string> photos;  ///< by stage
    bool used = false;
};

struct Meeting {
    RecordKey key;
    std::string type;
    std::string purpose;  ///< of a democratic review: "identify" or "exit"
    Moment start;
    std::vector<std::string> subjects;
    std::vector<RecordKey> votes;
    std::vector<RecordKey> attendees;
    std::vector<RecordKey> signatures;
    bool used = false;
};

struct Notice {
    RecordKey key;
    std::string type;
    std::string tier;
    Day start{};
    Day end{};
    bool used = false;
};

struct Village {
    std::string code;
    std::string name;
    std::string ethnic;
    bool poor = false;
    bool deep_poor = false;
    std::size_t township = 0;
    std::size_t place = 0;  ///< among all villages
    std::vector<std::string> groups;
    Spot spot;
    Clerk secretary;
    std::vector<std::string> cadres;  ///< records of kind person
    std::vector<std::string> signatures;
    std::vector<Family> families;
    std::vector<Project> projects;
    std::vector<Meeting> meetings;
    std::vector<Notice> notices;
};

struct Township {
    std::string code;
    std::string name;
    std::string region;
    Clerk reviewer;
    std::vector<std::string> helpers;  ///< records of kind person
    std::string contact;
};

struct County {
    std::string code;
    std::string name;
    std::string hotline;
    std::string region;
    Clerk merger;
    std::string auditor;
    std::vector<Township> townships;
    std::vector<Village> villages;
};

/// Something wrong that was put in on purpose.
struct Planted {
    std::string rule;
    RecordKey record;
};

/// The county in the making, and what it is made with.
struct World {
    const Store& store;
    Scribe& scribe;
    Pictures& pictures;
    const Material& material;
    Chance chance;
    NameBook names;
    NumberBook numbers;
    County county{};
    std::vector<Planted> planted{};
    std::int64_t hard_conflicts = 0;
    std::int64_t soft_conflicts = 0;
    std::int64_t duplicates = 0;

    [[nodiscard]] const Township& town_of(const Village& village) const {
        return county.townships[village.township];
    }
};

}  // namespace cunji::demo
