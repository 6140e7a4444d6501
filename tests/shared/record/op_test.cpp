#include "shared/record/op.h"

#include "shared/base/random.h"
#include "tests/support/op_builder.h"

#include <doctest/doctest.h>

#include <tuple>
#include <vector>

namespace cunji::test {

namespace {

// As in docs/data-format.md. Devices hold such bytes for ever: a change here breaks the field.
constexpr std::string_view kVisit =
    R"({"v":1,"rid":"5f0c9a3e1b7d2c44","n":412,"g":[1,1],"at":1763700000123,)"
    R"("by":"01930a00-0000-7000-8000-000000000001","scope":"990101101201","kind":"visit","form":3,)"
    R"("rec":"01931f6e-7c1a-7e07-9d0e-2f5b8d1c9a10",)"
    R"("par":["5f0c9a3e1b7d2c44.398.1a2b3c4d5e6f70811a2b3c4d5e6f7081"],"rank":0,)"
    R"("set":{"purpose":"routine"},)"
    R"("add":{"photos":["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"]}})";

constexpr std::string_view kMeeting =
    R"({"v":1,"rid":"00000000000000c0","n":7,"g":[2,3],"at":0,)"
    R"("by":"01930a00-0000-7000-8000-000000000001","scope":"990101","kind":"meeting_2","form":0,)"
    R"("rec":"01931f6e-7c1a-7e07-9d0e-2f5b8d1c9a10","par":[],"rank":2,)"
    R"("set":{"b":null,"a":[true,-5,"村 \"\\\n"]},"add":{"s":["x"]},"rem":{"s":["y",2]},)"
    R"("app":{"l":["z"]},"why":"改错"})";

Op visit() {
    Op op;
    op.rid = 0x5f0c9a3e1b7d2c44;
    op.n = 412;
    op.at = 1'763'700'000'123;
    op.by = "01930a00-0000-7000-8000-000000000001";
    op.scope = "990101101201";
    op.kind = "visit";
    op.form = 3;
    op.rec = "01931f6e-7c1a-7e07-9d0e-2f5b8d1c9a10";
    op.par = {*op_id_from_text("5f0c9a3e1b7d2c44.398.1a2b3c4d5e6f70811a2b3c4d5e6f7081")};
    op.set = {{"purpose", "routine"}};
    op.add = {{"photos", {"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"}}};
    return op;
}

Op meeting() {
    Op op;
    op.rid = 0xc0;
    op.n = 7;
    op.group_at = 2;
    op.group_of = 3;
    op.by = "01930a00-0000-7000-8000-000000000001";
    op.scope = "990101";
    op.kind = "meeting_2";
    op.rec = "01931f6e-7c1a-7e07-9d0e-2f5b8d1c9a10";
    op.rank = 2;
    op.set = {{"b", nullptr}, {"a", Value::List{true, -5, "村 \"\\\n"}}};
    op.add = {{"s", {"x"}}};
    op.rem = {{"s", {"y", 2}}};
    op.app = {{"l", {"z"}}};
    op.why = "改错";
    return op;
}

bool equal(const Op& a, const Op& b) {
    const auto all = [](const Op& op) {
        return std::tie(op.rid, op.n, op.group_at, op.group_of, op.at, op.by, op.scope, op.kind,
                        op.form, op.rec, op.par, op.rank, op.set, op.add, op.rem, op.app, op.why,
                        op.annul);
    };
    return all(a) == all(b);
}

Op decoded(std::string_view bytes) {
    Result<Op> op = decode_op(bytes);
    REQUIRE(op.ok());
    return *op;
}

std::string some_text(SeededRandom& dice) {
    const std::vector<std::string> pieces = {"a",    "村", "\"", "\\", "\n", "\t",    "\x7f",
                                             "𬭎", "é",  "/",  " ",  "{",  "\u2028"};
    std::string out;
    for (std::uint64_t i = dice.below(6); i > 0; --i)
        out += pieces[dice.below(pieces.size())];
    return out;
}

Value some_value(SeededRandom& dice, int depth = 0) {
    switch (dice.below(depth < 3 ? 6 : 5)) {
        case 0:
            return nullptr;
        case 1:
            return dice.below(2) == 0;
        case 2:
            return static_cast<std::int64_t>(dice.below(2000)) - 1000;
        case 3:
            return (std::int64_t{1} << 53U) * (dice.below(2) == 0 ? 1 : -1);
        case 4:
            return some_text(dice);
        default:
            break;
    }
    Value::List list;
    for (std::uint64_t i = dice.below(4); i > 0; --i)
        list.push_back(some_value(dice, depth + 1));
    return list;
}

