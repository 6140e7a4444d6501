#include "shared/policy/policy_loader.h"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace cunji {

namespace {

constexpr std::string_view kCommon = R"({
  "version": 1,
  "fields": [
    {"name": "review", "type": "choice", "label": {"zh": "审核", "en": "Review"}, "merge": "status",
      "choices": [{"code": "draft", "label": {"zh": "草稿", "en": "Draft"}},
                  {"code": "approved", "label": {"zh": "通过", "en": "Approved"}}],
      "transitions": [{"from": "draft", "to": "approved", "who": ["township"]}]},
    {"name": "void_reason", "type": "text", "label": {"zh": "作废", "en": "Void"}},
    {"name": "merge_into", "type": "reference", "label": {"zh": "并入", "en": "Into"}, "ref": "*", "write": ["county"]}
  ]
})";

// One of each kind of field; the rows below break it in one place and name the line.
constexpr std::string_view kVisit = R"({
  "kind": "visit",
  "version": 3,
  "label": {"zh": "走访", "en": "Visit"},
  "privacy": "internal",
  "write": ["village", "township"],
  "fields": [
    {"name": "purpose", "type": "choice", "label": {"zh": "目的", "en": "Purpose"}, "required": true, "choices": [
      {"code": "routine", "label": {"zh": "日常", "en": "Routine"}},
      {"code": "look_back", "label": {"zh": "回头看", "en": "Look back"}}
    ]},
    {"name": "notes", "type": "long_text", "label": {"zh": "内容", "en": "Notes"}, "max_length": 4000, "conflict": true},
    {"name": "spent", "type": "money", "label": {"zh": "花费", "en": "Spent"}, "min": 0, "max": 100, "unit": "cost"},
    {"name": "share", "type": "decimal", "label": {"zh": "比例", "en": "Share"}, "scale": 2, "unit": "cost"},
    {"name": "visitors", "type": "reference", "label": {"zh": "走访人", "en": "Visitors"}, "ref": "visit", "merge": "set"},
    {"name": "state", "type": "choice", "label": {"zh": "状态", "en": "State"}, "merge": "status",
      "choices": [{"code": "open", "label": {"zh": "开", "en": "Open"}}, {"code": "done", "label": {"zh": "完", "en": "Done"}}],
      "transitions": [
        {"from": "open", "to": "done", "who": ["village"]}
      ]},
    {"name": "geo", "type": "location", "label": {"zh": "位置", "en": "Place"}, "required": true, "privacy": "sensitive"},
    {"name": "age", "type": "integer", "label": {"zh": "年龄", "en": "Age"}, "help": {"zh": "周岁", "en": "Years"},
      "computed": "1 + 1", "relevant": "notes IS NOT NULL"},
    {"name": "tags", "type": "choices", "label": {"zh": "标签", "en": "Tags"}, "choices": [{"code": "A", "label": {"zh": "甲", "en": "A"}}]}
  ]
})";

