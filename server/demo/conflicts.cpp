#include "server/demo/parts.h"
#include "shared/base/check.h"

#include <algorithm>
#include <array>

namespace cunji::demo {

namespace {

constexpr std::size_t kHardConflicts = 12;
constexpr std::size_t kSoftConflicts = 30;
constexpr std::size_t kDuplicates = 6;
constexpr Day kEditedOn = day(2020, 12, 22);

class Colliding {
public:
    explicit Colliding(World& world)
        : world_(world), chance_(world.chance.stream("conflicts")), words_(world.material.errors) {}

    /// Both change the same field, and a person has to choose.
    void hard() {
        for (std::size_t i = 0; i < kHardConflicts; ++i) {
            village_ = &world_.county.villages[i % world_.county.villages.size()];
            collide_hard(i % 6);
            ++world_.hard_conflicts;
        }
    }

    /// They change different fields, or one that the later edit may have: nobody is asked.
    void soft() {
        for (std::size_t i = 0; i < kSoftConflicts; ++i) {
            village_ = &world_.county.villages[(i + 5) % world_.county.villages.size()];
            const Family& family = take(false);
            const RecordKey key{village_->code, "household", family.id};
            const Json here = {{"phone", world_.numbers.phone()}};
            const std::string address =
                fill(text_at(words_, "other_address"), {{"address", family.address}});
            const Json there =
                i % 3 == 0 ? Json{{"phone", world_.numbers.phone()}} : Json{{"address", address}};
            collide(key, here, there);
            ++world_.soft_conflicts;
        }
    }

private:
    Family& take(bool registered) {
        const auto found = std::find_if(
            village_->families.rbegin(), village_->families.rend(), [&](const Family& family) {
                const bool fit = !registered || !family.measures.empty();
                return !family.used && !family.has_ledger && family.registered == registered &&
                       family.monitor_class.empty() && fit;
            });
        CHECK_THAT(found != village_->families.rend());
        found->used = true;
        return *found;
    }

    /// The village writes; the township, which has not seen it, writes too.
    void collide(const RecordKey& key, const Json& here, const Json& there) {
        ChangeHow unseen;
        unseen.seen = world_.scribe.heads(key);
        const Moment at{after(kEditedOn, chance_.between(0, 5)), 10 * 60};
        world_.scribe.change(village_->secretary, key, here, at);
        world_.scribe.change(world_.town_of(*village_).reviewer, key, there,
                             {after(at.day, 1), at.minute}, unseen);
    }

    void collide_hard(std::size_t way) {
        const Family& family = take(way == 5);
        const std::string& scope = village_->code;
        const RecordKey household{scope, "household", family.id};
        const std::int64_t amount = chance_.between(100'000, 900'000);
        const std::string card = NumberBook::bank_card(chance_);
        switch (way) {
            case 0:
                return collide(household, {{"bank_card", card}},
                               {{"bank_card", NumberBook::bank_card(chance_)}});
            case 1:
                return collide(
                    {scope, "member", family.head().id},
                    {{"name", fill(text_at(words_, "other_name"), {{"name", family.head().name}})}},
                    {{"name", character_at(family.head().name, 0) +
                                  world_.names.given(chance_, family.head().male,
                                                     year_of(family.head().birth))}});
            case 2:
                return collide({scope, "household_year", family.years.at(kLastYear)},
                               {{"property", amount}}, {{"property", amount + 12'345}});
            case 3:
                return collide({scope, "living_condition", family.living}, {{"safety", "C"}},
                               {{"safety", "D"}});
            case 4:
                return collide(household,
                               {{"household_no", fill(text_at(words_, "other_number"),
                                                      {{"number", family.number}})}},
                               {{"household_no", family.number + "-2"}});
            default:
                return collide({scope, "help_measure", family.measures.begin()->second},
                               {{"actual_amount", amount}}, {{"actual_amount", amount + 50'000}});
        }
    }

    World& world_;
    Chance chance_;
    const Json& words_;
    Village* village_ = nullptr;
};

}  // namespace

void plant_conflicts(World& world) {
    Colliding colliding{world};
    colliding.hard();
    colliding.soft();
}

void plant_duplicates(World& world) {
    std::vector<Village>& villages = world.county.villages;
    for (std::size_t i = 0; i < kDuplicates && villages.size() > 1; ++i) {
        Village& from = villages[i * 4 % villages.size()];
        const Village& to = villages[(i * 4 + 1) % villages.size()];
        const auto found =
            std::find_if(from.families.begin(), from.families.end(), [](const Family& family) {
                return !family.used && !family.registered && family.members.size() >= 2 &&
                       family.monitor_class.empty() && family.head().id_type == "id";
            });
        CHECK_THAT(found != from.families.end());
        found->used = true;
        Family copy = *found;
        copy.number = to.code + std::to_string(9001 + i);
        copy.group = to.groups.front();
        copy.address = world.town_of(to).name + to.name + copy.group;
        copy.spot = to.spot;
        copy.phone = world.numbers.phone();
        std::vector<Scribe::NewRecord> group;
        group.emplace_back("household", household_fields(copy, "@1"));
        for (const Villager& member : copy.members) {
            if (!member.left) group.emplace_back("member", member_fields(member, "@0"));
        }
        const Moment at{day(2020, 6, 8), 11 * 60};
        const std::vector<RecordKey> keys =
            world.scribe.add(to.secretary, to.code, std::move(group), at);
        world.planted.push_back({"R005", keys[1]});
        ++world.duplicates;
    }
}

}  // namespace cunji::demo
