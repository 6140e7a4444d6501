#include "server/demo/parts.h"

#include <algorithm>
#include <cstdlib>

namespace cunji::demo {

namespace {

constexpr int kReviewedYear = kLastYear - 1;  ///< all of it; of the last year only a part so far
constexpr std::int64_t kJumpPercent = 50;     ///< above it a household explains its income

bool is_watched(const Family& family, int year) {
    return year > kLastYear && !family.monitor_class.empty();
}

std::string exit_status(const Family& family, int year) {
    if (year == family.returned_year) return "returned";
    if (family.exit_year == 0 || year < family.exit_year) return "not_exited";
    const bool stable =
        family.returned_year == 0 && year >= kLastYear && year >= family.exit_year + 3;
    return stable ? "exited_stable" : "exited_with_policy";
}

/// What the township or the county says of the household's way out.
Json exit_fields(const Family& family, int year) {
    const std::string status = exit_status(family, year);
    Json out = {{"exit_status", status}};
    const bool again = family.returned_year != 0 && year > family.returned_year;
    if (status != "not_exited") out["exit_year"] = again ? year : family.exit_year;
    return out;
}

class YearWriter {
public:
    YearWriter(World& world, Village& village)
        : world_(world),
          village_(village),
          chance_(world.chance.stream("years " + village.code)),
          reviewer_(world.town_of(village).reviewer) {}

    void run() {
        for (Family& family : village_.families) {
            if (family.registered) write_registered(family);
            if (!family.registered) write_usual(family);
            for (int year = kLastYear + 1; is_watched(family, year) && year <= kLastWatchedYear;
                 ++year)
                write_watched(family, year);
            write_members(family);
            write_living(family);
        }
    }

private:
    Moment late_in(int year) {
        return {after(day(year, 11, 20), chance_.between(0, 35)),
                static_cast<int>(chance_.between(9 * 60, 17 * 60))};
    }

    [[nodiscard]] std::int64_t per_capita(const Family& family, int year) const {
        const auto found = family.income.find(year);
        if (found == family.income.end() || found->second.size == 0) return 0;
        return found->second.net() / found->second.size;
    }

    Json money_fields(const Family& family, int year) {
        const Income& income = family.income.at(year);
        Json out = {{"household", family.id},        {"year", year},
                    {"size", income.size},           {"wage", income.wage},
                    {"operating", income.operating}, {"property", income.property},
                    {"transfer", income.transfer},   {"cost", income.cost}};
        const std::int64_t before = per_capita(family, year - 1);
        const std::int64_t now = per_capita(family, year);
        if (before != 0 && std::abs(now - before) * 100 > before * kJumpPercent) {
            out["change_note"] = chance_.word(world_.material.help.at("change_notes"));
        }
        return out;
    }

    Json cause_note(const Family& family) {
        for (const Json& cause : world_.material.help.at("causes")) {
            if (text_at(cause, "code") == family.main_cause) return chance_.pick(cause.at("notes"));
        }
        return nullptr;
    }

    Json registered_fields(const Family& family, int year) {
        Json out = money_fields(family, year);
        out["poverty_class"] = family.poverty_class;
        out["main_cause"] = family.main_cause;
        out["other_causes"] = texts_json(family.other_causes);
        out["cause_note"] = cause_note(family);
        out["line_used"] = world_.material.help.at("lines").at(std::to_string(year));
        return out;
    }

    void sign_off(const Family& family, Json& fields) {
        fields["satisfaction"] = chance_.code(world_.material.help.at("satisfaction"));
        fields["head_sign"] = family.signature;
        fields["review"] = "submitted";
    }

    void write_registered(Family& family) {
        for (int year = kFirstYear; year <= kLastYear; ++year) {
            Json fields = registered_fields(family, year);
            const Moment at = late_in(year);
            // The first years came from the old register, which the township had.
            if (year < kReviewedYear) {
                fields.update(exit_fields(family, year));
                family.years[year] =
                    world_.scribe
                        .add_one(reviewer_, village_.code, "household_year", std::move(fields), at)
                        .id;
                continue;
            }
            sign_off(family, fields);
            const RecordKey key = world_.scribe.add_one(village_.secretary, village_.code,
                                                        "household_year", std::move(fields), at);
            family.years[year] = key.id;
            review(key, family, year, {after(at.day, chance_.between(2, 12)), at.minute});
        }
    }

