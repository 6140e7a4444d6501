#include "shared/record/op.h"

#include <doctest/doctest.h>

#include <utility>
#include <vector>

namespace cunji::test {

namespace {

using Members = std::vector<std::pair<std::string, std::string>>;

constexpr std::string_view kId = "5f0c9a3e1b7d2c44.398.1a2b3c4d5e6f70811a2b3c4d5e6f7081";

Members whole() {
    return {{"v", "1"},
            {"rid", R"("5f0c9a3e1b7d2c44")"},
            {"n", "412"},
            {"g", "[1,1]"},
            {"at", "1763700000123"},
            {"by", R"("01930a00-0000-7000-8000-000000000001")"},
            {"scope", R"("990101101201")"},
            {"kind", R"("visit")"},
            {"form", "3"},
            {"rec", R"("01931f6e-7c1a-7e07-9d0e-2f5b8d1c9a10")"},
            {"par", "[]"},
            {"rank", "0"}};
}

std::string text_of(const Members& members) {
    std::string out = "{";
    for (const auto& [key, value] : members) {
        if (out.size() > 1) out += ',';
        out += '"' + key + "\":";
        out += value;
    }
    return out + "}";
}

/// An op in which one member, or several, have these values.
std::string with(const Members& changes) {
    Members members = whole();
    for (const auto& change : changes) {
        bool found = false;
        for (auto& member : members) {
            if (member.first != change.first) continue;
            member.second = change.second;
            found = true;
        }
        if (!found) members.push_back(change);
    }
    return text_of(members);
}

std::string without(std::string_view key) {
    Members members = whole();
    std::erase_if(members, [&](const auto& member) { return member.first == key; });
    return text_of(members);
}

std::string quoted(std::string_view text) {
    return '"' + std::string{text} + '"';
}

std::string list_of(std::size_t count, const std::string& item) {
    std::string out = "[";
    for (std::size_t i = 0; i < count; ++i) {
        if (i > 0) out += ',';
        out += item;
    }
    return out + "]";
}

/// {"<prefix>0":item, ...}
std::string fields(std::size_t count, const std::string& prefix, const std::string& item) {
    std::string out = "{";
    for (std::size_t i = 0; i < count; ++i) {
        if (i > 0) out += ',';
        out += quoted(prefix + std::to_string(i)) + ':';
        out += item;
    }
    return out + "}";
}

/// What it is refused for: "error.op.member n"; empty when it is an op.
std::string refusal(const std::string& text) {
    const Result<Op> op = decode_op(text);
    if (op.ok()) return {};
    std::string out = op.error().key;
    if (out == "error.op.member") out += " " + op.error().args.at(0).second;
    return out;
}

}  // namespace

TEST_CASE("op limits: the op that these tests change is one") {
    CHECK(refusal(with({})).empty());
}

TEST_CASE("op limits: every member that is always written must be there") {
    for (const auto& member : whole()) {
        CHECK(refusal(without(member.first)) == "error.op.member " + member.first);
    }
}

TEST_CASE("op limits: members of the wrong type or out of range are named") {
    const std::string long_name(65, 'a');

    struct Case {
        std::string member;
        std::vector<std::string> wrong;
    };

    // NOLINTBEGIN(modernize-raw-string-literal): R"("1")" reads no better in such a list
    const std::vector<Case> cases = {
        {"v", {"0", "2", "-1", "\"1\"", "null", "[1]", "true"}},
        {"rid",
         {"1", "\"\"", "\"5f0c9a3e1b7d2c4\"", "\"5f0c9a3e1b7d2c440\"", "\"5F0C9A3E1B7D2C44\"",
          "null"}},
        {"n", {"0", "-1", "\"412\"", "null", "[412]", "true"}},
        {"g",
         {"[0,1]", "[2,1]", "[1,501]", "[413,500]", "[1]", "[1,1,1]", "[]", "[\"1\",1]", "[null,1]",
          "1", "{}", "\"1/1\"", "[-1,1]"}},
        {"at", {"-1", "\"now\"", "null"}},
        {"by",
         {"\"\"", "\"anna\"", "1", "null", "\"01930A00-0000-7000-8000-000000000001\"",
          "\"01930a00-0000-7000-8000-00000000000\""}},
        {"scope",
         {"\"\"", "1", "\"99 01\"", "\"99/01\"", "\"村\"", "\"99'01\"", "\"9901\\n\"",
          quoted(long_name)}},
        {"kind",
         {"\"\"", "1", "\"Visit\"", "\"9visit\"", "\"_visit\"", "\"a-b\"", "\"a b\"", "\"走访\"",
          "\"visit;drop\"", quoted(long_name)}},
        {"form", {"-1", "\"3\"", "null"}},
        {"rec",
         {"\"\"", "1", "null", "\"01931f6e7c1a7e079d0e2f5b8d1c9a10\"",
          "\"01931f6e-7c1a-7e07-9d0e-2f5b8d1c9a1g\""}},
        {"par",
         {"null", "{}", "\"\"", "[1]", "[null]", "[[]]", "[\"\"]", "[\"x\"]",
          list_of(65, quoted(kId))}},
        {"rank", {"-1", "3", "\"0\"", "null"}},
        {"set",
         {"[]", "null", "1", "\"\"", "{\"A\":1}", "{\"\":1}", "{\"a b\":1}", "{\"a\":{}}",
          "{\"a\":{\"b\":1}}", "{\"a\":[{}]}", "{" + quoted(long_name) + ":1}",
          fields(257, "f", "1")}},
        {"add",
         {"[]", "{\"a\":1}", "{\"a\":null}", "{\"a\":[]}", "{\"a\":\"x\"}", "{\"a\":[[{}]]}",
          "{\"A\":[1]}"}},
        {"rem", {"[]", "{\"a\":1}", "{\"a\":[]}"}},
        {"app", {"[]", "{\"a\":1}", "{\"a\":[]}"}},
        {"why", {"1", "null", "[]", quoted(std::string(4097, 'w'))}},
        {"annul", {"1", "null", "{}", "[\"x\"]", "[1]", list_of(501, quoted(kId))}},
    };
    // NOLINTEND(modernize-raw-string-literal)
    for (const Case& one : cases) {
        for (const std::string& value : one.wrong) {
            CAPTURE(value);
            CHECK(refusal(with({{one.member, value}})) == "error.op.member " + one.member);
        }
    }
}

TEST_CASE("op limits: up to the limit all is well") {
    const std::string long_name(64, 'a');
    const std::vector<Members> cases = {
        {{"n", "9007199254740992"}},
        {{"n", "500"}, {"g", "[500,500]"}},
        {{"n", "1"}, {"g", "[1,500]"}},
        {{"at", "0"}},
        {{"at", "9007199254740992"}},
        {{"scope", quoted(long_name)}},
        {{"scope", R"("County_990101.admin-1")"}},
        {{"kind", quoted(long_name)}},
        {{"form", "0"}},
        {{"par", list_of(64, quoted(kId))}},
        {{"rank", "2"}},
        {{"set", fields(256, "f", "1")}},
        {{"set", fields(64, "f", "1")},
         {"add", fields(64, "f", "[1]")},
         {"rem", fields(64, "f", "[1]")},
         {"app", fields(64, "f", "[1]")}},
        {{"set", "{" + quoted(long_name) + ":1}"}},
        {{"set", R"({"a":9007199254740992,"b":-9007199254740992})"}},
        {{"set", R"({"a":"line\nline"})"}},
        {{"why", quoted(std::string(4096, 'w'))}},
        {{"annul", list_of(500, quoted(kId))}},
    };
    for (const Members& changes : cases) {
        CAPTURE(changes.front().first);
        CHECK(refusal(with(changes)) == "");
    }
}

TEST_CASE("op limits: fields of set, add, rem and app are counted together") {
    const std::string too_many = with({{"set", fields(64, "f", "1")},
                                       {"add", fields(64, "f", "[1]")},
                                       {"rem", fields(64, "f", "[1]")},
                                       {"app", fields(65, "f", "[1]")}});
    CHECK(refusal(too_many) == "error.op.member set");
}

TEST_CASE("op limits: 64 KiB and not a byte more") {
    const std::string frame = with({{"set", R"({"a":""})"}});
    const std::string filled =
        with({{"set", R"({"a":")" + std::string(kOpBytesMax - frame.size(), 'x') + R"("})"}});
    REQUIRE(filled.size() == kOpBytesMax);
    CHECK(refusal(filled).empty());
    CHECK(refusal(with({{"set", R"({"a":")" + std::string(kOpBytesMax - frame.size() + 1, 'x') +
                                    R"("})"}})) == "error.op.too_big");
    CHECK(refusal(std::string(8'000'000, '[')) == "error.op.too_big");
}

TEST_CASE("op limits: an annulment changes nothing else") {
    const std::string annul = list_of(1, quoted(kId));
    CHECK(refusal(with({{"why", "\"locked: approved\""}, {"annul", annul}})).empty());
    for (const std::string member : {"add", "rem", "app"}) {
        CHECK(refusal(with({{member, R"({"a":[1]})"}, {"annul", annul}})) ==
              "error.op.member annul");
    }
    CHECK(refusal(with({{"set", R"({"a":1})"}, {"annul", annul}})) == "error.op.member annul");
}

TEST_CASE("op limits: one line, no member twice, none unknown") {
    CHECK(refusal(with({}) + "\n") == "error.op.one_line");
    CHECK(refusal("{\n" + with({}).substr(1)) == "error.op.one_line");
    CHECK(refusal(with({{"why", "\"a\nb\""}})) == "error.op.one_line");
    CHECK(refusal(with({{"later", "1"}})) == "error.op.unknown_member");
    CHECK(refusal(with({{"", "1"}})) == "error.op.unknown_member");
    for (const auto& member : whole()) {
        CAPTURE(member.first);
        Members members = whole();
        members.push_back(member);
        CHECK(refusal(text_of(members)) == "error.json.duplicate");
    }
    CHECK(refusal(with({{"set", R"({"a":1,"a":2})"}})) == "error.json.duplicate");
    CHECK(refusal(with({{"set", R"({"a":1,"\u0061":2})"}})) == "error.json.duplicate");
    CHECK(refusal(with({}) + with({})) == "error.json.syntax");
}

TEST_CASE("op limits: numbers are integers within 2^53") {
    for (const std::string number :
         {"9007199254740993", "-9007199254740993", "18446744073709551616", "1e3", "1.0", "0.5",
          "-0.0", "123456789012345678901234567890"}) {
        CAPTURE(number);
        CHECK(refusal(with({{"set", R"({"a":)" + number + "}"}})) == "error.json.number");
        CHECK(refusal(with({{"n", number}})) == "error.json.number");
        CHECK(refusal(with({{"at", number}})) == "error.json.number");
    }
    for (const std::string number :
         {"NaN", "Infinity", "+1", "01", "0x10", "1_000", ".5", "1.", "1E400"}) {
        CAPTURE(number);
        CHECK(refusal(with({{"set", R"({"a":)" + number + "}"}})) == "error.json.syntax");
    }
}

TEST_CASE("op limits: lists in lists up to sixteen levels in all") {
    const auto nested = [](std::size_t depth) {
        return R"({"a":)" + std::string(depth, '[') + std::string(depth, ']') + "}";
    };
    CHECK(refusal(with({{"set", nested(14)}})).empty());  // below the op and its set
    CHECK(refusal(with({{"set", nested(15)}})) == "error.json.depth");
    CHECK(refusal(with({{"set", nested(30'000)}})) == "error.json.depth");
}

TEST_CASE("op limits: texts are UTF-8 without zero bytes") {
    const std::vector<std::string> wrong = {
        "\xff",
        "\x80",
        "\xc3",
        "\xc0\xaf",
        "\xe0\x80\xaf",
        "\xed\xa0\x80",
        "\xf4\x90\x80\x80",
        "\xf8\x88\x80\x80\x80",
        "\xe6\x9d",
        std::string("\0", 1),
        "\\u0000",
        "\\ud800",
        "\\udc00",
        "\\ud800\\u0041",
        "\\x41",
        "\\'",
        "\x01",
        "\t",
        "\x1f",
    };
    for (const std::string& bytes : wrong) {
        CAPTURE(bytes);
        CHECK(refusal(with({{"set", R"({"a":")" + bytes + R"("})"}})) == "error.json.syntax");
        CHECK(refusal(with({{"set", R"({"a)" + bytes + R"(":1})"}})) == "error.json.syntax");
        CHECK(refusal(with({{"why", '"' + bytes + '"'}})) == "error.json.syntax");
    }
    CHECK(refusal(with({{"set", R"({"a":"\ud86c\udf4e 村 \u6751"})"}})).empty());
}

}  // namespace cunji::test
