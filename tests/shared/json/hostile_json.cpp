#include "tests/shared/json/hostile_json.h"

#include <array>
#include <string_view>

// What is escaped here has to be seen byte by byte, and "sv" keeps its zero bytes.
// NOLINTBEGIN(modernize-raw-string-literal)
using namespace std::string_view_literals;  // NOLINT(google-build-using-namespace): nothing else is
                                            // in it

namespace cunji::test {

namespace {

constexpr std::array kNothing = {
    ""sv,
    " "sv,
    "\n"sv,
    "\t\t"sv,
    "\0"sv,
    "\0\0\0\0"sv,
    "\xef\xbb\xbf"sv,
    "\xef\xbb"sv,
    "\xfe\xff"sv,
    "\xff\xfe\x00\x00"sv,
    "#"sv,
    "?"sv,
    "*"sv,
    "$"sv,
    "@"sv,
    "<a>"sv,
    "<null>"sv,
    "%00"sv,
    "\x1b[31m"sv,
    "undefined"sv,
    "NULL"sv,
    "Null"sv,
    "nul"sv,
    "nulll"sv,
    "tru"sv,
    "True"sv,
    "TRUE"sv,
    "fals"sv,
    "falsee"sv,
    "none"sv,
    "NaN"sv,
    "nan"sv,
    "Infinity"sv,
    "-Infinity"sv,
    "inf"sv,
    "yes"sv,
    "'a'"sv,
    "`a`"sv,
    "a"sv,
    "é"sv,
    "村"sv,
    "\xc2\xa0"sv,
    "\xe2\x81\xa0"sv,
    "\xe3\x80\x80{}"sv,
};

constexpr std::array kNumbers = {
    "+1"sv,
    "-"sv,
    "--1"sv,
    "+"sv,
    "01"sv,
    "-01"sv,
    "00"sv,
    "1."sv,
    ".1"sv,
    "-.1"sv,
    "."sv,
    "1.e1"sv,
    "1e"sv,
    "1e+"sv,
    "1E-"sv,
    "1e1.0"sv,
    "e1"sv,
    "1_000"sv,
    "1,000"sv,
    "1 000"sv,
    "0x1"sv,
    "0b1"sv,
    "0o7"sv,
    "1f"sv,
    "1L"sv,
    "1a"sv,
    "1-"sv,
    "1+1"sv,
    "１"sv,
    "٣"sv,
    "1.5"sv,
    "1.0"sv,
    "-0.0"sv,
    "0e0"sv,
    "1e3"sv,
    "1E3"sv,
    "1e-3"sv,
    "1e999"sv,
    "-1e999"sv,
    "1e-999"sv,
    "9007199254740993"sv,
    "-9007199254740993"sv,
    "9223372036854775807"sv,
    "9223372036854775808"sv,
    "-9223372036854775809"sv,
    "18446744073709551615"sv,
    "18446744073709551616"sv,
    "100000000000000000000000000000000"sv,
    "[1.5]"sv,
    "[0.1,1]"sv,
    "{\"a\":1e1}"sv,
    "[-]"sv,
    "[1 2]"sv,
    "[- 1]"sv,
    "[1\0]"sv,
    "[1]\0"sv,
};

constexpr std::array kTexts = {
    "\""sv,
    "\"a"sv,
    "a\""sv,
    "\"a\"\""sv,
    "\"a\"b"sv,
    "\"a\" \"b\""sv,
    "\"\\\""sv,
    "\"\\"sv,
    "\"\\a\""sv,
    "\"\\x41\""sv,
    "\"\\'\""sv,
    "\"\\0\""sv,
    "\"\\u\""sv,
    "\"\\u1\""sv,
    "\"\\u12\""sv,
    "\"\\u123\""sv,
    "\"\\u123g\""sv,
    "\"\\U0041\""sv,
    "\"\\u 041\""sv,
    "\"\\u0000\""sv,
    "\"\\ud800\""sv,
    "\"\\udc00\""sv,
    "\"\\ud800\\ud800\""sv,
    "\"\\ud800a\""sv,
    "\"\\ud800\\n\""sv,
    "\"\\udc00\\ud800\""sv,
    "\"\\ud83d\\u0041\""sv,
    "\"\n\""sv,
    "\"\t\""sv,
    "\"\r\""sv,
    "\"\0\""sv,
    "\"\x01\""sv,
    "\"\x1f\""sv,
    "\"\\\n\""sv,
    "\"\xff\""sv,
    "\"\xfe\""sv,
    "\"\x80\""sv,
    "\"\xbf\""sv,
    "\"\xc0\x80\""sv,
    "\"\xc1\xbf\""sv,
    "\"\xc2\""sv,
    "\"\xc2\x41\""sv,
    "\"\xe0\x80\xaf\""sv,
    "\"\xe0\x9f\xbf\""sv,
    "\"\xe6\x9d\""sv,
    "\"\xe6\""sv,
    "\"\xed\xa0\x80\""sv,
    "\"\xed\xbf\xbf\""sv,
    "\"\xf0\x80\x80\xaf\""sv,
    "\"\xf0\x8f\xbf\xbf\""sv,
    "\"\xf0\x9f\x98\""sv,
    "\"\xf4\x90\x80\x80\""sv,
    "\"\xf5\x80\x80\x80\""sv,
    "\"\xf8\x88\x80\x80\x80\""sv,
    "\"\xfc\x84\x80\x80\x80\x80\""sv,
    "\"\xe6\x9d\x91\xe6\""sv,
    "\xe6\x9d\x91\"\""sv,
    "\"a\"\xff"sv,
    "\xff\"a\""sv,
};

constexpr std::array kLists = {
    "["sv,         "]"sv,      "[["sv,      "]]"sv,         "[]]"sv,
    "[[]"sv,       "[1"sv,     "[1,"sv,     "[,"sv,         "[,]"sv,
    "[1,]"sv,      "[,1]"sv,   "[1,,2]"sv,  "[1;2]"sv,      "[1:2]"sv,
    "[\"a\":1]"sv, "[\"a\""sv, "[\"a]"sv,   "[}"sv,         "[1}"sv,
    "[{]"sv,       "[{]}"sv,   "[1]2"sv,    "[1],"sv,       "[1][2]"sv,
    "[] []"sv,     "(1)"sv,    "[nul]"sv,   "[*]"sv,        "[\"\",\n4\n,1,"sv,
    "[1]\n[2]"sv,  "[a]"sv,    "[1]/**/"sv, "[1]//"sv,      "[/**/1]"sv,
    "[1]#"sv,      "[\f]"sv,   "[\v1]"sv,   "[\xc2\xa0]"sv, "[\xe3\x80\x80]"sv,
    "[\xff]"sv,    "[\0]"sv,   "[]\0{}"sv,  "[\\n]"sv,
};

constexpr std::array kObjects = {
    "{"sv,
    "}"sv,
    "{{"sv,
    "{}}"sv,
    "{]"sv,
    "{[]}"sv,
    "{1}"sv,
    "{1:1}"sv,
    "{a:1}"sv,
    "{'a':1}"sv,
    "{null:1}"sv,
    "{\"a\"}"sv,
    "{\"a\":}"sv,
    "{\"a\":1"sv,
    "{\"a\":1,"sv,
    "{\"a\":1,}"sv,
    "{,\"a\":1}"sv,
    "{\"a\":1,,\"b\":2}"sv,
    "{\"a\" 1}"sv,
    "{\"a\"=1}"sv,
    "{\"a\",1}"sv,
    "{\"a\"::1}"sv,
    "{\"a\":1:2}"sv,
    "{\"a\":1 \"b\":2}"sv,
    "{\"a\":1;\"b\":2}"sv,
    "{:1}"sv,
    "{\"a\":\"b\"]"sv,
    "{\"a\":\"b}"sv,
    "{\"a:1}"sv,
    "{\"a\":1}}"sv,
    "{\"a\":1}{"sv,
    "{\"a\":1},"sv,
    "{\"a\":1}x"sv,
    "{\"a\":1}#"sv,
    "{\"a\":1}//"sv,
    "{\"a\":/*b*/1}"sv,
    "{\"a\":1}{\"b\":2}"sv,
    "{\"a\":1,\"a\":1}"sv,
    "{\"a\":1,\"a\":2}"sv,
    "{\"a\":1,\"\\u0061\":2}"sv,
    "{\"\":1,\"\":2}"sv,
    "{\"a\":{\"b\":1,\"b\":2}}"sv,
    "[{\"a\":[{\"b\":1,\"c\":2,\"b\":3}]}]"sv,
    "{\"a\\u0000\":1}"sv,
    "{\"a\0\":1}"sv,
    "{\"\xff\":1}"sv,
    "{\"\\ud800\":1}"sv,
    "{\"a\":1\0}"sv,
    "{}\0"sv,
    "{}\0garbage"sv,
    "{\"a\":1}\0,\"b\":2}"sv,
    "{\"__proto__\":1,\"__proto__\":2}"sv,
    "{[1]:2}"sv,
    "{...}"sv,
};

std::string repeated(std::size_t count, std::string_view piece) {
    std::string out;
    out.reserve(count * piece.size());
    for (std::size_t i = 0; i < count; ++i)
        out += piece;
    return out;
}

}  // namespace

std::vector<std::string> hostile_json() {
    std::vector<std::string> out;
    const auto take = [&](const auto& texts) { out.insert(out.end(), texts.begin(), texts.end()); };
    take(kNothing);
    take(kNumbers);
    take(kTexts);
    take(kLists);
    take(kObjects);
    constexpr std::size_t kMany = 1'000'000;
    for (const char* piece : {"[",    "{", "{\"a\":", "[{\"a\":[", "[[],",         "[1,",
                              "]",    "}", ",",       ":",         "\"",           "\\",
                              "-",    "0", "9",       "1.",        "1e",           "\"\",",
                              "null", "t", " ",       "\n",        "\xef\xbb\xbf", "\xff",
                              "/"}) {
        out.push_back(
            repeated(kMany, piece));  // NOLINT(performance-inefficient-vector-operation): a few
    }
    out.push_back("\"" + std::string(kMany, 'a'));
    out.push_back("\"" + repeated(kMany, "\\"));
    out.push_back("\"" + repeated(kMany, "\\u0061"));
    out.push_back(repeated(17, "[") + repeated(17, "]"));
    out.push_back(repeated(kMany, "[") + repeated(kMany, "]"));
    out.push_back("[" + std::string(kMany, '9') + "]");
    out.push_back("[-" + std::string(kMany, '9') + "]");
    out.push_back("[1" + std::string(kMany, '0') + "e1]");
    out.push_back("{" + repeated(kMany, "\"a\":1,") + "\"a\":1}");
    return out;
}

}  // namespace cunji::test

// NOLINTEND(modernize-raw-string-literal)