    /// The township says who is out and whether the sheet is right.
    void review(const RecordKey& key, const Family& family, int year, const Moment& at) {
        Json fields = exit_fields(family, year);
        const std::int64_t luck = chance_.between(0, 99);
        if (year == kReviewedYear || luck < 45) {
            fields["review"] = "approved";
            return world_.scribe.change(reviewer_, key, std::move(fields), at);
        }
        if (luck >= 55) return world_.scribe.change(reviewer_, key, std::move(fields), at);
        fields["review"] = "returned";
        ChangeHow how;
        how.why = chance_.word(world_.material.help.at("review_opinions"));
        world_.scribe.change(reviewer_, key, std::move(fields), at, how);
        if (luck >= 50) return;
        const std::string note = cause_note(family).get<std::string>();
        world_.scribe.change(
            village_.secretary, key,
            {{"cause_note", fill(text_at(world_.material.help, "correction"), {{"note", note}})},
             {"review", "submitted"}},
            {after(at.day, 3), at.minute});
    }

    void write_usual(Family& family) {
        Json fields = money_fields(family, kLastYear);
        if (chance_.percent(50)) sign_off(family, fields);
        family.years[kLastYear] = world_.scribe
                                      .add_one(village_.secretary, village_.code, "household_year",
                                               std::move(fields), late_in(kLastYear))
                                      .id;
    }

    void write_watched(Family& family, int year) {
        const Json& risk = chance_.pick(world_.material.help.at("risks"));
        Json fields = money_fields(family, year);
        fields["monitor_class"] = family.monitor_class;
        fields["main_cause"] = family.main_cause;
        fields["risk_types"] = Json::array({risk.at("code")});
        fields["risk_note"] = chance_.pick(risk.at("notes"));
        const bool first = year == kLastYear + 1;
        const Day identified = after(day(year, 3, 1), chance_.between(0, 60));
        if (first) fields["identified_on"] = date_text(identified);
        fields["line_used"] = world_.material.help.at("monitor_lines").at(std::to_string(year));
        sign_off(family, fields);
        const Moment at = late_in(year);
        const RecordKey key = world_.scribe.add_one(village_.secretary, village_.code,
                                                    "household_year", std::move(fields), at);
        family.years[year] = key.id;
        if (first) return;
        Json result = Json::object();
        const Day cleared = after(day(year, 9, 1), chance_.between(0, 60));
        if (year == kLastYear + 2) result["risk_cleared_on"] = date_text(cleared);
        if (family.registered) result["exit_status"] = "exited_with_policy";
        if (family.registered) result["exit_year"] = family.exit_year;
        if (!result.empty()) {
            world_.scribe.change(reviewer_, key, std::move(result), {after(at.day, 4), at.minute});
        }
    }

    void write_members(Family& family) {
        for (Villager& member : family.members) {
            if (!member.lives_here(kLastYear)) continue;
            Json fields = facts_fields(family, member);
            member.year_id = world_.scribe
                                 .add_one(village_.secretary, village_.code, "member_year",
                                          std::move(fields), late_in(kLastYear))
                                 .id;
        }
    }

    static Json health_of(const Villager& member) {
        switch (member.health) {
            case Health::Healthy:
                return Json::array({"healthy"});
            case Health::Chronic:
                return Json::array({"chronic"});
            case Health::MajorIllness:
                return Json::array({"major_illness"});
            case Health::Disabled:
                return Json::array({"disabled"});
        }
        return nullptr;
    }

