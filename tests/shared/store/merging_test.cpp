#include "shared/store/merging.h"

#include "shared/store/verifying.h"
#include "tests/shared/store/random_history.h"

#include <doctest/doctest.h>

namespace cunji::test {

namespace {

constexpr std::size_t kHistories = 60;
constexpr std::size_t kOps = 40;

TEST_CASE("merging: rows made op by op are those of the fold of all ops") {
    for (std::uint64_t seed = 1; seed <= kHistories; ++seed) {
        CAPTURE(seed);
        Node node;
        for (const Sent& sent : random_history(seed, kOps)) {
            REQUIRE(node.take(sent) == OpWriter::Outcome::Stored);
        }
        const std::string made = derived_rows(node.store());
        CHECK(to_text(verify(node.store())) == "");

        rebuild(node.store());
        CHECK(derived_rows(node.store()) == made);
        CHECK(to_text(verify(node.store())) == "");
    }
}

TEST_CASE("merging: any order, grouping and repetition of arrival comes to the same rows") {
    for (std::uint64_t seed = 1; seed <= kHistories; ++seed) {
        CAPTURE(seed);
        const std::vector<Sent> history = random_history(seed, kOps);
        Node one;
        one.take(history);
        const std::string expected = shared_rows(one.store());
        for (std::uint64_t order = 1; order <= 2; ++order) {
            const std::vector<Sent> other = shuffled(history, seed * 100 + order);
            Node node;
            const std::span<const Sent> all{other};
            node.take(all.first(kOps / 3));
            node.take(all.first(kOps / 2));  // a part of it again
            node.take(all);
            CHECK(shared_rows(node.store()) == expected);
        }
    }
}

TEST_CASE("merging: two villages that use one id keep two records") {
    Line here{0x11};
    Line there{0x12, kSecretary, "990101101202"};
    const Sent ours = send(here, an_op(here).set("a", 1));
    const Sent theirs = send(there, an_op(there).set("a", 2));
    const std::vector<Sent> one_way{ours, theirs};
    const std::vector<Sent> other_way{theirs, ours};
    Node one;
    Node other;
    one.take(one_way);
    other.take(other_way);

    CHECK(shared_rows(one.store()) == shared_rows(other.store()));
    CHECK(one.db().integer("SELECT a FROM visit WHERE scope = '990101101201'") == 1);
    CHECK(one.db().integer("SELECT a FROM visit WHERE scope = '990101101202'") == 2);
    CHECK(to_text(verify(one.store())) == "");
}

TEST_CASE("merging: a value of the wrong type is no value, and stops nothing") {
    Line line{0x11};
    const Sent wrong = send(line, an_op(line)
                                      .set("a", "five")
                                      .set("c", 7)
                                      .set("b", Value::List{1, 2})
                                      .set("d", true)
                                      .set("e", 3)
                                      .set("s", "flood")
                                      .add("l", {"x"}));
    Node node;
    REQUIRE(node.take(wrong) == OpWriter::Outcome::Stored);

    for (const char* field : {"a", "b", "c", "d", "s", "l"}) {
        CAPTURE(field);
        CHECK(node.value("visit", field) == "NULL");
    }
    CHECK(node.value("visit", "e") == "3");

    // The next save stands on the row, where the wrong values are gone.
    REQUIRE(node.take(send(line, an_op(line).after(wrong.logged).add("s", {"ill"}))) ==
            OpWriter::Outcome::Stored);
    CHECK(node.value("visit", "s") == "'[\"ill\"]'");
    CHECK(to_text(verify(node.store())) == "");
}

TEST_CASE("merging: a record whose ops are all annulled has no row, and can be written again") {
    Line anna{0x11};
    Line county{kCountyLine};
    Node node;
    const Sent made = send(anna, an_op(anna).set("a", 1).set("c", "王铁柱"));
    const Sent refused = send(
        county, an_op(county).after(made.logged).rank(2).annul(made.logged).why("locked: 已锁定"));
    node.take(made);
    node.take(refused);
    CHECK(node.value("visit", "a") == "none");
    CHECK(to_text(verify(node.store())) == "");

    node.take(send(anna, an_op(anna).after(refused.logged).set("b", 2)));
    CHECK(node.value("visit", "a") == "NULL");
    CHECK(node.value("visit", "b") == "2");
    CHECK(to_text(verify(node.store())) == "");
}

TEST_CASE("merging: only the county's own line annuls") {
    Line anna{0x11};
    Line forger{0x12};
    Node node;
    const Sent made = send(anna, an_op(anna).set("a", 1));
    node.take(made);
    node.take(send(forger, an_op(forger).after(made.logged).rank(2).annul(made.logged)));
    CHECK(node.value("visit", "a") == "1");
    CHECK(to_text(verify(node.store())) == "");
}

}  // namespace

}  // namespace cunji::test
