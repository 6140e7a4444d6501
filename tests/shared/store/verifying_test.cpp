#include "shared/store/verifying.h"

#include "shared/store/lines.h"
#include "tests/support/store_builder.h"
#include "tests/support/test_keys.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

namespace cunji::test {

namespace {

constexpr const char* kSecond = "01931f6e-7c1a-7e07-9d0e-000000000002";
constexpr const char* kThird = "01931f6e-7c1a-7e07-9d0e-000000000003";

void seal(Database& database, const Line& line, std::int64_t from_n) {
    Seal out{line.rid(), line.n(), line.h(), from_n, {}};
    out.signature = sign(device_keys(), seal_text(out.rid, out.n, out.h));
    insert_seal(database, out);
}

/// A server's file with one of everything: a conflict, a refused record, an op that waits for its
/// form, two scopes, seals of a device it knows.
class FullNode : public Node {
public:
    FullNode() : Node(Serves::Others) {
        Line anna{0x11};
        Line ben{0x12, "01930a00-0000-7000-8000-000000000002"};
        Line far{0x13, kSecretary, "990101101202"};
        Line county{kCountyLine};
        const Sent made = send(anna, an_op(anna).set("a", 1).set("c", "王铁柱").add("s", {"ill"}));
        const Sent one = send(anna, an_op(anna).after(made.logged).set("c", "王铁"));
        const Sent two = send(ben, an_op(ben).after(made.logged).set("c", "王柱"));
        const Sent wrong = send(anna, an_op(anna).on(kSecond).set("a", 2).set("c", "张三"));
        const std::vector<Sent> all{
            made,
            one,
            two,
            wrong,
            send(county, an_op(county).on(kSecond).after(wrong.logged).rank(2).annul(wrong.logged)),
            send(far, an_op(far).on(kThird).set("c", "李四").set("not_known_yet", 1)),
        };
        take(all);
        db().run(
            "INSERT INTO device (id, by, public_key, person_key, certificate, signature, "
            "enrolled_at) VALUES (?1, ?2, ?3, ?3, '', ?3, 0)",
            kDevice, kSecretary, ByteView{device_keys().public_key});
        seal(db(), anna, 1);
        seal(db(), ben, 1);
    }
};

struct Damage {
    const char* what;
    const char* sql;
    const char* problem;  ///< one of those that verify must name
};

// What rebuild makes again.
constexpr Damage kOfRows[] = {
    {"changed value", "UPDATE visit SET a = 99", "verify.row"},
    {"erased value", "UPDATE visit SET a = NULL", "verify.row"},
    {"changed list", "UPDATE visit SET s = '[ \"ill\"]'", "verify.row"},
    {"missing row", "DELETE FROM visit WHERE a = 1", "verify.row"},
    {"row of a refused record",
     "INSERT INTO visit (id, scope, a) SELECT id, scope, 2 FROM record "
     "WHERE live = 0",
     "verify.row"},
    {"extra row", "INSERT INTO visit (id, scope) VALUES ('x', '990101101201')", "verify.extra_row"},
    {"row in another scope", "UPDATE visit SET scope = 'x' WHERE a = 1", "verify.extra_row"},
    {"wrong heads", "UPDATE record SET heads = ''", "verify.record"},
    {"unreadable heads", "UPDATE record SET heads = 'nonsense'", "verify.record"},
    {"wrong live", "UPDATE record SET live = 1 - live", "verify.record"},
    {"wrong approved", "UPDATE record SET approved = 1", "verify.record"},
    {"wrong number of conflicts", "UPDATE record SET conflicts = 0", "verify.record"},
    {"missing record", "DELETE FROM record WHERE live = 0", "verify.record"},
    {"extra record",
     "INSERT INTO record (id, scope, kind, heads, live, approved, conflicts) "
     "VALUES ('x', 'y', 'visit', '', 0, 0, 0)",
     "verify.extra_record"},
    {"missing conflict", "DELETE FROM conflict", "verify.conflict"},
    {"half a conflict", "DELETE FROM conflict WHERE shown = 0", "verify.conflict"},
    {"changed conflict", "UPDATE conflict SET value = '\"x\"'", "verify.conflict"},
    {"another shown", "UPDATE conflict SET shown = 1 - shown", "verify.conflict"},
    {"extra conflict",
     "INSERT INTO conflict SELECT 'x', scope, kind, field, op, value, shown "
     "FROM conflict",
     "verify.conflict"},
    {"wrong digest", "UPDATE scope_head SET digest = zeroblob(16)", "verify.scope"},
    {"wrong count", "UPDATE scope_head SET ops = ops + 1", "verify.scope"},
    {"wrong sseq", "UPDATE scope_head SET sseq = sseq - 1", "verify.scope"},
    {"wrong s of the scope", "UPDATE scope_head SET s = zeroblob(32)", "verify.scope"},
    {"missing scope", "DELETE FROM scope_head WHERE scope = '990101101202'", "verify.scope"},
    {"extra scope", "INSERT INTO scope_head VALUES ('x', 1, zeroblob(16), 0, zeroblob(32))",
     "verify.scope"},
    {"wrong s of a delivery", "UPDATE delivery SET s = zeroblob(32) WHERE sseq = 2",
     "verify.delivery"},
    {"missing delivery", "DELETE FROM delivery WHERE sseq = 2", "verify.delivery"},
    {"missing last delivery", "DELETE FROM delivery WHERE sseq = 5", "verify.scope"},
    {"swapped deliveries", "UPDATE delivery SET lseq = 5 - lseq WHERE lseq IN (2, 3)",
     "verify.delivery"},
    {"delivery of another scope", "UPDATE delivery SET lseq = 6 WHERE lseq = 2", "verify.delivery"},
    {"missing leaf", "DELETE FROM line_leaf WHERE rid = 18", "verify.leaf"},
    {"extra leaf", "INSERT INTO line_leaf SELECT rid, n, h, lseq FROM op WHERE lseq = 1",
     "verify.leaf"},
    {"leaf elsewhere", "UPDATE line_leaf SET lseq = 1 WHERE rid = 18", "verify.leaf"},
    {"unsearchable", "DELETE FROM search", "verify.search"},
    {"found by another name", "UPDATE search SET body = '赵'", "verify.search"},
    {"extra search words", "INSERT INTO search (rowid, body) VALUES (999, '赵')", "verify.search"},
    {"parked without need", "UPDATE op SET parked = 1", "verify.parked"},
    {"not parked", "UPDATE op SET parked = 0", "verify.parked"},
};

// What only another node still has.
constexpr Damage kOfTruth[] = {
    {"changed bytes", "UPDATE op SET bytes = replace(bytes, '王铁柱', '王铁拄') WHERE lseq = 1",
     "verify.hash"},
    {"changed h", "UPDATE op SET h = zeroblob(32) WHERE lseq = 3", "verify.hash"},
    {"changed time", "UPDATE op SET at = at + 1 WHERE lseq = 1", "verify.op_columns"},
    {"changed scope", "UPDATE op SET scope = 'x' WHERE lseq = 6", "verify.op_columns"},
    {"deleted op", "DELETE FROM op WHERE lseq = 2", "verify.line_parent"},
    {"deleted first op", "DELETE FROM op WHERE lseq = 1", "verify.record_parent"},
    {"deleted last op", "DELETE FROM op WHERE lseq = 6", "verify.extra_record"},
    {"cut off from its line", "UPDATE op SET prev = NULL WHERE lseq = 2", "verify.line_parent"},
    {"behind an op of another line", "UPDATE op SET prev = 3 WHERE lseq = 4", "verify.line_parent"},
    {"missing line", "DELETE FROM line WHERE rid = 19", "verify.no_line"},
    {"line of another person", "UPDATE line SET by = device", "verify.line"},
    {"changed announcement",
     "UPDATE line SET announcement = replace(announcement, '990101101201', '990101101209')",
     "verify.announcement"},
    {"another's signature", "UPDATE line SET signature = zeroblob(64)", "verify.announcement"},
    {"seal of nothing", "UPDATE seal SET n = 9", "verify.seal_place"},
    {"seal of a wrong range", "UPDATE seal SET from_n = n + 1", "verify.seal_place"},
    {"broken seal", "UPDATE seal SET signature = zeroblob(64)", "verify.seal"},
};

bool names(const std::vector<Message>& problems, const char* key) {
    for (const Message& problem : problems) {
        if (problem.key == key) return true;
    }
    return false;
}

TEST_CASE("verify: a whole file has no problems, and rebuild changes nothing in it") {
    const FullNode node;
    CHECK(to_text(verify(node.store())) == "");
    const std::string before = derived_rows(node.store());
    rebuild(node.store());
    CHECK(derived_rows(node.store()) == before);
    CHECK(to_text(verify(node.store())) == "");
}

TEST_CASE("verify: finds each damage to rows, and rebuild mends it") {
    for (const Damage& damage : kOfRows) {
        CAPTURE(std::string{damage.what});
        const FullNode node;
        const std::string before = derived_rows(node.store());
        node.db().exec(damage.sql);
        const std::vector<Message> problems = verify(node.store());
        CHECK_MESSAGE(names(problems, damage.problem), to_text(problems));
        rebuild(node.store());
        CHECK(to_text(verify(node.store())) == "");
        CHECK(derived_rows(node.store()) == before);
    }
}

TEST_CASE("verify: finds each damage to ops, lines and seals, which rebuild cannot hide") {
    for (const Damage& damage : kOfTruth) {
        CAPTURE(std::string{damage.what});
        const FullNode node;
        node.db().exec(damage.sql);
        const std::vector<Message> problems = verify(node.store());
        CHECK_MESSAGE(names(problems, damage.problem), to_text(problems));
        rebuild(node.store());
        const bool last_is_gone = std::string{damage.what} == "deleted last op";
        CHECK(verify(node.store()).empty() == last_is_gone);  // nothing shows that it was there
    }
}

TEST_CASE("verify: an op that cannot be read is named, and stops a rebuild before it begins") {
    const FullNode node;
    node.db().exec("UPDATE op SET bytes = 'x' WHERE lseq = 2");
    const std::vector<Message> problems = verify(node.store());
    CHECK_MESSAGE(names(problems, "verify.op_unreadable"), to_text(problems));
    const std::string before = derived_rows(node.store());
    try {
        rebuild(node.store());
        FAIL("rebuilt");
    } catch (const DbError& error) {
        CHECK(error.message().key == "error.db.damaged");
    }
    CHECK(derived_rows(node.store()) == before);
}

TEST_CASE("verify: says what is wrong in few words and stops at a hundred") {
    Line line{0x11};
    Node node;
    std::vector<Sent> all;
    for (int i = 0; i < 150; ++i) {
        all.push_back(send(line, an_op(line).set("a", i)));
    }
    node.take(all);
    node.db().exec("UPDATE op SET at = at + 1");
    CHECK(verify(node.store()).size() == kVerifyProblemsMax);
    node.db().exec("UPDATE op SET at = at - 1; UPDATE visit SET a = -1");
    const std::vector<Message> problems = verify(node.store());
    REQUIRE(problems.size() == 1);
    CHECK(problems.front() ==
          Message{"verify.row", {{"record", kRecord}, {"kind", "visit"}, {"scope", kVillage}}});
}

TEST_CASE("verify: a reader verifies too, while the writer goes on") {
    const FullNode node;
    const Store reader =
        Store::open(node.file("node.db"), Database::Mode::ReadOnly, test::test_keys());
    CHECK(to_text(verify(reader)) == "");
}

TEST_CASE("verify: a page overwritten on the disk is found") {
    const TempDir folder;
    const std::string path = folder.file("copy.db");
    FullNode{}.store().copy_to(path);
    const auto size = std::filesystem::file_size(path);
    {
        std::fstream file{path, std::ios::in | std::ios::out | std::ios::binary};
        file.seekp(static_cast<std::streamoff>(size / 2));
        file << std::string(16'384, '\x5a');
    }
    bool found = false;
    try {
        const Store store = Store::open(path, Database::Mode::ReadOnly, test::test_keys());
        found = !verify(store).empty();
    } catch (const DbError& error) {
        found = error.message().key == "error.db.damaged";
    }
    CHECK(found);
}

}  // namespace

}  // namespace cunji::test
