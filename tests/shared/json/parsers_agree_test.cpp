// Two parsers read the same texts: the fast one must take nothing that the strict one refuses.

#include "shared/base/random.h"
#include "shared/json/json.h"
#include "shared/json/json_writer.h"
#include "tests/shared/json/hostile_json.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>

namespace cunji::test {

namespace {

constexpr int kMutations = 20'000;

constexpr std::array kPieces{"{",
                             "}",
                             "[",
                             "]",
                             ",",
                             ":",
                             "\"",
                             "\\",
                             "\\u",
                             "\\udc00",
                             "\\ud83d",
                             "\\u0000",
                             "0",
                             "-",
                             "1e5",
                             "1.0",
                             "01",
                             "-0",
                             "\xed",
                             "\xed\xa0",
                             "\xc0\xaf",
                             "\xf4\x90",
                             "\xef\xbb\xbf",
                             "\x7f",
                             "\x1f",
                             "true",
                             "nul",
                             "/*",
                             "村",
                             " ",
                             "\n",
                             "9007199254740993",
                             "18446744073709551616",
                             "NaN"};

std::string mutated(std::string text, SeededRandom& random) {
    for (std::uint64_t i = 1 + random.below(3); i > 0; --i) {
        const std::size_t at = random.below(text.size() + 1);
        const std::size_t cut = std::min<std::size_t>(random.below(3), text.size() - at);
        text.replace(at, cut, random.below(4) == 0 ? "" : kPieces.at(random.below(kPieces.size())));
    }
    return text;
}

void check_agreement(const std::string& text) {
    const Result<Json> parsed = parse_json(text);
    if (!parsed) return;
    CAPTURE(text);
    const Json strict = Json::parse(text, nullptr, false);
    REQUIRE_FALSE(strict.is_discarded());
    CHECK(*parsed == strict);
    const std::string written = write_json(*parsed);
    CHECK(Json::parse(written, nullptr, false) == strict);
    CHECK(written.find('\n') == std::string::npos);
}

}  // namespace

TEST_CASE("json: what the fast parser takes, the strict one takes and reads the same") {
    SeededRandom random{20};
    const std::array<std::string, 4> seeds{
        R"({"v":1,"rid":"5f0c9a3e1b7d2c44","n":2,"g":[1,1],"set":{"a":"王𬭎柱","b":null,"c":-12}})",
        R"(["\u6751\uD86C\uDF4E","\"\\\/\b\f\n\r\t",[],{},[[{"x":[true,false]}]]])",
        R"({"line":"f960dbcdb067a8c3","from":1,"count":200})", "\"村\x7f\xe2\x80\xa8\""};
    for (const std::string& seed : seeds)
        check_agreement(seed);
    for (int i = 0; i < kMutations; ++i)
        check_agreement(mutated(seeds.at(random.below(seeds.size())), random));
}

TEST_CASE("json: what is written value by value is what the tree writes") {
    JsonWriter writer;
    writer.open_object();
    writer.key("a");
    writer.text("x\n\"\\\x01村𬭎\x7f");
    writer.key("b");
    writer.open_array();
    writer.integer(-9007199254740992);
    writer.boolean(true);
    writer.null();
    writer.close_array();
    writer.key("c");
    writer.open_object();
    writer.close_object();
    writer.close_object();
    const Json tree{{"a", "x\n\"\\\x01村𬭎\x7f"},
                    {"b", {-9007199254740992, true, nullptr}},
                    {"c", Json::object()}};
    CHECK(writer.take() == write_json(tree));
}

}  // namespace cunji::test
