#include "server/demo/parts.h"

#include <algorithm>
#include <array>

namespace cunji::demo {

namespace {

constexpr std::array<int, 7> kSizes{12, 18, 22, 24, 14, 7, 3};  // percent of 1, 2 ... 7 members
constexpr std::int64_t kHouseholds = 133;                       ///< of a village, as a mean
constexpr std::int64_t kHouseholdsSpread = 24;
constexpr std::int64_t kFamilySpread = 90'000;  // 1e-7 degrees: a village is two kilometres across

// GB/T 4761
constexpr const char* kHead = "02";
constexpr const char* kSpouse = "10";
constexpr const char* kFather = "51";
constexpr const char* kMother = "52";
constexpr const char* kDaughterInLaw = "38";
constexpr std::array<const char*, 3> kSons{"22", "23", "24"};
constexpr std::array<const char*, 3> kDaughters{"32", "33", "34"};
constexpr std::array<const char*, 2> kGrandchildren{"42", "41"};  // girl, boy

// GB/T 2261.2
constexpr const char* kUnmarried = "10";
constexpr const char* kMarried = "20";
constexpr const char* kWidowed = "30";
constexpr const char* kDivorced = "40";

/// Puts one family together, with ages as at the end of the last year.
class FamilyMaker {
public:
    FamilyMaker(World& world, Chance& chance, std::string ethnic)
        : world_(world),
          chance_(chance),
          ethnic_(std::move(ethnic)),
          surname_(world.names.surname(chance, ethnic_)) {}

    std::vector<Villager> make(std::size_t size) {
        const std::int64_t kind = chance_.between(0, 99);
        switch (size) {
            case 1:
                single(kind < 66);
                break;
            case 2:
                two(kind);
                break;
            case 3:
                three(kind);
                break;
            case 4:
                four(kind);
                break;
            default:
                many(size, kind);
                break;
        }
        return std::move(members_);
    }

private:
    Villager& add(std::string relation, bool male, std::int64_t age, std::string marital,
                  bool own_name = true) {
        const int year = kLastYear - static_cast<int>(age);
        const Day birth = after(day(year, 1, 1), chance_.between(0, 364));
        const std::string ethnic =
            own_name || chance_.percent(80) ? ethnic_ : world_.names.ethnic(chance_);
        const std::string surname = own_name ? surname_ : world_.names.surname(chance_, ethnic);
        Villager villager = make_villager(world_, chance_, male, birth, ethnic, surname);
        villager.relation = std::move(relation);
        villager.marital = std::move(marital);
        return members_.emplace_back(std::move(villager));
    }

    std::int64_t years(std::int64_t low, std::int64_t high) { return chance_.between(low, high); }

    void single(bool old) {
        const bool male = chance_.percent(old ? 62 : 84);
        const std::int64_t age = old ? years(62, 88) : years(30, 59);
        const bool was_married = chance_.percent(old ? 58 : 40);
        const char* before = old ? kWidowed : kDivorced;
        add(kHead, male, age, was_married ? before : kUnmarried);
    }

    void couple(std::int64_t low, std::int64_t high) {
        const std::int64_t age = years(low, high);
        const bool male = chance_.percent(93);
        add(kHead, male, age, kMarried);
        add(kSpouse, !male, std::max<std::int64_t>(20, age - years(-2, 5)), kMarried, false);
    }

    void child(std::int64_t age) {
        const bool male = chance_.percent(53);
        const auto before = static_cast<std::size_t>(
            std::count_if(members_.begin(), members_.end(), [&](const Villager& other) {
                const bool is_child = other.relation[0] == '2' || other.relation[0] == '3';
                return other.male == male && is_child && other.relation != kDaughterInLaw;
            }));
        const auto& relations = male ? kSons : kDaughters;
        const std::string relation =
            exact_or_plain(relations[std::min<std::size_t>(before, 2)], male ? "20" : "30");
        add(relation, male, std::max<std::int64_t>(0, age), kUnmarried);
    }

    /// For one child of three the register only says "son" or "daughter".
    std::string exact_or_plain(const char* exact, const char* plain) {
        return chance_.percent(66) ? exact : plain;
    }

    [[nodiscard]] std::int64_t head_age() const { return members_.front().age(); }

    /// Years apart, the eldest first.
    void children(std::size_t count) {
        std::int64_t age = std::min<std::int64_t>(26, head_age() - years(21, 26));
        for (std::size_t i = 0; i < count; ++i, age -= years(2, 5))
            child(age);
    }

    void parent() {
        const bool male = chance_.percent(38);
        const std::int64_t age = head_age() + years(21, 29);
        add(male ? kFather : kMother, male, std::min<std::int64_t>(age, 94), kWidowed, male);
    }

    void grandchildren(std::size_t count, std::int64_t oldest) {
        std::int64_t age =
            years(std::min<std::int64_t>(3, oldest), std::max<std::int64_t>(3, oldest));
        for (std::size_t i = 0; i < count; ++i, age -= years(2, 4)) {
            const bool male = chance_.percent(52);
            add(kGrandchildren[male ? 1 : 0], male, std::max<std::int64_t>(0, age), kUnmarried);
        }
    }

    void two(std::int64_t kind) {
        if (kind < 58) return couple(60, 84);
        if (kind < 80) return couple(44, 59);
        const bool male = chance_.percent(70);
        const bool divorced = chance_.percent(50);
        add(kHead, male, years(35, 57), divorced ? kDivorced : kWidowed);
        child(head_age() - years(23, 30));
    }