std::string visit_with(std::string_view from, std::string_view to) {
    std::string text(kVisit);
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

std::string argument(const Message& message, std::string_view name) {
    for (const auto& [key, value] : message.args) {
        if (key == name) return value;
    }
    return "";
}

Message problem_of(const std::vector<PolicyFile>& files) {
    const Result<Policy> loaded = load_policy(files, 1);
    return loaded ? Message{} : loaded.error();
}

Message problem_of_visit(std::string text) {
    return problem_of(
        {{"common.json", std::string(kCommon)}, {"forms/visit.json", std::move(text)}});
}

/// A mistake made in kVisit and what is said about it.
struct Mistake {
    std::string_view from;
    std::string_view to;
    std::string_view key;
    std::string_view line;
    std::string_view field{};
};

constexpr auto kMistakes = std::to_array<Mistake>({
    // The file as a whole
    {R"("version": 3,)", R"("version": 3)", "error.policy.syntax", "4"},
    {R"("version": 3,)", R"("version": 3, "kind": "x",)", "error.policy.duplicate_key", "3"},
    {R"("version": 3)", R"("version": 3.5)", "error.policy.number", "3"},
    {R"("version": 3)", R"("version": [[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]])", "error.policy.too_much",
     "3"},
    {R"("version": 3)", R"("version": 0)", "error.policy.version", "3"},
    {R"("version": 3)", R"("version": "3")", "error.policy.not_number", "3"},
    {R"("version": 3,)", "", "error.policy.missing_key", "1"},
    {R"("version": 3)", R"("versoin": 3)", "error.policy.unknown_key", "3"},
    {R"("kind": "visit")", R"("kind": "Visit")", "error.policy.bad_name", "2"},
    {R"("kind": "visit")", R"("kind": "visits")", "error.policy.kind_file", "2"},
    {R"("kind": "visit")", R"("kind": 5)", "error.policy.not_text", "2"},
    {R"("en": "Visit")", R"("de": "Besuch")", "error.policy.unknown_key", "4"},
    {R"(, "en": "Visit")", "", "error.policy.label", "4"},
    {R"("en": "Visit")", R"("en": " ")", "error.policy.empty_text", "4"},
    {R"({"zh": "走访", "en": "Visit"})", R"("走访")", "error.policy.label", "4"},
    {R"("internal")", R"("secret")", "error.policy.unknown_word", "5"},
    {R"("township"])", R"("province"])", "error.policy.unknown_word", "6"},
    {R"(["village", "township"])", "[]", "error.policy.empty_list", "6"},
    {R"(["village", "township"])", R"("village")", "error.policy.not_list", "6"},
    {R"(["village", "township"])", "[1]", "error.policy.not_text", "6"},
    // Names
    {R"("name": "notes")", R"("name": "Notes")", "error.policy.bad_name", "12"},
    {R"("name": "notes")", R"("name": "notes-2")", "error.policy.bad_name", "12"},
    {R"("name": "notes")", R"("name": "a2345678901234567890123456789012345678901")",
     "error.policy.bad_name", "12"},
    {R"("name": "geo")", R"("name": "a2345678901234567890123456789012345678")",
     "error.policy.bad_name", "21"},
    {R"("name": "notes")", R"("name": "scope")", "error.policy.reserved_name", "12"},
    {R"("name": "notes", )", "", "error.policy.missing_key", "12"},
    {R"("name": "spent")", R"("name": "notes")", "error.policy.duplicate_field", "13", "notes"},
    {R"("name": "spent")", R"("name": "review")", "error.policy.duplicate_field", "13", "review"},
    {R"("name": "spent")", R"("name": "geo_lat")", "error.policy.duplicate_field", "21", "geo"},
    // Choices and references
    {R"("code": "look_back")", R"("code": "look back")", "error.policy.bad_code", "10", "purpose"},
    {R"("code": "look_back")", R"("code": "routine")", "error.policy.duplicate_choice", "10",
     "purpose"},
    {R"({"zh": "回头看", "en": "Look back"})", R"({"zh": "回头看"})", "error.policy.label", "10",
     "purpose"},
    {R"({"code": "routine", "label": {"zh": "日常", "en": "Routine"}},)", "1,",
     "error.policy.not_object", "9", "purpose"},
    {R"(, "choices": [{"code": "A", "label": {"zh": "甲", "en": "A"}}])", "",
     "error.policy.missing_key", "24", "tags"},
    {R"("ref": "visit")", R"("ref": "person")", "error.policy.unknown_kind", "15", "visitors"},
    {R"("ref": "visit", )", "", "error.policy.missing_key", "15", "visitors"},
    // Types, and what belongs to them
    {R"("type": "long_text")", R"("type": "longtext")", "error.policy.unknown_word", "12", "notes"},
    {R"("max_length": 4000)", R"("max_length": 0)", "error.policy.max_length", "12", "notes"},
    {R"("max_length": 4000)", R"("max_length": 20001)", "error.policy.max_length", "12", "notes"},
    {R"("max_length": 4000)", R"("min": 1)", "error.policy.key_type", "12", "notes"},
    {R"("min": 0)", R"("min": 101)", "error.policy.range", "13", "spent"},
    {R"("min": 0)", R"("scale": 2)", "error.policy.key_type", "13", "spent"},
    {R"("min": 0)", R"("search": "text")", "error.policy.key_type", "13", "spent"},
    {R"("scale": 2)", R"("scale": 0)", "error.policy.scale", "14", "share"},
    {R"("scale": 2)", R"("scale": 7)", "error.policy.scale", "14", "share"},
    {R"("scale": 2, )", "", "error.policy.missing_key", "14", "share"},
    {R"("conflict": true)", R"("conflict": 1)", "error.policy.not_yes_no", "12", "notes"},
    {R"("conflict": true)", R"("search": "words")", "error.policy.unknown_word", "12", "notes"},
    {R"("computed": "1 + 1")", R"("search": "name")", "error.policy.search_type", "23", "age"},
    {R"("required": true, "privacy")", R"("computed": "1", "privacy")", "error.policy.key_type",
     "21", "geo"},
    // Merging
    {R"("merge": "set")", R"("merge": "append")", "error.policy.merge_type", "15", "visitors"},
    {R"("merge": "set")", R"("merge": "set", "conflict": true)", "error.policy.conflict_merge",
     "15", "visitors"},
    {R"("conflict": true)", R"("merge": "max")", "error.policy.merge_type", "12", "notes"},
    {R"("conflict": true)", R"("merge": "set")", "error.policy.merge_type", "12", "notes"},
    {R"("min": 0)", R"("merge": "status")", "error.policy.merge_type", "13", "spent"},
    {R"("min": 0)", R"("merge": "max")", "error.policy.unit_merge", "13", "spent"},
    {R"("min": 0)", R"("merge": "keep_both")", "error.policy.unit_merge", "14", "share"},
    {R"("scale": 2, "unit": "cost")", R"("scale": 2, "unit": "Cost")", "error.policy.bad_name",
     "14", "share"},
    {R"("merge": "status")", R"("required": true)", "error.policy.transitions_without_status", "18",
     "state"},
    {R"("from": "open")", R"("from": "opened")", "error.policy.transition_code", "19", "state"},
    {R"("who": ["village"])", R"("who": ["town"])", "error.policy.unknown_word", "19", "state"},
    {R"("who": ["village"]})",
     "\"who\": [\"village\"]},\n{\"from\": \"open\", \"to\": \"done\", \"who\": [\"county\"]}",
     "error.policy.duplicate_transition", "20", "state"},
    {R"("transitions": [)",
     R"("relevant": "1"}, {"name": "x", "type": "text", "label": {"zh": "甲", )"
     R"("en": "A"}, "transitions": [)",
     "error.policy.missing_key", "16", "state"},
    // Expressions
    {R"("computed": "1 + 1")", R"("computed": "")", "error.policy.empty_text", "23", "age"},
    {R"("relevant": "notes IS NOT NULL")", R"("relevant": " ")", "error.policy.empty_text", "23",
     "age"},
    {R"("relevant": "notes IS NOT NULL")", R"("required": true)", "error.policy.key_computed", "23",
     "age"},
    {R"("relevant": "notes IS NOT NULL")", R"("merge": "latest")", "error.policy.key_computed",
     "23", "age"},
});

const Field& field_of(const Policy& policy, std::string_view kind, std::string_view name) {
    const Form* form = policy.find(kind);
    REQUIRE(form != nullptr);
    const Field* field = form->find(name);
    REQUIRE(field != nullptr);
    return *field;
}

}  // namespace

