// What a form says about being filled in: its parts, what is offered, what it begins with, what is
// filled in with it.

#include "shared/policy/policy_loader.h"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <vector>

namespace cunji {

namespace {

constexpr std::string_view kCommon = R"({"version": 1, "fields": [
  {"name": "review", "type": "choice", "label": {"zh": "审核", "en": "Review"}, "merge": "status",
   "choices": [{"code": "draft", "label": {"zh": "草稿", "en": "Draft"}},
               {"code": "approved", "label": {"zh": "通过", "en": "Approved"}}],
   "transitions": [{"from": "draft", "to": "approved", "who": ["township"]}]},
  {"name": "void_reason", "type": "text", "label": {"zh": "作废", "en": "Void"}},
  {"name": "merge_into", "type": "reference", "label": {"zh": "并入", "en": "Into"}, "ref": "*"}
]})";

constexpr std::string_view kTask = R"({"kind": "task", "version": 1,
  "label": {"zh": "待办", "en": "Task"}, "privacy": "internal", "write": ["village"], "fields": [
  {"name": "source", "type": "reference", "label": {"zh": "来自", "en": "From"}, "ref": "*"},
  {"name": "text", "type": "text", "label": {"zh": "内容", "en": "Text"}}
]})";

constexpr std::string_view kVisit = R"({"kind": "visit", "version": 1,
  "label": {"zh": "走访", "en": "Visit"}, "privacy": "internal", "write": ["village"],
  "repeats": [{"kind": "task", "field": "source"}],
  "fields": [
  {"name": "start_at", "type": "time", "label": {"zh": "时间", "en": "Start"}, "preset": "now", "section": {"zh": "谁和何时", "en": "Who and when"}},
  {"name": "due", "type": "date", "label": {"zh": "期限", "en": "Due"}, "preset": "today+15"},
  {"name": "place", "type": "location", "label": {"zh": "位置", "en": "Place"}, "section": {"zh": "地点", "en": "Where"}},
  {"name": "why", "type": "choice", "label": {"zh": "目的", "en": "Purpose"}, "preset": "routine", "choices": [
    {"code": "routine", "label": {"zh": "日常", "en": "Routine"}},
    {"code": "again", "label": {"zh": "回访", "en": "Again"}, "when": "due IS NOT NULL"}
  ]}
]})";

std::string visit_with(std::string_view from, std::string_view to) {
    std::string text(kVisit);
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

std::vector<PolicyFile> files_with(std::string visit) {
    return {{"common.json", std::string(kCommon)},
            {"forms/task.json", std::string(kTask)},
            {"forms/visit.json", std::move(visit)}};
}

}  // namespace

TEST_CASE("form layout: parts, conditions of choices, presets and repeats are read") {
    const Result<Policy> policy = load_policy(files_with(std::string(kVisit)), 1);
    if (!policy) FAIL(policy.error().key);
    const Form& visit = *policy->find("visit");
    CHECK(visit.find("start_at")->section.zh == "谁和何时");
    CHECK(visit.find("start_at")->preset == "now");
    CHECK(visit.find("due")->section.zh.empty());
    CHECK(visit.find("due")->preset == "today+15");
    // A location is three fields; the part begins once.
    CHECK(visit.find("place_lat")->section.en == "Where");
    CHECK(visit.find("place_lon")->section.en.empty());
    CHECK(visit.find("why")->choices[0].when.empty());
    CHECK(visit.find("why")->choices[1].when == "due IS NOT NULL");
    REQUIRE(visit.repeats.size() == 1);
    CHECK(visit.repeats.front().kind == "task");
    CHECK(visit.repeats.front().field == "source");
}

TEST_CASE("form layout: each mistake is refused") {
    struct Mistake {
        std::string_view from;
        std::string_view to;
        std::string_view key;
    };

    const auto kMistakes = std::to_array<Mistake>({
        {R"("kind": "task")", R"("kind": "spaceship")", "error.policy.unknown_kind"},
        {R"("field": "source")", R"("field": "text")", "error.policy.repeat_field"},
        {R"("field": "source")", R"("field": "gone")", "error.policy.repeat_field"},
        {R"([{"kind": "task", "field": "source"}])",
         R"([{"kind": "task", "field": "source"}, {"kind": "task", "field": "source"}])",
         "error.policy.duplicate_repeat"},
        {R"("preset": "now")", R"("preset": "today")", "error.policy.preset"},
        {R"("preset": "today+15")", R"("preset": "today+")", "error.policy.preset"},
        {R"("preset": "today+15")", R"("preset": "today+1x")", "error.policy.preset"},
        {R"("preset": "today+15")", R"("preset": "me")", "error.policy.preset"},
        {R"("preset": "routine")", R"("preset": "never")", "error.policy.preset"},
        {R"("when": "due IS NOT NULL")", R"("when": "")", "error.policy.empty_text"},
        {R"({"zh": "地点", "en": "Where"})", R"("地点")", "error.policy.label"},
        {R"("preset": "routine",)",
         R"("merge": "status", "transitions": [{"from": "routine", "to": "again", "who": ["village"]}],)",
         "error.policy.when_status"},
    });
    for (const Mistake& mistake : kMistakes) {
        CAPTURE(mistake.to);
        const Result<Policy> policy =
            load_policy(files_with(visit_with(mistake.from, mistake.to)), 1);
        REQUIRE_FALSE(policy.ok());
        CHECK(policy.error().key == mistake.key);
    }
}

TEST_CASE("form layout: some forms of a policy can be read alone when the others are named") {
    const std::vector<PolicyFile> some{{"common.json", std::string(kCommon)},
                                       {"forms/visit.json", std::string(kVisit)}};
    CHECK_FALSE(load_policy(some, 1).ok());
    CHECK(load_some_forms(some, 1, {"task"}).ok());
}

}  // namespace cunji
