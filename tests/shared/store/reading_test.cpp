#include "shared/store/reading.h"

#include "shared/store/verifying.h"
#include "tests/shared/store/random_history.h"

#include <doctest/doctest.h>

#include <map>

namespace cunji::test {

namespace {

constexpr const char* kSecond = "01931f6e-7c1a-7e07-9d0e-000000000002";
constexpr const char* kThird = "01931f6e-7c1a-7e07-9d0e-000000000003";
constexpr const char* kOtherVillage = "990101101202";

Json list(const Node& node, std::string_view kind, const ListOptions& options = {}) {
    const Result<Json> result = list_records(node.store(), kind, options);
    REQUIRE_MESSAGE(result.ok(), (result.ok() ? "" : to_text(std::span{&result.error(), 1})));
    return *result;
}

/// How many records the expression leaves; -1 for error.list.expression, -2 for too_slow.
int count(const Node& node, std::string where, std::string_view kind = "visit") {
    ListOptions options;
    options.where = std::move(where);
    options.steps_max = 20'000'000;
    const Result<Json> result = list_records(node.store(), kind, options);
    if (result.ok()) return static_cast<int>(result->size());
    if (result.error().key == "error.list.too_slow") return -2;
    CHECK(result.error().key == "error.list.expression");
    CHECK(!result.error().args.at(0).second.empty());
    return -1;
}

/// Three visits, of which one is void, and one in another village.
struct Village {
    Line line{0x11};
    Line other{0x12, kSecretary, kOtherVillage};
    Node node;