TEST_CASE(
    "policy: a form is read with its defaults, its location in three, the common fields last") {
    const Result<Policy> loaded =
        load_policy(std::vector<PolicyFile>{{"forms/visit.json", std::string(kVisit)},
                                            {"common.json", std::string(kCommon)},
                                            {"rules/later.json", "of a later version"}},
                    7);
    REQUIRE(loaded);
    const Policy& policy = *loaded;
    CHECK(policy.version == 7);
    const Form* form = policy.find("visit");
    REQUIRE(form != nullptr);
    CHECK(form->version == 3);
    CHECK(form->label.zh == "走访");
    std::string names;
    for (const Field& field : form->fields)
        names += field.name + " ";
    CHECK(names ==
          "purpose notes spent share visitors state geo_lat geo_lon geo_acc age tags review "
          "void_reason merge_into ");

    const Field& purpose = field_of(policy, "visit", "purpose");
    CHECK(purpose.required);
    CHECK(purpose.merge == MergeRule::Latest);
    CHECK(purpose.privacy == Privacy::Internal);
    CHECK(purpose.write == std::vector{Tier::Village, Tier::Township});
    CHECK(purpose.step_of("look_back") == 1);
    CHECK(purpose.step_of("never") == -1);

    const Field& latitude = field_of(policy, "visit", "geo_lat");
    CHECK(latitude.type == FieldType::Degrees);
    CHECK(latitude.unit == "geo");
    CHECK(latitude.required);
    CHECK(latitude.privacy == Privacy::Sensitive);
    CHECK(latitude.label.zh == "位置（纬度）");
    CHECK(field_of(policy, "visit", "geo_acc").type == FieldType::Metres);
    CHECK_FALSE(field_of(policy, "visit", "geo_acc").required);

    CHECK(field_of(policy, "visit", "age").merge == MergeRule::Computed);
    CHECK(field_of(policy, "visit", "tags").merge == MergeRule::Set);
    CHECK(field_of(policy, "visit", "visitors").merge == MergeRule::Set);
    CHECK(field_of(policy, "visit", "share").scale == 2);
    CHECK(field_of(policy, "visit", "state").transitions.size() == 1);
    CHECK(field_of(policy, "visit", "notes").flagged);
    // Common fields are written by whoever writes the form, unless they say otherwise.
    CHECK(field_of(policy, "visit", "review").write == purpose.write);
    CHECK(field_of(policy, "visit", "merge_into").write == std::vector{Tier::County});
}