    void three(std::int64_t kind) {
        if (kind < 50) {
            couple(26, 55);
            children(1);
        } else if (kind < 74) {
            couple(59, 74);
            grandchildren(1, 15);
        } else {
            couple(38, 58);
            parent();
        }
    }

    void four(std::int64_t kind) {
        if (kind < 52) {
            couple(30, 53);
            children(2);
        } else if (kind < 82) {
            couple(38, 57);
            children(1);
            parent();
        } else {
            couple(60, 74);
            grandchildren(2, 14);
        }
    }

    /// The son and his wife live with his parents.
    void three_generations(std::size_t count) {
        couple(54, 70);
        const std::int64_t age = std::min<std::int64_t>(head_age() - 22, years(26, 42));
        add(exact_or_plain(kSons[0], "20"), true, age, kMarried);
        Villager& wife = add(kDaughterInLaw, false, std::max<std::int64_t>(20, age - years(-1, 4)),
                             kMarried, false);
        if (chance_.percent(15)) {
            wife.join_reason = "marriage";
            wife.joined = after(day(2016, 2, 1), years(0, 1300));
        }
        grandchildren(count - members_.size(), std::min<std::int64_t>(12, age - 21));
    }

    void many(std::size_t size, std::int64_t kind) {
        if (kind < 42 || size > 6) return three_generations(size);
        couple(34, 52);
        const bool with_parent = kind < 88;
        children(size - (with_parent ? 3 : 2));
        if (with_parent) parent();
    }

    World& world_;
    Chance& chance_;
    std::string ethnic_;
    std::string surname_;
    std::vector<Villager> members_;
};

/// Somebody who was there at the beginning and is not any more.
void add_former_member(World& world, Chance& chance, Family& family) {
    const Villager& head = family.head();
    const int head_born = year_of(head.birth);
    const bool died = chance.percent(62) || head_born > 1972;
    const bool male = died && chance.percent(50);
    const Day birth = died
                          ? after(day(std::max(1926, head_born - 26), 1, 1), chance.between(0, 364))
                          : after(day(head_born + 22, 1, 1), chance.between(0, 364));
    const std::string surname =
        died && !male ? world.names.surname(chance, head.ethnic) : character_at(head.name, 0);
    Villager former = make_villager(world, chance, male, birth, head.ethnic, surname);
    former.relation = died ? (male ? kFather : kMother) : kDaughters[2];
    former.marital = died ? kWidowed : kMarried;
    former.leave_reason = died ? "death" : "marriage";
    former.left = after(day(2016, 6, 1), chance.between(0, 1600));
    family.members.push_back(std::move(former));
}

/// One village of two has as many more as the other has less: the county's sum stays.
std::size_t households_of(const World& world, const Village& village) {
    Chance pair = world.chance.stream("households of pair " + std::to_string(village.place / 2));
    const std::int64_t more = pair.between(-kHouseholdsSpread, kHouseholdsSpread);
    return static_cast<std::size_t>(kHouseholds + (village.place % 2 == 0 ? more : -more));
}

void settle(World& world, Chance& chance, const Village& village, Family& family,
            std::size_t number) {
    std::string serial = std::to_string(number + 1);
    serial.insert(0, 4 - serial.size(), '0');
    family.number = village.code + serial;
    family.group = chance.pick(village.groups);
    family.address = world.town_of(village).name + village.name + family.group +
                     std::to_string(chance.between(1, 60)) +
                     text_at(world.material.places, "house_number");
    family.phone = world.numbers.phone();
    family.spot = near(chance, village.spot, kFamilySpread);
}

}  // namespace

bool Villager::lives_here(int year) const {
    const Day end = day(year, 12, 31);
    return birth <= end && (!joined || *joined <= end) && (!left || *left > end);
}

std::int64_t Family::size(int year) const {
    return std::count_if(members.begin(), members.end(),
                         [&](const Villager& member) { return member.lives_here(year); });
}

Villager make_villager(World& world, Chance& chance, bool male, Day birth,
                       const std::string& ethnic, const std::string& surname) {
    Villager villager;
    villager.male = male;
    villager.birth = birth;
    villager.ethnic = ethnic;
    villager.name = surname + world.names.given(chance, male, year_of(birth));
    villager.id_no = world.numbers.id_number(chance, birth, male);
    if (year_of(birth) >= kFirstYear) {
        villager.join_reason = "birth";
        villager.joined = birth;
        const bool no_number_yet = year_of(birth) == kLastYear && chance.percent(30);
        if (no_number_yet) villager.id_type = "birth";
    }
    const int age = villager.age();
    villager.political = "13";
    if (age >= 22 && chance.percent(5)) villager.political = "01";
    if (age >= 14 && age < 28 && chance.percent(22)) villager.political = "03";
    return villager;
}

void people_village(World& world, Village& village) {
    Chance chance = world.chance.stream("people " + village.code);
    const std::size_t count = households_of(world, village);
    const std::int64_t of_main_ethnic = chance.between(60, 90);
    for (std::size_t i = 0; i < count; ++i) {
        Family& family = village.families.emplace_back();
        const std::string ethnic =
            chance.percent(of_main_ethnic) ? village.ethnic : world.names.ethnic(chance);
        FamilyMaker maker{world, chance, ethnic};
        family.members = maker.make(chance.weighted(kSizes) + 1);
        if (chance.percent(6)) add_former_member(world, chance, family);
        settle(world, chance, village, family, i);
        for (Villager& member : family.members)
            find_facts(world, chance, member);
    }
    find_poverty(world, chance, village);
    for (Family& family : village.families)
        find_income(world, chance, family);
}

}  // namespace cunji::demo