    Village() {
        const std::vector<Sent> all{
            send(line, an_op(line).set("a", 1).set("c", "王铁柱").add("s", {"ill", "flood"})),
            send(line, an_op(line).on(kSecond).set("a", 2).app("l", {"一", "二"})),
            send(line, an_op(line).on(kThird).set("a", 3).set("void_reason", "重复")),
            send(other, an_op(other).on("01931f6e-7c1a-7e07-9d0e-000000000004").set("a", 4)),
        };
        node.take(all);
    }
};

TEST_CASE("list: fields by name, nulls left out, lists as arrays, computed fields among them") {
    const Village village;
    const Json all = list(village.node, "visit");
    REQUIRE(all.size() == 3);
    CHECK(all[2] == Json{{"id", kRecord},
                         {"scope", kVillage},
                         {"a", 1},
                         {"c", "王铁柱"},
                         {"s", {"flood", "ill"}},
                         {"twice", 2}});
    CHECK(all[0] ==
          Json{{"id", kSecond}, {"scope", kVillage}, {"a", 2}, {"l", {"一", "二"}}, {"twice", 4}});
    CHECK(all[1]["scope"] == kOtherVillage);
}

TEST_CASE("list: by village, with what is void, not more than asked for") {
    const Village village;
    ListOptions options;
    options.scope = kVillage;
    CHECK(list(village.node, "visit", options).size() == 2);
    options.with_void = true;
    CHECK(list(village.node, "visit", options).size() == 3);
    options.limit = 1;
    CHECK(list(village.node, "visit", options).size() == 1);
    options.scope = "' OR 1 --";
    CHECK(list(village.node, "visit", options).empty());
}

TEST_CASE("list: an unknown kind is named") {
    const Village village;
    for (const char* kind : {"", "op", "visit\"", "nothing"}) {
        const Result<Json> result = list_records(village.node.store(), kind, {});
        REQUIRE(!result.ok());
        CHECK(result.error() == Message{"error.list.unknown_kind", {{"kind", kind}}});
    }
}

TEST_CASE("list: expressions over stored and computed fields, other records, functions") {
    const Village village;
    const Node& node = village.node;
    CHECK(count(node, "a = 1") == 1);
    CHECK(count(node, "r.a = 1") == 1);
    CHECK(count(node, "twice > 2") == 2);
    CHECK(count(node, "c LIKE '王%'") == 1);
    CHECK(count(node, "c IS NULL OR a = 1") == 3);
    CHECK(count(node, "EXISTS (SELECT 1 FROM json_each(r.s) WHERE value = 'ill')") == 1);
    CHECK(count(node, "a < (SELECT max(v.a) FROM visit v)") == 2);
    CHECK(count(node, "a = 1 -- only the first") == 1);
    CHECK(count(node, "a /* of the first */ = 1") == 1);
    CHECK(count(node, "a = 1 OR a = 2") == 2);  // with what is void still left out
    CHECK(count(node, "a = 3") == 0);
}

TEST_CASE("list: an expression only reads, and only data") {
    const Village village;
    const Node& node = village.node;
    const std::string before = derived_rows(node.store());
    for (const std::string where : {
             "a = ",
             "nothing = 1",
             "a = 1; DELETE FROM visit",
             "1); DELETE FROM visit; --",
             "1) UNION SELECT name, role FROM user_account --",
             "1) UNION SELECT * FROM visit WHERE (1",
             "1 THEN 1 END FROM visit UNION SELECT CASE WHEN 1",
             "1 /*",
             "'",
             "\"",
             "SELECT 1",
             "1, 2",
             "DELETE FROM visit",
             "(DELETE FROM visit)",
             "(INSERT INTO visit (id, scope) VALUES ('x', 'y') RETURNING 1)",
             "ATTACH 'x.db' AS x",
             "(ATTACH 'x.db' AS x)",
             "PRAGMA user_version",
             "(SELECT user_version FROM pragma_user_version)",
             "(SELECT count(*) FROM pragma_table_info('op'))",
             "(SELECT value FROM meta WHERE key = 'device')",
             "EXISTS (SELECT 1 FROM meta)",
             "(SELECT count(*) FROM META)",
             "(SELECT count(*) FROM main.\"meta\")",
             "(SELECT bytes FROM op)",
             "(WITH x AS (SELECT * FROM op) SELECT count(*) FROM x)",
             "a IN (SELECT lseq FROM op)",
             "a IN op",
             "(SELECT count(*) FROM line)",
             "(SELECT signature FROM seal)",
             "(SELECT public_key FROM device)",
             "(SELECT hash FROM enrol_code)",
             "(SELECT sql FROM sqlite_schema)",
             "(SELECT count(*) FROM SQLITE_MASTER)",
             "(SELECT sql FROM sqlite_master)",
             "(SELECT * FROM temp.sqlite_schema)",
             "load_extension('x')",
             "readfile('/etc/passwd')",
             "writefile('x', 'y')",
             "zeroblob(100000000)",
             "length(printf('%100000000d', 1))",
             "count(*) > 0",
             "a = 1\n)",
             "\x80\xff",
         }) {
        CAPTURE(where);
        CHECK(count(node, where) == -1);
    }
    CHECK(count(node, std::string{"a = 1\0OR 1", 10}) == -1);
    CHECK(derived_rows(node.store()) == before);
    CHECK(node.db().integer("SELECT count(*) FROM meta") >= 0);  // the guard is gone again
    CHECK(count(node, "a = 1") == 1);
}

TEST_CASE("list: an endless expression ends") {
    const Village village;
    CHECK(count(village.node,
                "(WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
                "SELECT count(*) FROM n) > 0") == -2);
    CHECK(count(village.node, "a = 1") == 1);
    village.node.db().run("UPDATE visit SET a = 5 WHERE id = ?1", std::string_view{kRecord});
}

TEST_CASE("show: a record's fields, with its history in an order that all nodes share") {
    Line anna{0x11};
    Line office{0x21, "01930a00-0000-7000-8000-000000000002"};
    const Sent made = send(anna, an_op(anna).set("a", 1).add("s", {"ill"}));
    const Sent later = send(office, an_op(office)
                                        .after(made.logged)
                                        .rank(1)
                                        .at(kNoon - kYear)
                                        .set("a", 2)
                                        .rem("s", {"ill"})
                                        .why("核实"));
    const Sent last = send(anna, an_op(anna).after(later.logged).app("l", {"记"}));
    Node node;
    node.db().run(
        "INSERT INTO known_person (id, name, role) VALUES (?1, '安娜', 'first_secretary')",
        std::string_view{kSecretary});
    for (const Sent& sent : {made, later, last})
        node.take(sent);

    const std::optional<Json> shown = show_record(node.store(), kRecord, true);
    REQUIRE(shown);
    CHECK((*shown)["id"] == kRecord);
    CHECK((*shown)["kind"] == "visit");
    CHECK((*shown)["scope"] == kVillage);
    CHECK((*shown)["fields"] == Json{{"a", 2}, {"l", {"记"}}, {"twice", 4}});
    const Json& history = (*shown)["history"];
    REQUIRE(history.size() == 3);
    CHECK(history[0]["op"] == cunji::to_text(made.logged.id));
    CHECK(history[0]["author"] == kSecretary);
    CHECK(history[0]["name"] == "安娜");
    CHECK(history[0]["device"] != "");
    CHECK(history[0]["at"] == kNoon);
    CHECK(history[0]["fields"] == Json{{"a", 1}, {"s", {{"add", {"ill"}}}}});
    CHECK(!history[0].contains("rank"));
    CHECK(history[1]["fields"] == Json{{"a", 2}, {"s", {{"remove", {"ill"}}}}});
    CHECK(history[1]["rank"] == 1);
    CHECK(history[1]["why"] == "核实");
    CHECK(!history[1].contains("name"));
    CHECK(history[2]["fields"] == Json{{"l", {{"append", {"记"}}}}});
    CHECK(!show_record(node.store(), kRecord, false)->contains("history"));
    CHECK(!show_record(node.store(), kSecond, true));
    CHECK(!show_record(node.store(), "' OR 1 --", true));
}

TEST_CASE("show: histories are the same wherever the ops came first") {
    const std::vector<Sent> history = random_history(3, 60);
    Node one;
    Node other;
    one.take(history);
    other.take(shuffled(history, 5));
    for (const char* id : {kRecord, kSecond, kThird}) {
        const std::optional<Json> shown = show_record(one.store(), id, true);
        REQUIRE(shown);
        CHECK(write_json(*shown) == write_json(*show_record(other.store(), id, true)));
        std::map<std::string, std::size_t> places;
        for (const Json& entry : (*shown)["history"]) {
            places.emplace(text_of(entry, "op"), places.size());
        }
        for (const Sent& sent : history) {
            if (sent.logged.op.rec != id) continue;
            for (const OpId& parent : sent.logged.op.par) {
                CHECK(places.at(cunji::to_text(parent)) <
                      places.at(cunji::to_text(sent.logged.id)));
            }
        }
    }
}

TEST_CASE("show: a refused op says by which code, and a record refused whole is still shown") {
    Line anna{0x11};
    Line county{kCountyLine};
    const Sent made = send(anna, an_op(anna).set("a", 1));
    Node node;
    node.take(made);
    node.take(send(
        county, an_op(county).after(made.logged).rank(2).annul(made.logged).why("locked: 已锁定")));
    const std::optional<Json> shown = show_record(node.store(), kRecord, true);
    REQUIRE(shown);
    CHECK((*shown)["fields"].empty());
    CHECK((*shown)["history"][0]["refused"] == "locked");
    CHECK(!(*shown)["history"][1].contains("refused"));
}

TEST_CASE("show: a record joined to another names the one that stands for both") {
    Line line{0x11};
    Node node;
    const auto join = [&](const char* from, const char* into) {
        return send(line, an_op(line).on(from).set("merge_into", into));
    };
    const auto merged_into = [&](const char* id) {
        const Json shown = *show_record(node.store(), id, false);
        return std::string{text_of(shown, "merged_into")};
    };
    node.take(send(line, an_op(line).set("a", 1)));
    node.take(join(kThird, kSecond));
    const Sent second = join(kSecond, kRecord);
    node.take(second);
    CHECK(merged_into(kThird) == kRecord);
    CHECK(merged_into(kSecond) == kRecord);
    CHECK(merged_into(kRecord).empty());

    // Two offices joined them the two ways round: the smallest id of the circle stands.
    node.take(send(line, an_op(line).on(kSecond).after(second.logged).set("merge_into", kThird)));
    CHECK(merged_into(kThird) == kSecond);
    CHECK(merged_into(kSecond).empty());
    CHECK(list(node, "visit").size() == 1);
}

TEST_CASE("conflicts: all values of each, who said so, and the one shown") {
    Line anna{0x11};
    Line ben{0x12, "01930a00-0000-7000-8000-000000000002"};
    Line far{0x13, kSecretary, kOtherVillage};
    Line near{0x14, kSecretary, kOtherVillage};
    const Sent one = send(anna, an_op(anna).set("c", "王").set("b", 1));
    const Sent two = send(ben, an_op(ben).at(kNoon + 1).set("c", "李").set("b", Value{}));
    Node node;
    node.take(one);
    node.take(two);
    node.take(send(far, an_op(far).on(kThird).set("b", 1)));
    node.take(send(near, an_op(near).on(kThird).set("b", 2)));

    const Json all = list_conflicts(node.store(), "");
    REQUIRE(all.size() == 3);
    CHECK(all[0]["record"] == kThird);
    CHECK(all[1]["field"] == "b");
    CHECK(all[1]["values"][1]["value"].is_null());
    const Json& conflict = all[2];
    CHECK(conflict["record"] == kRecord);
    CHECK(conflict["kind"] == "visit");
    CHECK(conflict["field"] == "c");
    CHECK(conflict["shown"] == cunji::to_text(two.logged.id));
    REQUIRE(conflict["values"].size() == 2);
    CHECK(conflict["values"][0]["op"] == cunji::to_text(one.logged.id));
    CHECK(conflict["values"][0]["value"] == "王");
    CHECK(conflict["values"][0]["author"] == kSecretary);
    CHECK(conflict["values"][0]["at"] == kNoon);
    CHECK(conflict["values"][0]["device"] != "");
    CHECK(conflict["values"][1]["value"] == "李");
    CHECK(list_conflicts(node.store(), kVillage).size() == 2);
    CHECK(list_conflicts(node.store(), "nowhere").empty());
}

TEST_CASE("list: the members of a household are counted by the form built in") {
    Line line{0x11};
    Node node{built_in_policy_files()};
    node.take(send(line, an_op(line).kind("household").set("head_name", "王铁柱")));
    node.take(send(line, an_op(line).kind("member").on(kSecond).set("household", kRecord)));
    node.take(send(line, an_op(line)
                             .kind("member")
                             .on(kThird)
                             .set("household", kRecord)
                             .set("left_on", "2025-01-01")));
    const Json households = list(node, "household");
    REQUIRE(households.size() == 1);
    CHECK(households[0]["size"] == 1);
    CHECK(count(node, "size = 1 AND head_name LIKE '王%'", "household") == 1);
    for (const auto& [kind, form] : node.store().policy().forms) {
        CAPTURE(kind);
        CHECK_NOTHROW(list(node, kind));
    }
}

}  // namespace

}  // namespace cunji::test
