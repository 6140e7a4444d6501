#include "shared/json/json.h"

#include "shared/json/json_lines.h"

#include <doctest/doctest.h>

#include <string>

namespace cunji {

namespace {

struct Refusal {
    std::string key;
    std::string what;
    std::string line;
};

Refusal refusal_of(std::string_view text) {
    const Result<Json> parsed = parse_json(text);
    if (parsed) return {};
    CHECK(parsed.error().args.size() == 2);
    return {parsed.error().key, parsed.error().args.at(0).second, parsed.error().args.at(1).second};
}

std::string nested(int depth) {
    const auto count = static_cast<std::size_t>(depth);
    return std::string(count, '[') + std::string(count, ']');
}

std::string object_with_keys(std::size_t count) {
    std::string text = "{";
    for (std::size_t i = 0; i < count; ++i) {
        text += (i == 0 ? "\"k" : ",\"k") + std::to_string(i) + "\":0";
    }
    return text + "}";
}

}  // namespace

TEST_CASE("json: what is accepted is written back the same, keys in their order") {
    for (const char* text : {R"({"b":1,"a":[null,true,"\"村\n"],"c":{}})", "[]",
                             "-9007199254740992", "9007199254740992", R"("")"}) {
        CAPTURE(text);
        const Result<Json> parsed = parse_json(text);
        REQUIRE(parsed);
        CHECK(write_json(*parsed) == text);
    }
}

TEST_CASE("json: what only looks like JSON is refused with its line") {
    CHECK(refusal_of("").key == "error.json.syntax");
    CHECK(refusal_of("{\"a\":1} x").key == "error.json.syntax");
    CHECK(refusal_of("\"\xff\"").key == "error.json.syntax");
    CHECK(refusal_of("{\n\"a\": 1\n\"b\": 2}").line == "3");

    const Refusal twice = refusal_of("{\"a\": 1,\n \"b\": {\"a\": 1},\n \"a\": 2}");
    CHECK(twice.key == "error.json.duplicate");
    CHECK(twice.what == "a");
    CHECK(twice.line == "3");

    const Refusal fraction = refusal_of("[1,\n2.5\n]");
    CHECK(fraction.key == "error.json.number");
    CHECK(fraction.line == "2");
    CHECK(refusal_of("9007199254740993").key == "error.json.number");
    CHECK(refusal_of("-9007199254740993").key == "error.json.number");
    CHECK(refusal_of("1e3").key == "error.json.number");
}

TEST_CASE("json: depth and keys have limits, and up to them all is well") {
    CHECK(parse_json(nested(kJsonDepthMax)));
    CHECK(refusal_of(nested(kJsonDepthMax + 1)).key == "error.json.depth");
    CHECK(refusal_of(std::string(1'000'000, '[')).key == "error.json.depth");
    CHECK(parse_json(object_with_keys(kJsonKeysMax)));
    CHECK(refusal_of(object_with_keys(kJsonKeysMax + 1)).key == "error.json.keys");
}

TEST_CASE("json lines: every value has its line, a missing one that of what is around it") {
    const JsonLines lines("\n{\"a\": [\n  1,\n  {\"b\":\n \"x\"}\n], \"c\": 2\n}\n");
    CHECK(lines.line_of("") == 2);
    CHECK(lines.line_of("/a") == 2);
    CHECK(lines.line_of("/a/0") == 3);
    CHECK(lines.line_of("/a/1") == 4);
    CHECK(lines.line_of("/a/1/b") == 5);
    CHECK(lines.line_of("/c") == 6);
    CHECK(lines.line_of("/a/1/missing") == 4);
    CHECK(lines.line_of("/missing") == 2);
}

}  // namespace cunji
