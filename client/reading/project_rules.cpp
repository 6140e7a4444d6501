#include "client/reading/project_rules.h"

#include "client/app/days.h"
#include "shared/base/check.h"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace cunji {

namespace {

constexpr std::int64_t kLagYellow = 10;  // percentage points, R072
constexpr std::int64_t kLagRed = 20;
constexpr std::int64_t kSilentYellow = 30;  // days without a report
constexpr std::int64_t kSilentRed = 60;
constexpr std::int64_t kBuildingDaysMax = 365;  // R067
constexpr std::int64_t kComplete = 100;

/// What must stand on the notice board and the sign before work begins (R071), by field.
constexpr std::array<const char*, 13> kMadePublic{"name",
                                                  "place",
                                                  "content",
                                                  "start_plan",
                                                  "end_plan",
                                                  "impl_org",
                                                  "legal_person",
                                                  "fund_kind",
                                                  "total",
                                                  "procurement",
                                                  "expected_goal",
                                                  "expected_households",
                                                  "complaint_contact"};

class Lacks {
public:
    explicit Lacks(const ProjectFacts& facts) : facts_(facts) {}

    void fields(std::initializer_list<const char*> names, bool gate = false) {
        for (const char* name : names) {
            if (!facts_.has(name)) list_.push_back({Lack::What::Field, name, gate});
        }
    }

    void stage(const char* name, bool gate) {
        if (facts_.pictures(name) == 0) list_.push_back({Lack::What::Stage, name, gate});
    }

    void say(Lack::What what, bool gate) { list_.push_back({what, {}, gate}); }

    std::vector<Lack> take() {
        std::stable_partition(list_.begin(), list_.end(), [](const Lack& l) { return l.gate; });
        return std::move(list_);
    }

private:
    const ProjectFacts& facts_;
    std::vector<Lack> list_;
};

bool funds_differ(const ProjectFacts& facts) {
    const std::optional<std::int64_t> total = facts.number("total");
    return total && *total != fund_sum(facts);
}

void look_at_plan(const ProjectFacts& facts, Lacks& lacks) {
    lacks.fields({"start_plan", "end_plan", "total"}, true);
    if (funds_differ(facts)) lacks.say(Lack::What::Funds, true);
    // R065: households ask for it, and agree to who builds it.
    if (facts.text("public_good") != "yes") lacks.fields({"application_photos"}, true);
    if (facts.text("entrusted") == "yes") lacks.fields({"consent_photos"}, true);
    lacks.fields({"expected_households", "expected_goal"});
}

const StageFacts& stage_of(const ProjectFacts& facts, std::string_view stage) {
    static const StageFacts none;
    const auto found = facts.stages.find(stage);
    return found == facts.stages.end() ? none : found->second;
}

/// The later of two days that must not be the earlier one.
void compare(std::vector<Message>& out, const char* key, const std::string& first,
             const std::string& second) {
    if (first.empty() || second.empty() || first <= second) return;
    out.push_back({key, {{"first", first}, {"second", second}}});
}

bool is_building(const ProjectFacts& facts) {
    return facts.step_no == kStepBuilding;
}

void look_at_time(const ProjectFacts& facts, std::string_view today,
                  std::vector<LightReason>& out) {
    if (!is_building(facts)) return;
    const std::int64_t actual = facts.percent.value_or(0);
    const std::optional<std::int64_t> late = days_between(facts.text("end_plan"), today);
    if (late && *late > 0 && actual < kComplete) {
        out.push_back({Light::Red, {"projects.light.overdue", {{"days", std::to_string(*late)}}}});
    } else if (const auto planned = planned_percent(facts, today);
               planned && *planned - actual >= kLagYellow) {
        out.push_back({*planned - actual >= kLagRed ? Light::Red : Light::Yellow,
                       {"projects.light.lag",
                        {{"planned", std::to_string(*planned)},
                         {"actual", std::to_string(actual)},
                         {"points", std::to_string(*planned - actual)}}}});
    }
    const std::string since =
        facts.last_report_on.empty() ? facts.text("start_on") : facts.last_report_on;
    const std::optional<std::int64_t> silent = days_between(since, today);
    if (silent && *silent > kSilentYellow && actual < kComplete) {
        out.push_back(
            {*silent > kSilentRed ? Light::Red : Light::Yellow,
             {facts.reports == 0 ? "projects.light.never_reported" : "projects.light.silent",
              {{"days", std::to_string(*silent)}}}});
    }
}

}  // namespace

