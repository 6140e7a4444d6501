#include "shared/db/database.h"
#include "tests/support/temp_dir.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <vector>

namespace cunji::test {

namespace {

Database with_tables() {
    Database database = Database::open(":memory:", Database::Mode::ReadWrite, nullptr);
    database.exec(
        "CREATE TABLE visit (id INTEGER PRIMARY KEY, purpose TEXT);"
        "CREATE INDEX by_purpose ON visit (purpose);"
        "INSERT INTO visit VALUES (1, 'routine'), (2, 'flood');"
        "CREATE TABLE user_account (name TEXT, secret TEXT);"
        "INSERT INTO user_account VALUES ('anna', 'x');"
        "CREATE VIEW people AS SELECT name FROM user_account;"
        "CREATE VIEW purposes AS SELECT purpose FROM visit;");
    return database;
}

/// Why a text of SQL was not run; Machine when it ran.
DbError::Fault refusal(Database& database, std::string_view sql) {
    try {
        Query query = database.query_once(sql);
        while (query.step()) {
        }
    } catch (const DbError& error) {
        return error.fault();
    }
    return DbError::Fault::Machine;
}

bool runs(Database& database, std::string_view sql) {
    return refusal(database, sql) == DbError::Fault::Machine;
}

const std::vector<std::string> hidden = {"user_account"};

}  // namespace

TEST_CASE("read-only scope: expressions read") {
    Database database = with_tables();
    const Database::ReadOnlyScope scope{database, hidden};
    for (const std::string sql :
         {"SELECT purpose FROM visit WHERE id = 1", "SELECT count(*) FROM visit",
          "SELECT purpose FROM purposes", "SELECT 1 + 1", "SELECT upper('a') || date('2026-11-21')",
          "VALUES (1), (2)", "WITH RECURSIVE n (i) AS (VALUES (1) UNION SELECT 2) SELECT i FROM n",
          "SELECT * FROM visit v JOIN visit w ON v.id = w.id WHERE EXISTS (SELECT 1 FROM visit)"}) {
        CAPTURE(sql);
        CHECK(runs(database, sql));
    }
}

TEST_CASE("read-only scope: nothing is written, attached or set") {
    const TempDir folder;
    Database database = with_tables();
    {
        const Database::ReadOnlyScope scope{database, hidden};
        for (const std::string& sql :
             std::vector<std::string>{"INSERT INTO visit VALUES (3, 'x')",
                                      "REPLACE INTO visit VALUES (1, 'x')",
                                      "UPDATE visit SET purpose = 'x'",
                                      "DELETE FROM visit",
                                      "DELETE FROM visit RETURNING id",
                                      "WITH x AS (SELECT 1) DELETE FROM visit",
                                      "CREATE TABLE t (a)",
                                      "CREATE TEMP TABLE t (a)",
                                      "CREATE TABLE t AS SELECT * FROM visit",
                                      "CREATE INDEX i ON visit (purpose)",
                                      "CREATE VIEW v AS SELECT 1",
                                      "CREATE TRIGGER t AFTER INSERT ON visit BEGIN SELECT 1; END",
                                      "CREATE VIRTUAL TABLE f USING fts5 (a)",
                                      "DROP TABLE visit",
                                      "DROP VIEW people",
                                      "ALTER TABLE visit RENAME TO w",
                                      "ALTER TABLE visit ADD COLUMN x",
                                      "REINDEX",
                                      "ANALYZE",
                                      "ATTACH '" + folder.file("x.db") + "' AS x",
                                      "ATTACH ':memory:' AS x",
                                      "DETACH main",
                                      "VACUUM",
                                      "VACUUM INTO '" + folder.file("y.db") + "'",
                                      "BEGIN",
                                      "COMMIT",
                                      "SAVEPOINT s",
                                      "PRAGMA user_version",
                                      "PRAGMA user_version=9",
                                      "PRAGMA journal_mode=DELETE",
                                      "PRAGMA key='x'",
                                      "PRAGMA rekey='x'",
                                      "PRAGMA table_info(visit)",
                                      "PRAGMA writable_schema=1",
                                      "SELECT * FROM pragma_table_info('visit')",
                                      "SELECT * FROM pragma_user_version"}) {
            CAPTURE(sql);
            CHECK(refusal(database, sql) == DbError::Fault::Statement);
            CHECK_THROWS_AS(database.exec(sql), DbError);
        }
    }
    CHECK(std::filesystem::is_empty(folder.path()));
    CHECK(database.version() == 0);
    CHECK(database.text("SELECT group_concat(purpose) FROM visit") == "routine,flood");
}

TEST_CASE("read-only scope: hidden tables cannot be read, by any way") {
    Database database = with_tables();
    const Database::ReadOnlyScope scope{database, hidden};
    for (const std::string sql :
         {"SELECT secret FROM user_account",
          "SELECT secret FROM USER_ACCOUNT",
          "SELECT secret FROM \"user_account\"",
          "SELECT secret FROM main.user_account",
          "SELECT u.secret FROM user_account u",
          "SELECT rowid FROM user_account",
          "SELECT count(*) FROM user_account",
          "SELECT count(*) FROM USER_ACCOUNT",
          "SELECT 1 FROM user_account",
          "SELECT name FROM people",
          "SELECT count(*) FROM people",
          "SELECT 1 WHERE EXISTS (SELECT 1 FROM user_account)",
          "SELECT (SELECT secret FROM user_account)",
          "WITH u AS (SELECT * FROM user_account) SELECT * FROM u",
          "SELECT 1 UNION SELECT secret FROM user_account",
          "SELECT v.id FROM visit v LEFT JOIN user_account u ON u.name = v.id",
          "SELECT id FROM visit ORDER BY (SELECT max(secret) FROM user_account)",
          "TABLE user_account",
          "SELECT * FROM sqlite_schema",
          "SELECT sql FROM sqlite_master",
          "SELECT * FROM sqlite_temp_schema",
          "EXPLAIN SELECT secret FROM user_account"}) {
        CAPTURE(sql);
        CHECK(refusal(database, sql) == DbError::Fault::Statement);
    }
}

TEST_CASE("read-only scope: it ends where it ends") {
    Database database = with_tables();
    { const Database::ReadOnlyScope scope{database, hidden}; }
    CHECK(database.run("INSERT INTO visit VALUES (3, 'x')") == 1);
    CHECK(database.text("SELECT secret FROM user_account") == "x");
    CHECK(database.version() == 0);

    // One inside another: the end of the inner opens nothing.
    const Database::ReadOnlyScope outer{database, hidden};
    { const Database::ReadOnlyScope inner{database, {"visit"}}; }
    CHECK_FALSE(runs(database, "SELECT secret FROM user_account"));
    CHECK_FALSE(runs(database, "DELETE FROM visit"));
    CHECK(runs(database, "SELECT purpose FROM visit"));
}

TEST_CASE("read-only scope: what never ends is ended, what grows without end too") {
    Database database = with_tables();
    {
        const Database::ReadOnlyScope scope{database, hidden, 1'000'000};
        CHECK(refusal(database,
                      "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT "
                      "sum(i) FROM n") == DbError::Fault::TooSlow);
    }
    {
        const Database::ReadOnlyScope scope{database, hidden, 1'000'000};
        CHECK(refusal(database, "SELECT length(zeroblob(1000000000))") ==
              DbError::Fault::Statement);
        CHECK(refusal(database, "SELECT length(printf('%.*c', 1000000000, 'x'))") ==
              DbError::Fault::Statement);
        CHECK(runs(database, "SELECT count(*) FROM visit"));
    }
    // Outside, nobody is hurried.
    CHECK(database.integer("WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n "
                           "WHERE i < 200000) SELECT count(*) FROM n") == 200'000);
}

}  // namespace cunji::test
