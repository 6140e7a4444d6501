#include "shared/db/database.h"

#include "tests/support/temp_dir.h"

#include <doctest/doctest.h>

#include <limits>
#include <vector>

namespace cunji::test {

namespace {

Database with_numbers() {
    Database database = Database::open(":memory:", Database::Mode::ReadWrite, nullptr);
    database.exec("CREATE TABLE number (value INTEGER); INSERT INTO number VALUES (1), (2), (3)");
    return database;
}

constexpr std::string_view kAbove = "SELECT value FROM number WHERE value > ?1 ORDER BY value";

}  // namespace

TEST_CASE("query: every type comes back as it was bound") {
    Database database = Database::open(":memory:", Database::Mode::ReadWrite, nullptr);
    const std::string text("村\0b", 5);
    const Hash hash{1, 2, 3};
    const std::optional<std::int64_t> nothing;
    const std::optional<std::string_view> something = "x";
    Query row =
        database.query("SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 1.5",
                       std::numeric_limits<std::int64_t>::min(), 7, true, std::string_view{text},
                       "", nullptr, ByteView{}, hash, nothing, something);
    REQUIRE(row.step());
    CHECK(row.columns() == 11);
    CHECK(row.integer(0) == std::numeric_limits<std::int64_t>::min());
    CHECK(row.integer(1) == 7);
    CHECK(row.integer(2) == 1);
    CHECK(row.str(3) == text);
    CHECK_FALSE(row.is_null(4));  // an empty text is a text
    CHECK(row.text(4).empty());
    CHECK(row.is_null(5));
    CHECK_FALSE(row.is_null(6));  // an empty blob is a blob
    CHECK(row.blob(6).empty());
    CHECK(row.hash(7) == hash);
    CHECK(row.is_null(8));
    CHECK(row.text(9) == "x");
    CHECK(row.is_integer(0));
    CHECK_FALSE(row.is_integer(3));
    CHECK(row.is_real(10));
    CHECK(row.real(10) == doctest::Approx(1.5));
    CHECK_FALSE(row.step());
}

TEST_CASE("query: columns have names") {
    Database database = with_numbers();
    Query row = database.query("SELECT value, value + 1 AS next FROM number");
    CHECK(row.name(0) == "value");
    CHECK(row.name(1) == "next");
}

TEST_CASE("query: a kept statement starts anew, without the bindings of its last run") {
    Database database = with_numbers();
    for (int round = 0; round < 3; ++round) {
        Query above = database.query(kAbove, 1);
        REQUIRE(above.step());
        CHECK(above.integer(0) == 2);  // left half-way
    }
    Query unbound = database.query(kAbove);
    CHECK_FALSE(unbound.step());  // nothing is above null
}

TEST_CASE("query: one statement can be in use several times at once") {
    Database database = with_numbers();
    std::string seen;
    Query outer = database.query(kAbove, 0);
    while (outer.step()) {
        Query inner = database.query(kAbove, outer.integer(0));
        while (inner.step()) {
            const auto innermost = database.integer(kAbove, inner.integer(0));
            seen += std::to_string(outer.integer(0)) + std::to_string(inner.integer(0)) +
                    std::to_string(innermost.value_or(0)) + " ";
        }
    }
    CHECK(seen == "123 130 230 ");

    // Deeper than what is kept, and back.
    std::vector<Query> many;
    for (int i = 0; i < 20; ++i) {
        many.push_back(database.query(kAbove, 2));
        CHECK(many.back().step());
    }
    many.clear();
    CHECK(database.integer(kAbove, 2) == 3);
}

TEST_CASE("query: a moved one goes on where it was") {
    Database database = with_numbers();
    Query first = database.query(kAbove, 0);
    REQUIRE(first.step());
    Query second = std::move(first);
    REQUIRE(second.step());
    CHECK(second.integer(0) == 2);
}

TEST_CASE("query: an error in the middle leaves the statement usable") {
    Database database = with_numbers();
    database.exec("CREATE UNIQUE INDEX one ON number (value)");
    constexpr std::string_view kInsert = "INSERT INTO number VALUES (?1)";
    CHECK_THROWS_AS(database.run(kInsert, 1), DbError);
    CHECK(database.run(kInsert, 4) == 1);
    CHECK_THROWS_AS(database.run(kInsert, 4), DbError);
    CHECK(database.integer("SELECT count(*) FROM number") == 4);
}

TEST_CASE("query: one dropped half-way holds no lock") {
    Database database = with_numbers();
    { CHECK(database.query(kAbove, 0).step()); }
    database.exec("DROP TABLE number");
    CHECK(database.integer("SELECT count(*) FROM sqlite_schema") == 0);
}

TEST_CASE("query: a kept statement learns of a changed table") {
    Database database = with_numbers();
    constexpr std::string_view kAll = "SELECT * FROM number WHERE value = 1";
    CHECK(database.query(kAll).step());
    database.exec("ALTER TABLE number ADD COLUMN name TEXT DEFAULT 'one'");
    Query row = database.query(kAll);
    REQUIRE(row.step());
    CHECK(row.columns() == 2);
    CHECK(row.text(1) == "one");
}

TEST_CASE("query: one that is not kept works like any other") {
    Database database = with_numbers();
    Query above = database.query_once(kAbove, 2);
    REQUIRE(above.step());
    CHECK(above.integer(0) == 3);
    CHECK_FALSE(above.step());
}

TEST_CASE("database: the first column of the first row, or nothing") {
    Database database = with_numbers();
    CHECK(database.integer("SELECT max(value) FROM number") == 3);
    CHECK_FALSE(database.integer("SELECT value FROM number WHERE value = 9").has_value());
    CHECK_FALSE(database.integer("SELECT NULL").has_value());
    CHECK(database.text("SELECT 'x'") == "x");
    CHECK_FALSE(database.text("SELECT NULL").has_value());
}

TEST_CASE("database: it counts the rows changed and names the last") {
    Database database = with_numbers();
    CHECK(database.run("UPDATE number SET value = value + ?1 WHERE value > ?2", 10, 1) == 2);
    CHECK(database.run("DELETE FROM number WHERE value = 99") == 0);
    database.run("INSERT INTO number VALUES (5)");
    CHECK(database.last_row() == 4);
}

TEST_CASE("database: a moved one keeps its statements, and the old place can be used again") {
    Database first = with_numbers();
    CHECK(first.integer(kAbove, 2) == 3);
    Database second = std::move(first);
    CHECK(second.integer(kAbove, 2) == 3);
    first = Database::open(":memory:", Database::Mode::ReadWrite, nullptr);
    CHECK(first.integer("SELECT count(*) FROM sqlite_schema") == 0);
    second = std::move(first);
    CHECK(second.integer("SELECT count(*) FROM sqlite_schema") == 0);
}

TEST_CASE("database: wrong SQL is a fault of the statement, and names it") {
    Database database = with_numbers();
    try {
        database.run("SELEC 1");
        FAIL("no error");
    } catch (const DbError& error) {
        CHECK(error.fault() == DbError::Fault::Statement);
        CHECK(std::string{error.what()}.find("SELEC 1") != std::string::npos);
    }
}

TEST_CASE("database: writes are in a log, safe before commit returns") {
    const TempDir folder;
    Database database = Database::open(folder.file("a.db"), Database::Mode::ReadWrite, nullptr);
    CHECK(database.text("PRAGMA journal_mode") == "wal");
    CHECK(database.integer("PRAGMA synchronous") == 2);
    CHECK(database.path() == folder.file("a.db"));
}

TEST_CASE("database: a reader sees each commit of the writer, and writes nothing") {
    const TempDir folder;
    Database writer = Database::open(folder.file("a.db"), Database::Mode::ReadWrite, nullptr);
    writer.exec("CREATE TABLE number (value INTEGER)");
    Database reader = Database::open(folder.file("a.db"), Database::Mode::ReadOnly, nullptr);
    CHECK(reader.integer("SELECT count(*) FROM number") == 0);
    {
        Transaction transaction{writer};
        writer.run("INSERT INTO number VALUES (1)");
        CHECK(reader.integer("SELECT count(*) FROM number") == 0);
        transaction.commit();
    }
    CHECK(reader.integer("SELECT count(*) FROM number") == 1);
    CHECK_THROWS_AS(reader.run("INSERT INTO number VALUES (2)"), DbError);
}

TEST_CASE("database: what was written is there when the file is opened again") {
    const TempDir folder;
    for (int round = 0; round < 3; ++round) {
        Database database = Database::open(folder.file("a.db"), Database::Mode::ReadWrite, nullptr);
        database.exec("CREATE TABLE IF NOT EXISTS number (value INTEGER)");
        CHECK(database.integer("SELECT count(*) FROM number") == round);
        database.run("INSERT INTO number VALUES (?1)", round);
    }
}

TEST_CASE("database: a copy made while it is in use is whole") {
    const TempDir folder;
    Database database = Database::open(folder.file("a.db"), Database::Mode::ReadWrite, nullptr);
    database.exec("CREATE TABLE number (value INTEGER); PRAGMA user_version=7");
    database.run(
        "INSERT INTO number WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n "
        "WHERE i < 5000) "
        "SELECT i FROM n");
    Query half_way = database.query(kAbove, 0);
    REQUIRE(half_way.step());
    database.copy_to(folder.file("b.db"), nullptr);
    CHECK(half_way.step());

    Database copy = Database::open(folder.file("b.db"), Database::Mode::ReadOnly, nullptr);
    CHECK(copy.integer("SELECT sum(value) FROM number") == 5000 * 5001 / 2);
    CHECK(copy.version() == 7);
    CHECK(copy.text("PRAGMA integrity_check") == "ok");
}

}  // namespace cunji::test
