#include "shared/store/op_writer.h"

#include "shared/crypto/crypto.h"
#include "shared/store/verifying.h"
#include "tests/shared/store/random_history.h"

#include <doctest/doctest.h>

namespace cunji::test {

namespace {

using Outcome = OpWriter::Outcome;

TEST_CASE("op writer: an op is stored once, and only behind what it builds on") {
    Line anna{0x11};
    Line ben{0x12};
    const Sent first = send(anna, an_op(anna).set("a", 1));
    const Sent second = send(anna, an_op(anna).after(first.logged).set("a", 2));
    const Sent on_top = send(ben, an_op(ben).after(second.logged).set("a", 3));
    Node node;

    CHECK(node.take(second) == Outcome::MissingLineParent);
    CHECK(node.take(on_top) == Outcome::MissingRecordParent);
    CHECK(node.db().integer("SELECT count(*) FROM op") == 0);
    CHECK(node.db().integer("SELECT count(*) FROM record") == 0);
    CHECK(node.db().integer("SELECT count(*) FROM scope_head") == 0);

    CHECK(node.take(first) == Outcome::Stored);
    CHECK(node.take(first) == Outcome::AlreadyHeld);
    CHECK(node.take(on_top) == Outcome::MissingRecordParent);
    CHECK(node.take(second) == Outcome::Stored);
    CHECK(node.take(on_top) == Outcome::Stored);
    CHECK(node.take(first) == Outcome::AlreadyHeld);
    CHECK(node.value("visit", "a") == "3");
    CHECK(node.db().integer("SELECT ops FROM scope_head") == 3);
    CHECK(to_text(verify(node.store())) == "");
}

TEST_CASE("op writer: a cloned line keeps both branches") {
    Line anna{0x11};
    const Sent first = send(anna, an_op(anna).set("a", 1));
    Line clone = anna;
    const Sent here = send(anna, an_op(anna).after(first.logged).set("a", 2));
    const Sent there = send(clone, an_op(clone).after(first.logged).set("a", 3));
    const Sent later = send(clone, an_op(clone).after(there.logged).set("b", 4));
    Node node;
    for (const Sent& sent : {first, here, there, later})
        CHECK(node.take(sent) == Outcome::Stored);

    const std::vector<Leaf> leaves = leaves_of(node.db(), 0x11);
    REQUIRE(leaves.size() == 2);
    CHECK(leaves[0].h == here.logged.h);
    CHECK(leaves[1].h == later.logged.h);
    CHECK(branch_after(node.db(), leaves[1], 1).size() == 2);
    CHECK(to_text(verify(node.store())) == "");
    const std::string before = derived_rows(node.store());
    rebuild(node.store());
    CHECK(derived_rows(node.store()) == before);
}

TEST_CASE("op writer: a node that serves others numbers and chains what it gives them") {
    Line here{0x11};
    Line there{0x12, kSecretary, "990101101202"};
    Node county{Node::Serves::Others};
    std::vector<Sent> all;
    for (int i = 0; i < 3; ++i) {
        all.push_back(send(here, an_op(here).set("a", i)));
        all.push_back(send(there, an_op(there).set("a", i)));
    }
    county.take(std::span{all}.first(4));
    county.take(all);

    Hash s{};
    for (std::int64_t sseq = 1; sseq <= 3; ++sseq) {
        const Sent& sent = all[static_cast<std::size_t>(sseq - 1) * 2];
        s = blake2b({std::string_view{reinterpret_cast<const char*>(s.data()), s.size()},
                     std::string_view{reinterpret_cast<const char*>(sent.logged.h.data()),
                                      sent.logged.h.size()}});
        Query query = county.db().query(
            "SELECT d.s, o.h FROM delivery d JOIN op o USING (lseq) WHERE d.scope = ?1 AND sseq = "
            "?2",
            std::string_view{kVillage}, sseq);
        REQUIRE(query.step());
        CHECK(query.hash(0) == s);
        CHECK(query.hash(1) == sent.logged.h);
    }
    const ScopeHead head = scope_head(county.db(), kVillage);
    CHECK(head.sseq == 3);
    CHECK(head.s == s);
    CHECK(to_text(verify(county.store())) == "");
    const std::string before = derived_rows(county.store());
    rebuild(county.store());
    CHECK(derived_rows(county.store()) == before);
}

TEST_CASE("op writer: digests of a scope are equal for equal ops, and only then") {
    const std::vector<Sent> history = random_history(7, 30);
    Node one;
    Node other{Node::Serves::Others};
    one.take(history);
    other.take(shuffled(history, 1));
    CHECK(scope_head(one.db(), kVillage).digest == scope_head(other.db(), kVillage).digest);

    Node less;
    less.take(std::span{history}.first(29));
    CHECK(scope_head(one.db(), kVillage).digest != scope_head(less.db(), kVillage).digest);
}

TEST_CASE("op writer: the digest is the sum of hashes modulo 2^128, most significant byte first") {
    Digest digest{};
    Hash h{};
    h.fill(0xff);
    add_to_digest(digest, h);
    CHECK(to_hex(digest) == std::string(32, 'f'));
    h = {};
    h[15] = 2;
    h[16] = 0xff;  // the second half of a hash does not count
    add_to_digest(digest, h);
    CHECK(to_hex(digest) == std::string(31, '0') + '1');
}

TEST_CASE("op writer: a transaction that does not end leaves nothing") {
    Line anna{0x11};
    Node node;
    const Sent first = send(anna, an_op(anna).set("a", 1).set("c", "王铁柱"));
    const std::string before = derived_rows(node.store());
    {
        const Transaction transaction{node.db()};
        OpWriter writer{node.store(), true, kNoon};
        REQUIRE(writer.append(first.logged, first.bytes, first.parent) == Outcome::Stored);
        writer.flush();
    }
    CHECK(derived_rows(node.store()) == before);
}

}  // namespace

}  // namespace cunji::test