    Json facts_fields(const Family& family, const Villager& member) {
        const YearFacts& facts = member.facts;
        Json out = {{"member", member.id},
                    {"year", kLastYear},
                    {"school", facts.school},
                    {"labour", facts.labour},
                    {"health", health_of(member)}};
        const auto put = [&](const char* name, const std::string& value) {
            if (!value.empty()) out[name] = value;
        };
        put("education", facts.education);
        put("dropout_reason", facts.dropout_reason);
        put("illness_name", member.illness);
        put("work_status", facts.work_status);
        put("work_area", facts.work_area);
        put("work_place", facts.work_place);
        put("channel", facts.channel);
        put("public_post", facts.public_post);
        if (member.works()) {
            const Day start = after(day(kLastYear, 1, 10), chance_.between(0, 20));
            out["work_start"] = date_text(start);
            out["work_end"] = date_text(after(start, facts.work_months * std::int64_t{30}));
            out["work_months"] = facts.work_months;
            out["work_income"] = facts.month_wage;
        }
        if (!facts.public_post.empty()) {
            out["post_count"] = 1;
            out["post_months"] = facts.work_months;
        }
        const auto yes = [](bool value) { return value ? "yes" : "no"; };
        out["med_resident"] = yes(facts.insured);
        out["med_employee"] = yes(facts.employee_insured);
        out["serious_ins"] = yes(facts.insured || facts.employee_insured);
        const bool may_have_pension = member.age() >= 16 && facts.school == "not_in_school";
        if (may_have_pension) out["pension"] = yes(chance_.percent(88));
        out["dibao"] = yes(family.poverty_class == "dibao");
        out["tekun"] = yes(family.poverty_class == "tekun");
        return out;
    }

    void write_living(Family& family) {
        if (family.registered) {
            Json fields = living_fields(family, kFirstYear);
            world_.scribe.add_one(village_.secretary, village_.code, "living_condition",
                                  std::move(fields), late_in(kFirstYear));
        }
        Json fields = living_fields(family, kLastYear);
        family.living = world_.scribe
                            .add_one(village_.secretary, village_.code, "living_condition",
                                     std::move(fields), late_in(kLastYear))
                            .id;
    }

    Json living_fields(const Family& family, int year) {
        const bool before = year == kFirstYear;
        const bool unsafe = before && family.unsafe_house_once;
        const std::int64_t people = std::max<std::int64_t>(1, family.size(kLastYear));
        Json out = {{"household", family.id}, {"year", year}, {"no_house", "no"}};
        out["house_area"] = std::max<std::int64_t>(400, people * chance_.between(160, 420));
        out["structure"] = unsafe ? std::string{"earth_wood"}
                                  : chance_.code(world_.material.help.at("structures"));
        out["built_year"] = family.relocated && !before ? 2018 : chance_.between(1968, 2014);
        out["safety"] =
            unsafe ? (chance_.percent(70) ? "C" : "D") : (chance_.percent(72) ? "A" : "B");
        out["safety_appraised_on"] = date_text(after(day(year, 4, 1), chance_.between(0, 90)));
        const bool tap = chance_.percent(before ? 62 : 91);
        out["water"] = tap ? "tap" : (chance_.percent(60) ? "spring" : "well");
        out["water_safe"] = before && chance_.percent(22) ? "no" : "yes";
        out["electricity"] = "yes";
        out["tv"] = before && chance_.percent(15) ? "no" : "yes";
        out["toilet"] = chance_.percent(before ? 30 : 78) ? "flush" : "dry";
        out["fuel"] = chance_.percent(60) ? Json::array({"electricity", "firewood"})
                                          : Json::array({"electricity", "gas"});
        out["road_type"] = chance_.percent(before ? 45 : 88) ? "cement" : "gravel";
        out["dist_main_road"] = chance_.between(1, before ? 48 : 30);
        out["dist_market"] = chance_.between(10, 140);
        out["farmland"] = chance_.between(60, 900);
        out["woodland"] = chance_.between(0, 3000);
        out["orchard"] = chance_.percent(25) ? chance_.between(20, 400) : 0;
        out["returned_forest"] = chance_.percent(30) ? chance_.between(50, 500) : 0;
        out["grain_kg"] = people * chance_.between(180, 420);
        return out;
    }

    World& world_;
    Village& village_;
    Chance chance_;
    const Clerk& reviewer_;
};

}  // namespace

void write_years(World& world, Village& village) {
    YearWriter{world, village}.run();
}

}  // namespace cunji::demo