std::string ProjectFacts::text(std::string_view field) const {
    const auto found = fields.find(field);
    const std::string* text = found == fields.end() ? nullptr : found->second.text();
    return text == nullptr ? std::string{} : *text;
}

std::optional<std::int64_t> ProjectFacts::number(std::string_view field) const {
    const auto found = fields.find(field);
    const std::int64_t* number = found == fields.end() ? nullptr : found->second.integer();
    return number == nullptr ? std::nullopt : std::optional{*number};
}

bool ProjectFacts::has(std::string_view field) const {
    const auto found = fields.find(field);
    if (found == fields.end() || found->second.is_null()) return false;
    const std::string* text = found->second.text();
    const Value::List* list = found->second.list();
    return (text == nullptr || !text->empty()) && (list == nullptr || !list->empty());
}

std::int64_t ProjectFacts::pictures(std::string_view stage) const {
    return stage_of(*this, stage).count;
}

std::vector<Lack> lacks_of(const ProjectFacts& facts, int step_no) {
    CHECK_THAT(step_no >= 1 && step_no <= kProjectSteps);
    Lacks lacks{facts};
    switch (step_no) {
        case 1:
            lacks.fields({"pool_no"}, true);  // R063
            lacks.fields({"pooled_on"});
            break;
        case 3:
            lacks.fields({"pool_no"}, true);
            lacks.fields({"approval_no", "approved_on"});
            break;
        case kStepPlan:
            look_at_plan(facts, lacks);
            break;
        case 5:
            lacks.fields({"plan_approval_no", "plan_approved_on", "fund_doc_no", "funded_on"});
            break;
        case 6:
            lacks.fields({"filed_on", "cloud_no", "fund_system_no"});
            break;
        case kStepPublicized:
            lacks.stage("signboard", true);
            for (const char* field : kMadePublic)
                lacks.fields({field}, true);
            lacks.stage("notice", false);
            break;
        case kStepBuilding:
            lacks.stage("before", true);
            lacks.stage("during", true);
            if (facts.reports == 0) lacks.say(Lack::What::Report, true);
            lacks.fields({"start_on"});
            if (facts.percent.value_or(0) < kComplete) lacks.say(Lack::What::Complete, false);
            break;
        case kStepAccepted:
            lacks.stage("after", true);
            lacks.stage("acceptance", false);
            lacks.fields({"end_on"});
            break;
        default:
            break;
    }
    return lacks.take();
}

std::vector<std::string> missing_stages(const ProjectFacts& facts) {
    std::vector<std::string> out;
    const auto need = [&](const char* stage, bool now) {
        if (now && facts.pictures(stage) == 0) out.emplace_back(stage);
    };
    const bool begun = facts.has("start_on") || facts.percent.value_or(0) > 0;
    const bool complete = facts.percent.value_or(0) >= kComplete || facts.has("end_on");
    need("signboard", facts.step_no >= kStepPublicized);
    need("before", facts.step_no >= kStepBuilding || begun);
    need("during", facts.step_no >= kStepAccepted || (facts.step_no == kStepBuilding && begun));
    need("after", facts.step_no >= kStepAccepted || (facts.step_no == kStepBuilding && complete));
    need("acceptance", facts.step_no >= kProjectSteps);
    return out;
}

