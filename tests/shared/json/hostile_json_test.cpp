#include "tests/shared/json/hostile_json.h"

#include "shared/json/json.h"

#include <doctest/doctest.h>

#include <sys/resource.h>
#include <vector>

namespace cunji::test {

namespace {

/// The most memory this process ever held, in KiB; a sanitizer's own would be no figure.
long memory_peak() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    return 0;
#endif
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

}  // namespace

TEST_CASE("json: two hundred hostile texts are refused, each in little memory") {
    const std::vector<std::string> texts = hostile_json();
    CHECK(texts.size() >= 200);
    for (const std::string& text : texts) {
        CAPTURE(text.substr(0, 60));
        const long memory_before = memory_peak();
        const Result<Json> parsed = parse_json(text);
        REQUIRE_FALSE(parsed.ok());
        CHECK(parsed.error().key.starts_with("error.json."));
        CHECK(memory_peak() - memory_before < 200 * 1024);
    }
}

TEST_CASE("json: what is unusual but right is taken") {
    for (const std::string text :
         {" \t\r\n[ ] \n", "0", "-0", "null", "\"\"", R"("\/\b\f\n\r\t\"\\")",
          R"("\u6751\uD86C\uDF4E")", "\"\x7f\xe2\x80\xa8\"", "\"\xf4\x8f\xbf\xbf\"", R"({"":0})",
          R"({"a":1,"A":2})", "[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]"}) {
        CAPTURE(text);
        CHECK(parse_json(text).ok());
    }
}

TEST_CASE("json: a thousand keys in every object of a large text are taken") {
    std::string object = "{";
    for (int i = 0; i < 1024; ++i)
        object += (i == 0 ? "\"k" : ",\"k") + std::to_string(i) + "\":0";
    object += "}";
    std::string text = "[";
    for (int i = 0; i < 100; ++i)
        text += (i == 0 ? "" : ",") + object;
    text += "]";
    CHECK(parse_json(text).ok());
}

TEST_CASE("json: what is written is one line of UTF-8, whatever was in it") {
    CHECK(write_json(Json{{"a", "x\ny"}, {"b", {1, 2}}}) == R"({"a":"x\ny","b":[1,2]})");
    CHECK(write_json(Json("村\x7f")) == "\"村\x7f\"");
    CHECK(write_json(Json("bad \xff byte")) == "\"bad \xef\xbf\xbd byte\"");
}

TEST_CASE("json: a member that is missing or no text reads as empty") {
    const Json object{{"a", "x"}, {"b", 1}};
    CHECK(text_of(object, "a") == "x");
    CHECK(text_of(object, "b").empty());
    CHECK(text_of(object, "c").empty());
}

}  // namespace cunji::test
