#include "server/demo/errors.h"

namespace cunji::demo {

namespace {

bool is_plain(const Family& family, const Villager& member) {
    return !family.registered && family.monitor_class.empty() && member.id_type == "id";
}

bool is_adult(const Villager& member) {
    return member.age() >= 22 && member.age() < 58 && member.facts.school == "not_in_school";
}

bool is_pupil(const Villager& member) {
    return member.age() >= 7 && member.age() <= 14;
}

}  // namespace

void Planter::people() {
    two_with_one_number();
    missing_and_contradicting();
    schooling();
    labour();
}

void Planter::two_with_one_number() {
    const auto first = member([](const Family& family, const Villager& member) {
        return is_plain(family, member) && member.male && is_adult(member);
    });
    if (!first) return;
    const Village* village = first->village;
    for (Family& family : first->village->families) {
        Villager& other = family.members.front();
        if (family.used || family.has_ledger || !is_plain(family, other) || !other.male) continue;
        family.used = true;
        const Target second{first->village, &family, &other};
        break_rule("R004", second, second.member_key(),
                   {{"id_no", first->member->id_no}, {"birth", date_text(first->member->birth)}});
        break_rule("R024", second, {village->code, "household", family.id},
                   {{"phone", first->family->phone}});
        return;
    }
}

void Planter::missing_and_contradicting() {
    const auto plain = [](const Family& family, const Villager& member) {
        return is_plain(family, member) && is_adult(member) && member.health == Health::Healthy;
    };
    if (const auto at = member(plain)) {
        break_rule("R002", *at, at->member_key(),
                   {{"birth", date_text(after(at->member->birth, 31))}});
    }
    if (const auto at = member([](const Family& family, const Villager& member) {
            return is_plain(family, member) && member.age() < 12;
        })) {
        break_rule("R003", *at, at->member_key(),
                   {{"birth", "2031-05-01"},
                    {"id_type", "birth"},
                    {"id_no", nullptr},
                    {"birth_cert_no", "Z990000001"}});
    }
    if (const auto at = member(plain)) {
        break_rule("R006", *at, at->member_key(), {{"id_type", "none"}, {"id_no", nullptr}});
    }
    if (const auto at = member(plain)) {
        break_rule("R007", *at, at->member_key(), {{"disability_cert", at->member->id_no + "9"}});
    }
    if (const auto at = member(plain)) {
        break_rule("R008", *at, at->member_year(),
                   {{"health", Json::array({"disabled"})}, {"labour", "weak_half"}});
    }
    const auto relative = [](const char* relation) {
        return [relation](const Family& family, const Villager& member) {
            return is_plain(family, member) && member.relation == relation;
        };
    };
    if (const auto at = member(relative("10"))) {
        break_rule("R009", *at, at->member_key(), {{"relation", "02"}});
    }
    if (const auto at = member(relative("22"))) {
        break_rule("R011", *at, at->member_key(), {{"relation", "32"}});
    }
    if (const auto at = member(plain)) {
        break_rule("R012", *at, at->member_key(), {{"ethnic", nullptr}});
    }
    if (const auto at = member(plain)) {
        break_rule("R025", *at, at->household(), {{"bank_card", "9999991234567890123"}});
    }
}

void Planter::schooling() {
    const auto pupil = [](const Family& family, const Villager& member) {
        return is_plain(family, member) && is_pupil(member) && member.health == Health::Healthy;
    };
    if (const auto at = member([](const Family& family, const Villager& member) {
            return is_plain(family, member) && is_adult(member);
        })) {
        break_rule("R013", *at, at->member_year(), {{"education", nullptr}});
    }
    if (const auto at = member(pupil)) {
        break_rule("R016", *at, at->member_year(), {{"school", "bachelor"}});
    }
    if (const auto at = member(pupil)) {
        break_rule("R017", *at, at->member_year(),
                   {{"school", "not_in_school"}, {"education", "80"}});
    }
    if (const auto at = member(pupil)) {
        break_rule(
            "R018", *at, at->member_year(),
            {{"school", "not_in_school"}, {"education", "80"}, {"dropout_reason", "illness"}});
    }
}

void Planter::labour() {
    const auto pupil = [](const Family& family, const Villager& member) {
        return is_plain(family, member) && is_pupil(member);
    };
    const Json work = {{"work_status", "working"},
                       {"work_area", "county"},
                       {"work_place", world_.material.places.at("work_places").at("county").at(0)},
                       {"channel", "away"},
                       {"work_start", "2020-07-01"},
                       {"work_months", 2},
                       {"work_income", 150'000}};
    if (const auto at = member(pupil)) {
        break_rule("R014", *at, at->member_year(), {{"labour", "normal"}});
    }
    if (const auto at = member([](const Family& family, const Villager& member) {
            return is_plain(family, member) && is_adult(member) && !member.works() &&
                   member.health == Health::Healthy;
        })) {
        break_rule("R015", *at, at->member_year(), {{"labour", "lost"}});
    }
    if (const auto at = member(pupil)) break_rule("R019", *at, at->member_year(), work);
    if (const auto at = member([](const Family& family, const Villager& member) {
            return is_plain(family, member) && member.facts.labour == "none" && member.age() >= 72;
        })) {
        break_rule("R020", *at, at->member_year(), work);
    }
    const auto farmer = [](const Family& family, const Villager& member) {
        return is_plain(family, member) && is_adult(member) &&
               member.facts.work_status == "farming";
    };
    if (const auto at = member(farmer)) {
        break_rule("R021", *at, at->member_year(),
                   {{"public_post", "cleaner"}, {"post_count", 4}, {"post_months", 0}});
    }
    if (const auto at = member(farmer)) {
        break_rule("R022", *at, at->member_year(),
                   {{"med_resident", "yes"}, {"med_employee", "yes"}});
    }
    if (const auto at = member([](const Family& family, const Villager& member) {
            return is_plain(family, member) && member.works();
        })) {
        break_rule("R030", *at, at->member_year(), {{"work_income", 500}});
    }
}

}  // namespace cunji::demo
