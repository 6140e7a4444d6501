#include "client/views/household_parts.h"

#include "client/app/masking.h"
#include "client/app/wording.h"
#include "client/model/household.h"

#include <algorithm>
#include <utility>

namespace cunji {

namespace {

constexpr std::chrono::days kYear{365};
constexpr std::size_t kBarsMost = 6;  // the newest years; more do not fit a phone

/// Lines of one kind's fields; what was not entered has no line.
class Facts {
public:
    Facts(std::vector<FactLine>& lines, const Words& words, std::string kind)
        : lines_(lines), words_(words), kind_(std::move(kind)) {}

    void text(const char* field, const std::string& value, Mood mood = Mood::Neutral) {
        if (value.empty()) return;
        lines_.push_back({words_.field(kind_, field), value, {}, mood});
    }

    void choice(const char* field, const std::string& code, Mood mood = Mood::Neutral) {
        if (!code.empty()) text(field, words_.choice(kind_, field, code), mood);
    }

    /// Yes and no are facts; whether a yes is good depends on the question.
    void tri(const char* field, const std::string& code, std::string_view good) {
        if (code.empty()) return;
        const Mood bad = code == "unknown" ? Mood::Neutral : Mood::Bad;
        text(field, words_.say("value." + code), code == good ? Mood::Good : bad);
    }

    void money(const char* field, const std::optional<std::int64_t>& fen) {
        if (fen) text(field, money_words(words_, *fen));
    }