OpId some_id(SeededRandom& dice) {
    OpId id{dice.next64(), 1 + static_cast<std::int64_t>(dice.below(100'000)), {}};
    dice.fill(id.h);
    return id;
}

Op some_op(SeededRandom& dice) {
    Op op = visit();
    op.rid = dice.next64();
    op.group_of = 1 + static_cast<std::int64_t>(dice.below(500));
    op.group_at =
        1 + static_cast<std::int64_t>(dice.below(static_cast<std::uint64_t>(op.group_of)));
    op.n = op.group_at + static_cast<std::int64_t>(dice.below(1'000'000));
    op.at = static_cast<Millis>(dice.below(std::uint64_t{1} << 53U));
    op.rank = static_cast<std::int64_t>(dice.below(3));
    op.par.clear();
    for (std::uint64_t i = dice.below(4); i > 0; --i)
        op.par.push_back(some_id(dice));
    op.set.clear();
    op.add.clear();
    op.why = some_text(dice);
    if (dice.below(5) == 0) {
        op.annul = {some_id(dice), some_id(dice)};
        return op;
    }
    for (std::uint64_t i = 0, count = dice.below(5); i < count; ++i) {
        const std::string field = "field_" + std::to_string(i);
        op.set.emplace_back(field, some_value(dice));
        if (dice.below(3) == 0) op.add.push_back({field, {some_value(dice)}});
        if (dice.below(3) == 0) op.rem.push_back({field, {some_value(dice), some_value(dice)}});
        if (dice.below(3) == 0) op.app.push_back({field, {some_value(dice)}});
    }
    return op;
}

}  // namespace

TEST_CASE("op: the bytes are those of the documented example") {
    CHECK(encode_op(visit()) == kVisit);
    CHECK(equal(decoded(kVisit), visit()));
}

TEST_CASE(
    "op: keys stand in their order, what is empty is absent, texts are not escaped more than they "
    "must") {
    CHECK(encode_op(meeting()) == kMeeting);
    CHECK(equal(decoded(kMeeting), meeting()));

    Op empty = visit();
    empty.set.clear();
    empty.add.clear();
    const std::string bytes = encode_op(empty);
    CHECK(bytes.ends_with("\"rank\":0}"));
    CHECK(equal(decoded(bytes), empty));

    Op annul = empty;
    annul.why = "locked: approved";
    annul.annul = annul.par;
    CHECK(encode_op(annul).ends_with(
        R"("rank":0,"why":"locked: approved","annul":["5f0c9a3e1b7d2c44.398.1a2b3c4d5e6f70811a2b3c4d5e6f7081"]})"));
    CHECK(equal(decoded(encode_op(annul)), annul));
}

TEST_CASE("op: what is written is read back the same, and written the same again") {
    SeededRandom dice{1};
    for (int i = 0; i < 2000; ++i) {
        const Op op = some_op(dice);
        const std::string bytes = encode_op(op);
        CAPTURE(bytes);
        CHECK(bytes.find('\n') == std::string::npos);
        const Op again = decoded(bytes);
        CHECK(equal(again, op));
        CHECK(encode_op(again) == bytes);
    }
}

// printf '%064d' 0 | xxd -r -p | cat - FILE | b2sum -l 256
TEST_CASE("op: the chain is BLAKE2b-256 of the hash before and the bytes") {
    const Hash first = chain(Hash{}, kVisit);
    CHECK(to_hex(first) == "d20da77831d54ef7a52d58ddd4cb03270bcd1bee229c11136a19aceca01c8e92");
    const Hash second = chain(first, kMeeting);
    CHECK(to_hex(second) == "bb74966a35fcb3180e6feb3f6b3c5b5d4aa38305bac03d35f945f97f39be422e");
    CHECK(to_text(id_of(visit(), first)) ==
          "5f0c9a3e1b7d2c44.412.d20da77831d54ef7a52d58ddd4cb0327");
}

TEST_CASE("op: the builder of the tests numbers a line and chains it") {
    Line line{0xa};
    const LoggedOp one = an_op(line).set("a", 1).log();
    const LoggedOp two = an_op(line).after(one).set("a", 2).log();
    CHECK(one.op.n == 1);
    CHECK(two.op.n == 2);
    CHECK(one.h == chain(Hash{}, line.bytes(1)));
    CHECK(two.h == chain(one.h, line.bytes(2)));
    CHECK(two.id == id_of(two.op, two.h));
    CHECK(equal(decoded(line.bytes(2)), two.op));
}

TEST_CASE("op id: text and back") {
    SeededRandom dice{2};
    for (int i = 0; i < 500; ++i) {
        const OpId id = some_id(dice);
        CHECK(op_id_from_text(to_text(id)) == id);
    }
    const OpId id{0x5f0c9a3e1b7d2c44, 412, {}};
    CHECK(to_text(id) == "5f0c9a3e1b7d2c44.412.00000000000000000000000000000000");
}

TEST_CASE("op id: what is none") {
    const std::string h = "1a2b3c4d5e6f70811a2b3c4d5e6f7081";
    const std::string rid = "5f0c9a3e1b7d2c44";
    REQUIRE(op_id_from_text(rid + ".1." + h).has_value());
    const std::vector<std::string> malformed = {
        "",
        ".",
        "..",
        "...",
        rid,
        rid + ".1",
        rid + "..",
        rid + ".1.",
        rid + "." + h,
        rid + ".." + h,
        rid + ".0." + h,
        rid + ".01." + h,
        rid + ".-1." + h,
        rid + ".+1." + h,
        rid + ". 1." + h,
        rid + ".1 ." + h,
        rid + ".1.0." + h,
        rid + ".0x1." + h,
        rid + ".1e3." + h,
        rid + ".a." + h,
        rid + ".9223372036854775808." + h,
        rid + ".99999999999999999999999." + h,
        rid + ".1." + h + "0",
        rid + ".1." + h.substr(1),
        rid + ".1." + h + ".",
        rid + ".1.1A2b3c4d5e6f70811a2b3c4d5e6f7081",
        rid + ".1.1g2b3c4d5e6f70811a2b3c4d5e6f7081",
        "5f0c9a3e1b7d2c4.1." + h,
        "05f0c9a3e1b7d2c44.1." + h,
        "5F0c9a3e1b7d2c44.1." + h,
        "5f0c9a3e1b7d2c4g.1." + h,
        " " + rid + ".1." + h,
        rid + ".1." + h + " ",
        rid + ".1." + h + "\n",
        std::string("\0", 1) + rid + ".1." + h,
        "." + rid + ".1." + h,
    };
    for (const std::string& text : malformed) {
        CAPTURE(text);
        CHECK_FALSE(op_id_from_text(text).has_value());
    }
}

}  // namespace cunji::test