std::vector<Message> order_problems(const ProjectFacts& facts) {
    const StageFacts& before = stage_of(facts, "before");
    const StageFacts& during = stage_of(facts, "during");
    const StageFacts& after = stage_of(facts, "after");
    std::vector<Message> out;
    compare(out, "projects.order.before_start", before.last, facts.text("start_on"));
    compare(out, "projects.order.start_during", facts.text("start_on"), during.first);
    compare(out, "projects.order.before_during", before.last, during.first);
    compare(out, "projects.order.during_end", during.last, facts.text("end_on"));
    compare(out, "projects.order.during_after", during.last, after.first);
    compare(out, "projects.order.end_after", facts.text("end_on"), after.first);
    compare(out, "projects.order.before_after", before.last, after.first);
    return out;
}

std::vector<LightReason> light_reasons(const ProjectFacts& facts, std::string_view today) {
    std::vector<LightReason> out;
    if (facts.text("suspended") == "yes") {
        out.push_back({Light::Red, facts.has("suspend_reason")
                                       ? Message{"projects.light.suspended_for",
                                                 {{"reason", facts.text("suspend_reason")}}}
                                       : Message{"projects.light.suspended", {}}});
    }
    look_at_time(facts, today, out);
    for (const std::string& stage : missing_stages(facts)) {
        // What was there before the work began can never be photographed again.
        const bool lost = stage == "before" && facts.percent.value_or(0) > 0;
        out.push_back({lost ? Light::Red : Light::Yellow,
                       {lost ? "projects.light.lost_stage" : "projects.light.missing_stage",
                        {{"stage", stage}}}});
    }
    std::int64_t left_out = 0;
    for (int step = 1; step < facts.step_no; ++step) {
        for (const Lack& lack : lacks_of(facts, step))
            left_out += lack.gate && lack.what == Lack::What::Field ? 1 : 0;
    }
    if (left_out > 0) {
        out.push_back(
            {Light::Yellow, {"projects.light.left_out", {{"count", std::to_string(left_out)}}}});
    }
    for (Message& problem : order_problems(facts))
        out.push_back({Light::Yellow, std::move(problem)});
    if (facts.step_no >= kStepPlan && funds_differ(facts)) {
        out.push_back({Light::Yellow, {"projects.light.funds", {}}});
    }
    const auto planned = days_between(facts.text("start_plan"), facts.text("end_plan"));
    if (facts.step_no < kStepAccepted && planned && *planned > kBuildingDaysMax) {
        out.push_back(
            {Light::Yellow, {"projects.light.long_plan", {{"days", std::to_string(*planned)}}}});
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const LightReason& a, const LightReason& b) { return a.light > b.light; });
    return out;
}

Light light_of(const std::vector<LightReason>& reasons) {
    return reasons.empty() ? Light::Green : reasons.front().light;
}

std::optional<std::int64_t> planned_percent(const ProjectFacts& facts, std::string_view today) {
    if (!is_building(facts)) return std::nullopt;
    const std::string start =
        facts.has("start_on") ? facts.text("start_on") : facts.text("start_plan");
    const auto whole = days_between(start, facts.text("end_plan"));
    const auto gone = days_between(start, today);
    if (!whole || !gone || *whole <= 0) return std::nullopt;
    return std::clamp<std::int64_t>(*gone * kComplete / *whole, 0, kComplete);
}

std::optional<std::int64_t> days_between(std::string_view from, std::string_view to) {
    const std::optional<std::int64_t> first = day_number(from);
    const std::optional<std::int64_t> second = day_number(to);
    if (!first || !second) return std::nullopt;
    return *second - *first;
}

const std::vector<std::string>& fund_fields() {
    static const std::vector<std::string> fields{"fund_central", "fund_province", "fund_city",
                                                 "fund_county",  "fund_self",     "fund_other"};
    return fields;
}

std::int64_t fund_sum(const ProjectFacts& facts) {
    std::int64_t sum = 0;
    for (const std::string& field : fund_fields())
        sum += facts.number(field).value_or(0);
    return sum;
}

}  // namespace cunji
