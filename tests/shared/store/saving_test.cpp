#include "shared/store/saving.h"

#include "shared/store/lines.h"
#include "shared/store/verifying.h"
#include "tests/support/store_builder.h"

#include <doctest/doctest.h>

namespace cunji::test {

namespace {

constexpr const char* kNext = "990101101202";

Author a_secretary() {
    return {kSecretary, kDevice, powers_of("first_secretary"), device_keys()};
}

/// Saves a change of the record and returns the scope its op is in.
std::string scope_of_change(const Node& node, std::int64_t value, const std::string& scope = {}) {
    SeededRandom random{3};
    SaveRequest request;
    request.kind = "visit";
    request.id = kRecord;
    request.scope = scope;
    request.fields = {{"a", value}};
    const auto saved = save_group(node.store(), a_secretary(), {&request, 1}, kNoon, random);
    REQUIRE(saved.ok());
    REQUIRE(saved->front().op.has_value());
    return record_of(node.db(), *saved->front().op)->scope;
}

}  // namespace

TEST_CASE("saving: a record that is in two villages is changed where it is alive, or as named") {
    Line here{0x11};
    Line there{0x12, kSecretary, kNext};
    Node node;
    node.take(send(here, an_op(here).set("a", 1)));
    node.take(send(there, an_op(there).set("a", 1)));
    CHECK(scope_of_change(node, 2) == kVillage);
    CHECK(scope_of_change(node, 3, kNext) == kNext);
    node.db().run("UPDATE record SET live = 0 WHERE scope = ?1", kVillage);
    CHECK(scope_of_change(node, 4) == kNext);
}

TEST_CASE("lines: a line is opened once and goes on where it ended") {
    const Node node;
    SeededRandom random{4};
    const KeyPair keys = device_keys();
    const LineOwner owner{kSecretary, kDevice, keys};
    const LineEnd begun = open_line(node.db(), owner, kVillage, random);
    CHECK(begun.n == 0);
    CHECK(begun.h == Hash{});
    CHECK(open_line(node.db(), owner, kVillage, random).rid == begun.rid);
    CHECK(open_line(node.db(), owner, kNext, random).rid != begun.rid);
    move_leaf(node.db(), 0, {begun.rid, 7, Hash{1}, 7});
    CHECK(open_line(node.db(), owner, kVillage, random).n == 7);
    CHECK_FALSE(find_line(node.db(), begun.rid)->county);
    retire_line(node.db(), begun.rid);
    CHECK(open_line(node.db(), owner, kVillage, random).rid != begun.rid);
    const LineEnd county = open_line(node.db(), {kDevice, kDevice, keys, true}, kVillage, random);
    const auto line = find_line(node.db(), county.rid);
    REQUIRE(line.has_value());
    CHECK(line->county);
    CHECK(line->announced);
    CHECK(line->mine);
}

}  // namespace cunji::test
