#include "client/reading/project_rules.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace cunji::test {

namespace {

constexpr const char* kToday = "2026-07-01";

/// Everything that a road of 300 days asks for until it is being built, half done.
ProjectFacts a_road() {
    ProjectFacts facts;
    facts.step_no = kStepBuilding;
    facts.fields = {{"name", "通组路"},
                    {"category", "infrastructure"},
                    {"pool_no", "P-1"},
                    {"pooled_on", "2025-11-01"},
                    {"approval_no", "A-1"},
                    {"approved_on", "2025-12-01"},
                    {"plan_approval_no", "S-1"},
                    {"plan_approved_on", "2026-01-10"},
                    {"fund_doc_no", "F-1"},
                    {"funded_on", "2026-01-13"},
                    {"filed_on", "2026-01-20"},
                    {"cloud_no", "C-1"},
                    {"fund_system_no", "J-1"},
                    {"content", "硬化"},
                    {"place", "三组"},
                    {"impl_org", "合作社"},
                    {"legal_person", "王铁柱"},
                    {"fund_kind", "development"},
                    {"procurement", "tender"},
                    {"expected_goal", "方便出行"},
                    {"expected_households", 68},
                    {"complaint_contact", "12317"},
                    {"public_good", "yes"},
                    {"entrusted", "no"},
                    {"start_plan", "2026-03-01"},
                    {"end_plan", "2026-10-31"},
                    {"start_on", "2026-03-02"},
                    {"total", 96'000'000},
                    {"fund_central", 60'000'000},
                    {"fund_county", 36'000'000}};
    facts.reports = 2;
    facts.percent = 50;
    facts.last_report_on = "2026-06-20";
    facts.stages = {{"signboard", {1, "2026-02-01", "2026-02-01"}},
                    {"notice", {1, "2026-02-01", "2026-02-01"}},
                    {"before", {2, "2026-02-20", "2026-02-25"}},
                    {"during", {1, "2026-05-01", "2026-05-01"}}};
    return facts;
}

std::vector<std::string> keys(const std::vector<Message>& messages) {
    std::vector<std::string> out;
    for (const Message& message : messages)
        out.push_back(message.key.substr(message.key.rfind('.') + 1));
    return out;
}

/// "red overdue", "yellow lag" ...
std::vector<std::string> lights(const ProjectFacts& facts, const char* today = kToday) {
    std::vector<std::string> out;
    for (const LightReason& reason : light_reasons(facts, today)) {
        const std::string& key = reason.message.key;
        out.push_back((reason.light == Light::Red ? "red " : "yellow ") +
                      key.substr(key.rfind('.') + 1));
    }
    return out;
}

std::vector<std::string> names(const std::vector<Lack>& lacks) {
    std::vector<std::string> out;
    for (const Lack& lack : lacks)
        out.push_back((lack.gate ? "!" : "") + lack.name);
    return out;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("project: a road on its way is green and lacks only its end") {
    const ProjectFacts road = a_road();
    CHECK(lights(road).empty());
    CHECK(light_of({}) == Light::Green);
    for (int step = 1; step < kStepBuilding; ++step)
        CHECK(names(lacks_of(road, step)).empty());
    CHECK(lacks_of(road, kStepBuilding) ==
          std::vector<Lack>{{.what = Lack::What::Complete, .gate = false}});
    CHECK(names(lacks_of(road, kStepAccepted)) == Texts{"!after", "acceptance", "end_on"});
}

TEST_CASE("project: each step says what it lacks, what blocks the next one first") {
    ProjectFacts road = a_road();
    road.fields.erase("pool_no");
    road.fields.erase("pooled_on");
    road.fields.erase("cloud_no");
    road.fields.erase("complaint_contact");
    road.stages.erase("signboard");
    road.stages.erase("notice");
    CHECK(names(lacks_of(road, 1)) == Texts{"!pool_no", "pooled_on"});
    CHECK(names(lacks_of(road, 3)) == Texts{"!pool_no"});
    CHECK(names(lacks_of(road, 6)) == Texts{"cloud_no"});
    CHECK(names(lacks_of(road, kStepPublicized)) ==
          Texts{"!signboard", "!complaint_contact", "notice"});
}

TEST_CASE("project: households ask for what is theirs, and agree to who builds it") {
    ProjectFacts barn = a_road();
    barn.fields["public_good"] = "no";
    barn.fields["entrusted"] = "yes";
    CHECK(names(lacks_of(barn, kStepPlan)) == Texts{"!application_photos", "!consent_photos"});
    barn.fields["application_photos"] = Value::List{"a"};
    barn.fields["consent_photos"] = Value::List{};
    CHECK(names(lacks_of(barn, kStepPlan)) == Texts{"!consent_photos"});
}

TEST_CASE("project: sources of funds must sum up to the total") {
    ProjectFacts road = a_road();
    CHECK(fund_sum(road) == 96'000'000);
    road.fields["fund_self"] = 1;
    CHECK(lacks_of(road, kStepPlan) ==
          std::vector<Lack>{{.what = Lack::What::Funds, .gate = true}});
    CHECK(lights(road) == Texts{"yellow funds"});
}

TEST_CASE("project: pictures are missing only once their time has come") {
    ProjectFacts road = a_road();
    CHECK(missing_stages(road).empty());
    road.stages.clear();
    CHECK(missing_stages(road) == Texts{"signboard", "before", "during"});
    road.percent = 100;
    CHECK(missing_stages(road) == Texts{"signboard", "before", "during", "after"});
    road.step_no = kStepPublicized;
    road.percent.reset();
    road.fields.erase("start_on");
    CHECK(missing_stages(road) == Texts{"signboard"});
    road.step_no = 1;
    CHECK(missing_stages(road).empty());
    road.step_no = 10;
    CHECK(missing_stages(road) == Texts{"signboard", "before", "during", "after", "acceptance"});
}

TEST_CASE("project: what was there before can never be photographed again") {
    ProjectFacts road = a_road();
    road.stages.erase("before");
    CHECK(lights(road) == Texts{"red lost_stage"});
    road.percent = 0;
    road.fields.erase("start_on");
    CHECK(lights(road, "2026-03-05") == Texts{"yellow missing_stage"});
}

TEST_CASE("project: behind the plan is yellow from 10 points and red from 20") {
    ProjectFacts road = a_road();
    road.percent = 40;  // 121 of 243 days: 49 %
    CHECK(planned_percent(road, kToday) == 49);
    CHECK(lights(road).empty());
    road.percent = 39;
    CHECK(lights(road) == Texts{"yellow lag"});
    road.percent = 29;
    CHECK(lights(road) == Texts{"red lag"});
}

TEST_CASE("project: late is red, and says only that") {
    ProjectFacts road = a_road();
    road.last_report_on = "2026-10-30";
    CHECK(lights(road, "2026-10-31").front() != "red overdue");
    CHECK(lights(road, "2026-11-03") == Texts{"red overdue"});
    CHECK(light_reasons(road, "2026-11-03").front().message.args.front().second == "3");
    road.percent = 100;
    road.stages["after"] = {1, "2026-11-01", "2026-11-01"};
    CHECK(lights(road, "2026-11-03").empty());
}

TEST_CASE("project: silence is noticed, from the start when nothing was ever reported") {
    ProjectFacts road = a_road();
    road.last_report_on = "2026-06-01";
    CHECK(lights(road).empty());
    road.last_report_on = "2026-05-31";
    CHECK(lights(road) == Texts{"yellow silent"});
    road.last_report_on = "2026-05-01";
    CHECK(lights(road) == Texts{"red silent"});
    road.last_report_on.clear();
    road.reports = 0;
    road.percent.reset();
    CHECK(lights(road) == Texts{"red lag", "red never_reported"});
}

TEST_CASE("project: a suspended one is red and says why") {
    ProjectFacts road = a_road();
    road.fields["suspended"] = "yes";
    CHECK(lights(road) == Texts{"red suspended"});
    road.fields["suspend_reason"] = "未报信息";
    CHECK(lights(road) == Texts{"red suspended_for"});
}

TEST_CASE("project: more than a year of building is worth a look") {
    ProjectFacts road = a_road();
    road.fields["end_plan"] = "2027-03-02";
    CHECK(lights(road) == Texts{"yellow long_plan"});
    road.fields["end_plan"] = "2027-03-01";
    CHECK(lights(road).empty());
}

TEST_CASE("project: before, during and after must come in this order (R068)") {
    ProjectFacts road = a_road();
    road.fields["end_on"] = "2026-06-25";
    road.stages["after"] = {1, "2026-06-28", "2026-06-28"};
    CHECK(order_problems(road).empty());
    SUBCASE("before after the start") {
        road.stages["before"].last = "2026-03-03";
        CHECK(keys(order_problems(road)) == Texts{"before_start"});
    }
    SUBCASE("on the day itself is no contradiction") {
        road.stages["before"].last = "2026-03-02";
        road.stages["after"].first = "2026-06-25";
        CHECK(order_problems(road).empty());
    }
    SUBCASE("during before the start, and before the before") {
        road.stages["during"].first = "2026-02-22";
        CHECK(keys(order_problems(road)) == Texts{"start_during", "before_during"});
    }
    SUBCASE("after before the end") {
        road.stages["after"].first = "2026-06-01";
        CHECK(keys(order_problems(road)) == Texts{"end_after"});
    }
    SUBCASE("during after the end and after the after") {
        road.stages["during"].last = "2026-07-01";
        CHECK(keys(order_problems(road)) == Texts{"during_end", "during_after"});
    }
    SUBCASE("what has no date says nothing") {
        road.stages["before"] = {1, "", ""};
        road.stages["after"] = {1, "", ""};
        road.fields.erase("start_on");
        CHECK(order_problems(road).empty());
    }
}

TEST_CASE("project: days are counted by the calendar, and what is no day counts nothing") {
    CHECK(days_between("2024-02-28", "2024-03-01") == 2);
    CHECK(days_between("2026-03-01", "2026-02-28") == -1);
    CHECK_FALSE(days_between("", "2026-02-28").has_value());
    CHECK_FALSE(days_between("2026-02-30", "2026-03-01").has_value());
}

}  // namespace cunji::test
