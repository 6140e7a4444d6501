#include "shared/base/random.h"
#include "shared/record/op.h"
#include "tests/shared/json/hostile_json.h"
#include "tests/support/op_builder.h"

#include <doctest/doctest.h>

#include <vector>

namespace cunji::test {

namespace {

std::string a_rich_op() {
    Line line{0x5f0c9a3e1b7d2c44};
    const LoggedOp first = an_op(line).set("a", 1).log();
    an_op(line)
        .after(first)
        .rank(1)
        .set("review", "approved")
        .set("c", "王铁柱")
        .set("list", Value::List{1, "x", nullptr, true})
        .add("s", {"flood", "illness"})
        .rem("s", {"debt"})
        .app("l", {"第一次走访"})
        .why("改错\n第二行")
        .log();
    return line.bytes(2);
}

/// Damaged bytes are refused or are some op; never the same op under the same id.
void look_at(const std::string& damaged, const std::string& original, const Hash& h) {
    if (damaged == original) return;
    const Result<Op> op = decode_op(damaged);
    if (!op.ok()) {
        CHECK_FALSE(op.error().key.empty());
        return;
    }
    CHECK(chain(Hash{}, damaged) != h);
    CHECK(id_of(*op, chain(Hash{}, damaged)).h != id_of(*op, h).h);
    // What we would write for it is an op again, and the same.
    const std::string bytes = encode_op(*op);
    const Result<Op> again = decode_op(bytes);
    REQUIRE(again.ok());
    CHECK(encode_op(*again) == bytes);
}

}  // namespace

TEST_CASE("op: hostile texts are no op") {
    for (const std::string& text : hostile_json()) {
        CAPTURE(text.substr(0, 60));
        CHECK_FALSE(decode_op(text).ok());
    }
}

TEST_CASE("op: hostile texts in the place of any value are no op") {
    const std::string original = a_rich_op();
    const std::vector<std::string> places = {"\"n\":2", "\"at\":1763700000000", "\"rank\":1",
                                             R"("review":"approved")",
                                             R"("s":["flood","illness"])"};
    for (const std::string& text : hostile_json()) {
        if (text.empty() || text.size() > kOpBytesMax) continue;
        for (const std::string& place : places) {
            const std::size_t at = original.find(place);
            if (at == std::string::npos) continue;
            std::string changed = original;
            const std::size_t colon = place.find(':') + 1;
            changed.replace(at + colon, place.size() - colon, text);
            CAPTURE(changed.substr(0, 400));
            CHECK_FALSE(decode_op(changed).ok());
        }
    }
}

TEST_CASE("op: JSON that is not an op is none") {
    for (const std::string text :
         {"null", "true", "1", "\"op\"", "[]", "{}", "[{}]", R"({"v":1})", R"({"op":{}})"}) {
        CAPTURE(text);
        CHECK_FALSE(decode_op(text).ok());
    }
}

TEST_CASE("op: a byte order mark is no part of an op") {
    CHECK_FALSE(decode_op("\xef\xbb\xbf" + a_rich_op()).ok());
}

TEST_CASE("op: every prefix and every suffix is refused") {
    const std::string bytes = a_rich_op();
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        CHECK_FALSE(decode_op(std::string_view{bytes}.substr(0, i)).ok());
        if (i > 0) CHECK_FALSE(decode_op(std::string_view{bytes}.substr(i)).ok());
    }
}

TEST_CASE("op: a damaged byte is refused or makes another id") {
    const std::string original = a_rich_op();
    const Hash h = chain(Hash{}, original);
    SeededRandom dice{3};
    for (std::size_t i = 0; i < original.size(); ++i) {
        for (unsigned bit = 0; bit < 8; ++bit) {  // every single bit
            std::string damaged = original;
            damaged[i] = static_cast<char>(static_cast<unsigned char>(damaged[i]) ^ (1U << bit));
            look_at(damaged, original, h);
        }
        std::string shorter = original;
        shorter.erase(i, 1);
        look_at(shorter, original, h);
        std::string twice = original;
        twice.insert(i, 1, twice[i]);
        look_at(twice, original, h);
    }
    for (int i = 0; i < 5000; ++i) {  // several at once
        std::string damaged = original;
        for (std::uint64_t hits = 1 + dice.below(8); hits > 0; --hits) {
            damaged[dice.below(damaged.size())] = static_cast<char>(dice.below(256));
        }
        look_at(damaged, original, h);
    }
}

TEST_CASE("op: pieces of an op in another order are refused or make another id") {
    const std::string original = a_rich_op();
    const Hash h = chain(Hash{}, original);
    SeededRandom dice{4};
    for (int i = 0; i < 5000; ++i) {
        const std::size_t from = dice.below(original.size());
        const std::size_t length = 1 + dice.below(original.size() - from);
        std::string shuffled = original;
        const std::string piece = shuffled.substr(from, length);
        shuffled.erase(from, length);
        shuffled.insert(dice.below(shuffled.size() + 1), piece);
        look_at(shuffled, original, h);
    }
}

}  // namespace cunji::test
