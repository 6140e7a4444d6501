#include "shared/store/pinyin.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using cunji::initial_keys;
using cunji::pinyin_initials;
using Keys = std::vector<std::string>;

TEST_CASE("pinyin: a character with one reading has one initial") {
    CHECK(pinyin_initials(U'王') == "w");
    CHECK(pinyin_initials(U'铁') == "t");
    CHECK(pinyin_initials(U'柱') == "z");
}

TEST_CASE("pinyin: tone marks on a first vowel are stripped") {
    CHECK(pinyin_initials(U'安') == "a");
    CHECK(pinyin_initials(U'鄂') == "e");
    CHECK(pinyin_initials(U'欧') == "o");
    CHECK(pinyin_initials(U'吕') == "l");
}

TEST_CASE("pinyin: surnames that are read in several ways keep every initial") {
    CHECK(pinyin_initials(U'单') == "cds");
    CHECK(pinyin_initials(U'解') == "jx");
    CHECK(pinyin_initials(U'仇') == "cq");
    CHECK(pinyin_initials(U'曾') == "cz");
    CHECK(pinyin_initials(U'尉') == "wy");
}

TEST_CASE("pinyin: rare characters beyond the first 65,536 are known") {
    CHECK(pinyin_initials(U'\U0002CB4E') == "h");  // 𬭎, in use for given names
}

TEST_CASE("pinyin: what is not a Chinese character has no initials") {
    CHECK(pinyin_initials(U'a').empty());
    CHECK(pinyin_initials(U'·').empty());
    CHECK(pinyin_initials(U'\0').empty());
    CHECK(pinyin_initials(char32_t{0x10FFFF}).empty());
    // Shifted left by 8 bits this looks like 王; a number that large is no character.
    CHECK(pinyin_initials(char32_t{0x0100738BU}).empty());
}

TEST_CASE("keys: an ordinary name has one key") {
    CHECK(initial_keys("王铁柱") == Keys{"wtz"});
}

TEST_CASE("keys: a name with ambiguous characters has every combination") {
    CHECK(initial_keys("单解") == Keys{"cj", "cx", "dj", "dx", "sj", "sx"});
}

TEST_CASE("keys: never more than sixteen, and they are the first ones") {
    const Keys keys = initial_keys("解仇曾解仇曾");
    REQUIRE(keys.size() == cunji::kInitialKeysMax);
    CHECK(keys.front() == "jccjcc");
    CHECK(keys.back() == "jczxqz");
}

TEST_CASE("keys: ASCII letters and digits stand for themselves, made small") {
    CHECK(initial_keys("3组A户") == Keys{"3zah"});
}

TEST_CASE("keys: dots and spaces in a name are skipped") {
    CHECK(initial_keys("买买提·吐尔逊") == Keys{"mmdtex", "mmttex"});
    CHECK(initial_keys(" 王 铁 柱 ") == Keys{"wtz"});
}

TEST_CASE("keys: a name beyond the first 65,536 characters is found") {
    CHECK(initial_keys("王\U0002CB4E") == Keys{"wh"});
}

TEST_CASE("keys: nothing to key gives no key") {
    CHECK(initial_keys("").empty());
    CHECK(initial_keys("·。").empty());
}

TEST_CASE("keys: bytes that are not UTF-8 are skipped, not fatal") {
    CHECK(initial_keys("王\xff\x80铁") == Keys{"wt"});
    CHECK(initial_keys("王\xe9\x93") == Keys{"w"});
    CHECK(initial_keys("\xf8\x88\x80\x80\x80").empty());
}
