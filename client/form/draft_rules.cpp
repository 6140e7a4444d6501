#include "client/form/draft_rules.h"

#include <array>

namespace cunji {

namespace {

constexpr auto kError = Severity::Error;
constexpr auto kWarning = Severity::Warning;

constexpr auto kRules = std::to_array<DraftRule>({
    {"visit", "R057", "head_sign", kWarning, "r.head_sign IS NULL AND r.photos IS NULL",
     "form.rule.visit_evidence"},
    {"visit", "R058", "geo_skip_reason", kWarning,
     "r.geo_lat IS NULL AND r.geo_skip_reason IS NULL", "form.rule.visit_place", true},
    {"visit", "times", "end_at", kError, "r.end_at < r.start_at", "form.rule.end_before_start"},
    {"visit", "R090", "start_at", kWarning, "substr(r.start_at, 1, 16) > ?1",
     "form.rule.in_future"},
    {"member", "R002", "birth", kError,
     "length(r.id_no) = 18 AND r.birth <> substr(r.id_no, 7, 4) || '-' || substr(r.id_no, 11, 2) "
     "|| '-' || substr(r.id_no, 13, 2)",
     "form.rule.id_birth"},
    {"member", "R002", "sex", kError,
     "length(r.id_no) = 18 AND r.sex IN ('1', '2') AND "
     "CAST(r.sex AS INTEGER) <> 2 - CAST(substr(r.id_no, 17, 1) AS INTEGER) % 2",
     "form.rule.id_sex"},
    {"member", "R003", "birth", kError, "r.birth > substr(?1, 1, 10)", "form.rule.birth_future"},
    {"member", "R006", "id_type", kWarning, "r.id_type = 'none'", "form.rule.no_document"},
    {"member", "R007", "disability_cert", kError,
     "r.disability_cert IS NOT NULL AND (length(r.disability_cert) NOT IN (20, 22) OR "
     "(length(r.id_no) = 18 AND substr(r.disability_cert, 1, 18) <> r.id_no) OR "
     "substr(r.disability_cert, 19, 1) NOT BETWEEN '1' AND '7' OR "
     "substr(r.disability_cert, 20, 1) NOT BETWEEN '1' AND '4')",
     "form.rule.disability_cert"},
    {"member", "R011", "relation", kWarning,
     "(r.sex = '2' AND r.relation IN ('11', '20', '21', '22', '23', '24', '25', '26', '27', '28', "
     "'29', '41', '43', '51', '53', '55', '61', '63', '71', '73')) OR "
     "(r.sex = '1' AND r.relation IN ('12', '30', '31', '32', '33', '34', '35', '36', '37', '38', "
     "'39', '42', '44', '52', '54', '56', '62', '64', '75', '77'))",
     "form.rule.relation_sex"},
    {"member_year", "R008", "health", kWarning,
     "r.health LIKE '%\"disabled\"%' AND r.disability_cert IS NULL", "form.rule.no_certificate"},
    {"member_year", "R014", "labour", kWarning,
     "r.labour <> 'none' AND (r.age < 16 OR r.school NOT IN ('not_in_school'))",
     "form.rule.child_labour"},
    {"member_year", "R017", "dropout_reason", kError,
     "r.age BETWEEN 6 AND 15 AND r.school = 'not_in_school' AND r.dropout_reason IS NULL",
     "form.rule.dropout_reason"},
    {"member_year", "R020", "work_status", kWarning,
     "r.work_status = 'working' AND r.labour IN ('none', 'lost')", "form.rule.work_labour"},
    {"member_year", "R022", "med_employee", kWarning,
     "r.med_resident = r.med_employee AND r.med_resident IN ('yes', 'no')",
     "form.rule.two_insurances"},
    {"member_year", "times", "work_end", kError, "r.work_end < r.work_start",
     "form.rule.end_before_start"},
    {"member_year", "health", "health", kWarning,
     "r.health LIKE '%\"healthy\"%' AND json_array_length(r.health) > 1", "form.rule.healthy_and"},
    {"household_year", "R037", "other_causes", kError,
     "json_array_length(r.other_causes) > 2 OR r.other_causes LIKE '%\"' || r.main_cause || '\"%'",
     "form.rule.causes"},
    {"household_year", "R030", "cost", kWarning, "r.cost > coalesce(r.operating, 0)",
     "form.rule.cost_above_income"},
    {"living_condition", "R035", "fuel", kWarning, "json_array_length(r.fuel) > 3",
     "form.rule.fuel"},
    {"living_condition", "R035", "farmland", kWarning, "r.farmland > 10000", "form.rule.much_land"},
    {"meeting", "attended", "attended", kError, "r.attended > r.should_attend",
     "form.rule.more_than_all"},
    {"meeting", "times", "end_at", kError, "r.end_at < r.start_at", "form.rule.end_before_start"},
    {"meeting", "R049", "notice_at", kWarning,
     "r.type = 'villagers_assembly' AND "
     "julianday(substr(r.start_at, 1, 10)) - julianday(substr(r.notice_at, 1, 10)) < 10",
     "form.rule.notice_days"},
    {"publicity", "times", "end_on", kError, "r.end_on < r.start_on", "form.rule.end_before_start"},
    {"publicity", "R054", "body", kError,
     "r.body GLOB '*1[3-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' OR "
     "r.body GLOB '*[1-9][0-9][0-9][0-9][0-9][0-9][12][09][0-9][0-9][01][0-9][0-3][0-9]*'",
     "form.rule.private_data"},
    {"project", "R066", "total", kError,
     "r.total <> r.fund_sum AND coalesce(r.fund_central, r.fund_province, r.fund_city, "
     "r.fund_county, r.fund_self, r.fund_other) IS NOT NULL",
     "form.rule.funds"},
    {"project", "times", "end_plan", kError, "r.end_plan < r.start_plan",
     "form.rule.end_before_start"},
    {"project", "R067", "end_plan", kWarning,
     "julianday(r.end_plan) - julianday(r.start_plan) > 365", "form.rule.over_a_year"},
    {"project", "times", "end_on", kError, "r.end_on < r.start_on", "form.rule.end_before_start"},
});

}  // namespace

std::span<const DraftRule> draft_rules() {
    return kRules;
}

}  // namespace cunji