TEST_CASE("policy: each mistake in a form is refused at its line") {
    for (const Mistake& mistake : kMistakes) {
        CAPTURE(mistake.from);
        CAPTURE(mistake.to);
        const Message problem = problem_of_visit(visit_with(mistake.from, mistake.to));
        CHECK(problem.key == mistake.key);
        CHECK(argument(problem, "file") == "forms/visit.json");
        CHECK(argument(problem, "line") == mistake.line);
        if (!mistake.field.empty()) CHECK(argument(problem, "field") == mistake.field);
    }
}

TEST_CASE("policy: files that do not belong together are refused") {
    const PolicyFile common{"common.json", std::string(kCommon)};
    const PolicyFile visit{"forms/visit.json", std::string(kVisit)};

    CHECK(problem_of({visit}).key == "error.policy.no_common");
    CHECK(problem_of({common, visit, common}).key == "error.policy.two_files");
    const Message twice = problem_of({common, visit, {"forms/a/visit.json", std::string(kVisit)}});
    CHECK(twice.key == "error.policy.two_files");
    CHECK(argument(twice, "file") == "forms/a/visit.json");
    CHECK(argument(twice, "other") == "forms/visit.json");
    CHECK(problem_of({common, {"forms/visit.jsn", std::string(kVisit)}}).key ==
          "error.policy.file_name");
    CHECK(problem_of({common, {"forms/visit.json", "[]"}}).key == "error.policy.not_object");
    CHECK(problem_of({common, {"forms/visit.json", ""}}).key == "error.policy.syntax");
}

TEST_CASE("policy: the common file keeps the fields the program itself reads") {
    for (const std::string_view name : {"review", "void_reason", "merge_into"}) {
        std::string text(kCommon);
        text.replace(text.find(name), name.size(), "renamed");
        const Message problem =
            problem_of({{"common.json", text}, {"forms/visit.json", std::string(kVisit)}});
        CHECK(problem.key == "error.policy.common_field");
        CHECK(argument(problem, "file") == "common.json");
        CHECK(argument(problem, "what") == name);
    }
}

TEST_CASE("policy: a form with more fields than a record can carry is refused") {
    constexpr std::string_view kFirst = R"({"name": "purpose")";
    std::string fields;
    for (int i = 0; i < 256; ++i) {
        fields += R"({"name": "f)" + std::to_string(i) +
                  R"(", "type": "tri", "label": {"zh": "甲", "en": "A"}},)";
    }
    const Message problem = problem_of_visit(visit_with(kFirst, fields + std::string(kFirst)));
    CHECK(problem.key == "error.policy.too_many_fields");
}

TEST_CASE("policy: everything built into the program loads") {
    const std::vector<PolicyFile> files = built_in_policy_files();
    const Result<Policy> loaded = load_policy(files, 1);
    if (!loaded) {
        for (const auto& [name, value] : loaded.error().args)
            MESSAGE(name << ": " << value);
        FAIL(loaded.error().key);
    }
    CHECK(loaded->forms.size() + 1 == files.size());
    CHECK(loaded->forms.size() > 10);
    for (const auto& entry : loaded->forms) {
        CAPTURE(entry.first);
        CHECK(entry.second.find(kReviewField) != nullptr);
    }
}

TEST_CASE("policy: packed for the road and unpacked, the files are the same bytes") {
    const std::vector<PolicyFile> files{{"common.json", std::string(kCommon)},
                                        {"forms/visit.json", std::string(kVisit)}};
    const Result<PackedPolicy> packed = unpack_policy(pack_policy(files, 12));
    REQUIRE(packed);
    CHECK(packed->version == 12);
    REQUIRE(packed->files.size() == files.size());
    for (std::size_t i = 0; i < files.size(); ++i) {
        CHECK(packed->files[i].path == files[i].path);
        CHECK(packed->files[i].bytes == files[i].bytes);
    }
}

TEST_CASE("policy: a package that is damaged or newer is refused") {
    const auto key_of = [](std::string_view bytes) {
        const Result<PackedPolicy> packed = unpack_policy(bytes);
        return packed ? std::string() : packed.error().key;
    };
    CHECK(key_of("{") == "error.json.syntax");
    CHECK(key_of("[]") == "error.policy.packed");
    CHECK(key_of(R"({"v":1,"version":1})") == "error.policy.packed");
    CHECK(key_of(R"({"v":1,"version":0,"files":[]})") == "error.policy.packed");
    CHECK(key_of(R"({"v":1,"version":1,"files":[{"path":"","text":""}]})") ==
          "error.policy.packed");
    CHECK(key_of(R"({"v":1,"version":1,"files":[{"path":"a"}]})") == "error.policy.packed");
    CHECK(key_of(R"({"v":1,"version":1,"files":["a"]})") == "error.policy.packed");
    CHECK(key_of(R"({"v":2,"version":1,"files":[]})") == "error.policy.packed_newer");
    CHECK(key_of(R"({"v":1,"version":1,"files":[],"later":1})").empty());
}

}  // namespace cunji
