#include "server/demo/parts.h"

#include <algorithm>
#include <array>

namespace cunji::demo {

namespace {

constexpr int kSchoolAge = 6;
constexpr int kWorkAge = 16;
constexpr int kOldAge = 60;

// Education of those who left school, in percent, by generation: GB/T 4658 codes.
constexpr std::array<const char*, 7> kEducation{"90", "80", "70", "60", "40", "30", "20"};
constexpr std::array<int, 7> kEducationOld{33, 51, 13, 3, 0, 0, 0};
constexpr std::array<int, 7> kEducationMiddle{8, 44, 38, 7, 2, 1, 0};
constexpr std::array<int, 7> kEducationYoung{0, 10, 52, 14, 12, 8, 4};
constexpr std::array<int, 7> kEducationSchoolLeaver{0, 0, 72, 12, 16, 0, 0};

constexpr std::array<const char*, 4> kWorkAreas{"out", "province", "county", "town"};
constexpr std::array<int, 4> kWorkAreaShares{58, 16, 15, 11};
constexpr std::array<const char*, 5> kPosts{"forest_guard", "cleaner", "road_keeper",
                                            "water_keeper", "carer"};

std::string year_of_school(const char* stem, int year) {
    return std::string{stem} + '_' + std::to_string(year);
}

/// Where the villager goes to school; "not_in_school" from the age when many leave.
std::string school_of(Chance& chance, int age) {
    const std::int64_t way = chance.between(0, 99);
    if (age < 3) return "preschool_age";
    if (age < kSchoolAge) return way < 84 ? "kindergarten" : "preschool_age";
    if (age < 12) return "primary";
    if (age < 15) return year_of_school("junior", age - 11);
    if (age == 15) return way < 55 ? "senior_1" : "junior_3";
    if (age < 19) {
        if (way < 44) return age == 18 ? "senior_3" : year_of_school("senior", age - 14);
        if (way < 80 && age < 18) return year_of_school("vocational", age - 14);
    } else if (age < 23) {
        if (way < 14) return "bachelor";
        if (way < 32 && age < 22) return year_of_school("college", age - 18);
    }
    return "not_in_school";
}

std::string education_of(Chance& chance, int age) {
    if (age >= kOldAge) return kEducation[chance.weighted(kEducationOld)];
    if (age >= 40) return kEducation[chance.weighted(kEducationMiddle)];
    if (age >= 20) return kEducation[chance.weighted(kEducationYoung)];
    return kEducation[chance.weighted(kEducationSchoolLeaver)];
}

void find_health(World& world, Chance& chance, Villager& villager) {
    const int age = villager.age();
    const std::int64_t luck = chance.between(0, 999);
    const std::int64_t chronic = age >= kOldAge ? 210 : age >= 40 ? 50 : age >= kWorkAge ? 12 : 4;
    const std::int64_t major = age >= kOldAge ? 18 : 6;
    const std::int64_t disabled = age >= kOldAge ? 45 : 24;
    if (age < 3) return;
    if (luck < chronic) {
        villager.health = Health::Chronic;
    } else if (luck < chronic + major) {
        villager.health = Health::MajorIllness;
    } else if (luck < chronic + major + disabled) {
        villager.health = Health::Disabled;
        const std::int64_t type = chance.between(1, 7);
        villager.disability_cert =
            villager.id_no + std::to_string(type) + std::to_string(chance.between(1, 4));
    }
    if (villager.health == Health::Chronic || villager.health == Health::MajorIllness) {
        villager.illness = chance.word(world.material.help.at("illnesses"));
    }
}

std::string labour_of(Chance& chance, const Villager& villager) {
    const int age = villager.age();
    const bool studies = villager.facts.school != "not_in_school";
    if (age < kWorkAge || studies) return "none";
    const bool severe =
        villager.health == Health::MajorIllness ||
        (villager.health == Health::Disabled && villager.disability_cert.back() <= '2');
    if (severe) return "lost";
    if (age >= 72) return "none";
    if (age >= kOldAge || villager.health != Health::Healthy) return "weak_half";
    return chance.percent(15) ? "skilled" : "normal";
}

void find_work(World& world, Chance& chance, Villager& villager) {
    YearFacts& facts = villager.facts;
    const bool able = facts.labour == "normal" || facts.labour == "skilled";
    const bool half = facts.labour == "weak_half" && villager.age() < 66;
    if (villager.age() < kWorkAge || facts.school != "not_in_school") return;
    if (half && chance.percent(9)) {
        facts.work_status = "working";
        facts.work_area = "town";
        facts.channel = "public_post";
        facts.public_post = kPosts[chance.below(kPosts.size())];
    } else if (able && chance.percent(52)) {
        facts.work_status = "working";
        facts.work_area = kWorkAreas[chance.weighted(kWorkAreaShares)];
        facts.channel = "away";
        if (facts.work_area == "town") facts.channel = chance.percent(50) ? "workshop" : "other";
    } else if (able || half) {
        facts.work_status = chance.percent(90) ? "farming" : "self_employed";
    } else {
        facts.work_status = "not_working";
    }
    if (facts.work_status != "working") return;
    facts.work_place = chance.word(world.material.places.at("work_places").at(facts.work_area));
    facts.work_months = static_cast<int>(chance.between(5, 11));
}

}  // namespace

void find_facts(World& world, Chance& chance, Villager& villager) {
    find_health(world, chance, villager);
    YearFacts& facts = villager.facts;
    const int age = villager.age();
    facts.school = school_of(chance, age);
    if (facts.school == "not_in_school") {
        facts.education = education_of(chance, age);
        if (age < 18) facts.dropout_reason = "finished";
    }
    facts.labour = labour_of(chance, villager);
    find_work(world, chance, villager);
    facts.employee_insured = villager.works() && chance.percent(3);
    facts.insured = !facts.employee_insured && !chance.permille(7);
}

bool Family::has_labour() const {
    return std::any_of(members.begin(), members.end(), [](const Villager& member) {
        const std::string& labour = member.facts.labour;
        return !member.left && (labour == "normal" || labour == "skilled");
    });
}

bool Family::has_student() const {
    return std::any_of(members.begin(), members.end(), [](const Villager& member) {
        return !member.left && member.age() >= kSchoolAge && member.facts.school != "not_in_school";
    });
}

bool Family::has(Health health) const {
    return std::any_of(members.begin(), members.end(), [health](const Villager& member) {
        return !member.left && member.health == health;
    });
}

}  // namespace cunji::demo