    /// An area in 0.01 mu.
    void area(const char* field, const std::optional<std::int64_t>& value) {
        if (value) text(field, with_point(*value, 2));
    }

private:
    std::vector<FactLine>& lines_;
    const Words& words_;
    std::string kind_;
};

std::string age_words(const Words& words, const CardMember& member) {
    if (!member.age) return {};
    return words.say({"household.age", {{"count", std::to_string(*member.age)}}});
}

bool insured(const CardMember& member) {
    return member.med_resident == "yes" || member.med_employee == "yes";
}

/// Out of school in the years in which everybody goes (义务教育).
bool left_school(const CardMember& member) {
    constexpr int kFrom = 6;
    constexpr int kTo = 16;
    return member.school == "not_in_school" && member.age && *member.age >= kFrom &&
           *member.age < kTo && member.dropout_reason != "finished";
}

std::string work_words(const Words& words, const CardMember& member) {
    if (member.work_status.empty()) return {};
    std::string text = words.choice("member_year", "work_status", member.work_status);
    if (!member.work_area.empty()) {
        text += words.say({"household.in_brackets",
                           {{"text", words.choice("member_year", "work_area", member.work_area)}}});
    }
    return text;
}

std::string year_words(const Words& words, const CardMember& member) {
    if (member.year == 0) return words.say("household.no_year");
    const bool in_school = !member.school.empty() && member.school != "not_in_school" &&
                           member.school != "preschool_age";
    return joined({codes_words(words, "member_year", "health", member.health), member.illness,
                   in_school ? words.choice("member_year", "school", member.school) : std::string{},
                   in_school ? std::string{} : work_words(words, member)});
}

Mark member_mark(const Words& words, const CardMember& member) {
    if (!member.leave_reason.empty()) {
        return {words.choice("member", "leave_reason", member.leave_reason), Mood::Neutral};
    }
    if (member.year == 0) return {};
    if (left_school(member)) return {words.say("household.left_school"), Mood::Bad};
    if (!insured(member) && member.med_resident == "no") {
        return {words.say("household.uninsured"), Mood::Bad};
    }
    if (member.dibao == "yes") return {words.field("member_year", "dibao"), Mood::Info};
    return {};
}

Mood safety_mood(const std::string& grade) {
    if (grade == "A" || grade == "B") return Mood::Good;
    return Mood::Bad;
}

/// Of the members who live here: who is not insured, who is out of school.
void put_guarantees(HouseholdView& view, const HouseholdCard& card, const Words& words) {
    std::int64_t uninsured = 0;
    std::int64_t out_of_school = 0;
    std::int64_t known = 0;
    for (const CardMember& member : card.members) {
        if (!member.leave_reason.empty() || member.year == 0) continue;
        ++known;
        if (!insured(member) && member.med_resident == "no") ++uninsured;
        if (left_school(member)) ++out_of_school;
    }
    if (known == 0) return;
    const auto add = [&](const char* key, std::int64_t count) {
        const std::string all_well = words.say(std::string{"household."} + key + "_well");
        view.living.push_back({words.say(std::string{"household."} + key),
                               count == 0 ? all_well
                                          : words.say({std::string{"household."} + key + "_bad",
                                                       {{"count", count_words(count)}}}),
                               {},
                               count == 0 ? Mood::Good : Mood::Bad});
    };
    add("schooling", out_of_school);
    add("insurance", uninsured);
}

}  // namespace

void put_basics(HouseholdView& view, const household::State& state, const Words& words) {
    const HouseholdCard& card = *state.card;
    view.basics_title = words.say("household.basics");
    Facts facts{view.basics, words, "household"};
    facts.text("address", card.address);
    if (!card.phone.empty()) {
        facts.text("phone", state.shows_phone ? card.phone : masked_phone(card.phone));
        if (!state.shows_phone) view.show_phone = words.say("household.show_phone");
    }
    facts.text("size", words.say({"households.size", {{"count", std::to_string(card.size)}}}));
    if (card.last_visit) {
        const std::string day = day_words(words, *card.last_visit);
        const std::string ago = ago_words(words, *card.last_visit);
        // Of another year the day says it all.
        const bool long_ago = day.find(ago) != std::string::npos ||
                              day_of(words.today).value_or(Day{}) - *card.last_visit > kYear;
        facts.text("last_visit_on", long_ago ? day : joined({day, ago}));
    } else {
        facts.text("last_visit_on", words.say("households.never"));
    }
    if (card.is_relocated == "yes") facts.text("is_relocated", words.say("value.yes"));
    for (const std::string& remark : card.remarks)
        facts.text("remarks", remark);
}

void put_members(HouseholdView& view, const HouseholdCard& card, const Words& words) {
    view.members_title = words.say({"household.members", {{"count", std::to_string(card.size)}}});
    view.no_members = words.say("household.no_members");
    for (const CardMember& member : card.members) {
        const std::string disability =
            member.disability_grade.empty()
                ? std::string{}
                : words.say(
                      {"household.disability",
                       {{"type", words.choice("member", "disability_type", member.disability_type)},
                        {"grade",
                         words.choice("member", "disability_grade", member.disability_grade)}}});
        const std::string relation = words.choice("member", "relation", member.relation);
        view.members.push_back(
            {member.id,
             words.say({"household.member", {{"name", member.name}, {"relation", relation}}}),
             joined({words.choice("member", "sex", member.sex), age_words(words, member),
                     disability,
                     member.leave_reason.empty() ? year_words(words, member) : std::string{}}),
             member_mark(words, member)});
    }
}

void put_living(HouseholdView& view, const HouseholdCard& card, const Words& words) {
    const CardLiving& living = card.living;
    view.living_title = words.say("household.living");
    view.no_living = words.say("household.no_living");
    put_guarantees(view, card, words);
    if (living.id.empty()) return;
    view.living_title = words.say({"household.living_of", {{"year", std::to_string(living.year)}}});
    Facts facts{view.living, words, "living_condition"};
    if (living.no_house == "yes") facts.tri("no_house", living.no_house, "no");
    facts.choice("safety", living.safety, safety_mood(living.safety));
    facts.tri("water_safe", living.water_safe, "yes");
    facts.choice("water", living.water);
    if (living.house_area) facts.text("house_area", with_point(*living.house_area, 1));
    facts.choice("structure", living.structure);
    facts.tri("electricity", living.electricity, "yes");
    facts.choice("toilet", living.toilet);
    facts.choice("road_type", living.road_type);
    facts.area("farmland", living.farmland);
    facts.area("woodland", living.woodland);
}

void put_income(HouseholdView& view, const HouseholdCard& card, const Words& words) {
    view.income_title = words.say("household.income");
    view.no_income = words.say("household.no_income");
    const std::size_t first = card.incomes.size() > kBarsMost ? card.incomes.size() - kBarsMost : 0;
    for (std::size_t i = first; i < card.incomes.size(); ++i) {
        const CardIncome& year = card.incomes[i];
        if (!year.per_capita) continue;
        view.bars.push_back({std::to_string(year.year),
                             static_cast<double>(std::max<std::int64_t>(*year.per_capita, 0)) / 100,
                             money_words(words, *year.per_capita), false});
    }
    if (!view.bars.empty()) view.bars.back().newest = true;
    if (card.incomes.empty()) return;
    const CardIncome& newest = card.incomes.back();
    Facts facts{view.income, words, "household_year"};
    facts.text("year", std::to_string(newest.year));
    facts.money("per_capita", newest.per_capita);
    facts.money("line_used", newest.line);
    facts.money("wage", newest.wage);
    facts.money("operating", newest.operating);
    facts.money("property", newest.property);
    facts.money("transfer", newest.transfer);
    facts.money("cost", newest.cost);
    facts.choice("poverty_class", newest.poverty_class);
    facts.choice("monitor_class", newest.monitor_class);
    facts.choice("exit_status", newest.exit_status);
}

void put_help(HouseholdView& view, const HouseholdCard& card, const Words& words) {
    view.help_title = words.say("household.help");
    if (!card.incomes.empty()) {
        const CardIncome& newest = card.incomes.back();
        Facts facts{view.help, words, "household_year"};
        facts.choice("main_cause", newest.main_cause);
        facts.text("other_causes",
                   codes_words(words, "household_year", "other_causes", newest.other_causes));
        facts.text("risk_types",
                   codes_words(words, "household_year", "risk_types", newest.risk_types));
    }
    for (const CardHelper& helper : card.helpers) {
        if (helper.end_on) continue;
        view.help.push_back({words.field("help_pairing", "helper"), helper.name,
                             joined({helper.org, helper.phone}), Mood::Neutral});
    }
    for (const CardMeasure& measure : card.measures) {
        const std::string money =
            measure.actual ? money_words(words, *measure.actual) : std::string{};
        const bool done = measure.done_on.has_value();
        view.help.push_back(
            {std::to_string(measure.year) + ' ' +
                 words.choice("help_measure", "type", measure.type),
             measure.content.empty() ? money : measure.content,
             joined({measure.content.empty() ? std::string{} : money,
                     done ? words.say({"household.done_on",
                                       {{"day", day_words(words, *measure.done_on)}}})
                          : words.say("household.not_done")}),
             Mood::Neutral});
    }
}

}  // namespace cunji
