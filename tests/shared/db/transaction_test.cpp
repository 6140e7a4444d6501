#include "shared/db/database.h"
#include "tests/support/temp_dir.h"

#include <doctest/doctest.h>

#include <stdexcept>

namespace cunji::test {

namespace {

Database with_table() {
    Database database = Database::open(":memory:", Database::Mode::ReadWrite, nullptr);
    database.exec("CREATE TABLE number (value INTEGER UNIQUE)");
    return database;
}

void add(Database& database, int value) {
    database.run("INSERT INTO number VALUES (?1)", value);
}

std::string all(Database& database) {
    return database
        .text("SELECT group_concat(value, ' ') FROM (SELECT value FROM number ORDER BY value)")
        .value_or("");
}

}  // namespace

TEST_CASE("transaction: what is committed stays") {
    Database database = with_table();
    Transaction transaction{database};
    add(database, 1);
    add(database, 2);
    transaction.commit();
    CHECK(all(database) == "1 2");
}

TEST_CASE("transaction: leaving scope takes everything back") {
    Database database = with_table();
    {
        Transaction transaction{database};
        add(database, 1);
    }
    CHECK(all(database).empty());
    CHECK_THROWS_AS(
        [&] {
            Transaction transaction{database};
            add(database, 1);
            throw std::runtime_error("somewhere else");
        }(),
        std::runtime_error);
    CHECK(all(database).empty());
    Transaction again{database};  // nothing is left open
    add(database, 3);
    again.commit();
    CHECK(all(database) == "3");
}

TEST_CASE("transaction: a failed statement does not end it, the rest can be committed") {
    Database database = with_table();
    Transaction transaction{database};
    add(database, 1);
    CHECK_THROWS_AS(add(database, 1), DbError);
    add(database, 2);
    transaction.commit();
    CHECK(all(database) == "1 2");
}

TEST_CASE("transaction: taken back while a query is half-way") {
    Database database = with_table();
    add(database, 1);
    add(database, 2);
    Query half_way = database.query("SELECT value FROM number ORDER BY value");
    {
        Transaction transaction{database};
        add(database, 3);
        REQUIRE(half_way.step());
    }
    CHECK(all(database) == "1 2");
}

TEST_CASE("transaction: the second writer is told that the file is busy, and leaves no trace") {
    const TempDir folder;
    Database one = Database::open(folder.file("a.db"), Database::Mode::ReadWrite, nullptr);
    one.exec("CREATE TABLE number (value INTEGER UNIQUE)");
    Database two = Database::open(folder.file("a.db"), Database::Mode::ReadWrite, nullptr);
    two.exec("PRAGMA busy_timeout=0");  // not ten seconds
    {
        Transaction transaction{one};
        add(one, 1);
        try {
            const Transaction second{two};
            FAIL("two writers");
        } catch (const DbError& error) {
            CHECK(error.message().key == "error.db.busy");
            CHECK(error.fault() == DbError::Fault::Machine);
        }
        transaction.commit();
    }
    Transaction transaction{two};
    add(two, 2);
    transaction.commit();
    CHECK(all(one) == "1 2");
}

TEST_CASE("savepoint: inside a transaction, one request is undone and the others stay") {
    Database database = with_table();
    Transaction transaction{database};
    add(database, 1);
    {
        Savepoint request{database};
        add(database, 2);
        request.keep();
    }
    {
        const Savepoint request{database};
        add(database, 3);
    }
    {
        Savepoint request{database};
        add(database, 4);
        CHECK_THROWS_AS(add(database, 1), DbError);
        request.keep();
    }
    transaction.commit();
    CHECK(all(database) == "1 2 4");
}

TEST_CASE("savepoint: one inside another") {
    Database database = with_table();
    Transaction transaction{database};
    {
        Savepoint outer{database};
        add(database, 1);
        {
            const Savepoint inner{database};
            add(database, 2);
        }
        {
            Savepoint inner{database};
            add(database, 3);
            inner.keep();
        }
        outer.keep();
    }
    {
        const Savepoint outer{database};
        Savepoint inner{database};
        add(database, 5);
        inner.keep();
    }
    transaction.commit();
    CHECK(all(database) == "1 3");
}

TEST_CASE("savepoint: what is kept is lost all the same when the transaction is taken back") {
    Database database = with_table();
    {
        Transaction transaction{database};
        Savepoint request{database};
        add(database, 1);
        request.keep();
    }
    CHECK(all(database).empty());
}

TEST_CASE("snapshot: all reads see one state while somebody writes") {
    const TempDir folder;
    Database writer = Database::open(folder.file("a.db"), Database::Mode::ReadWrite, nullptr);
    writer.exec("CREATE TABLE number (value INTEGER UNIQUE)");
    Database reader = Database::open(folder.file("a.db"), Database::Mode::ReadOnly, nullptr);
    {
        const Snapshot snapshot{reader};
        CHECK(all(reader).empty());
        add(writer, 1);
        CHECK(all(reader).empty());
    }
    CHECK(all(reader) == "1");
    {
        Transaction transaction{writer};  // inside one it adds nothing, and ends nothing
        { const Snapshot snapshot{writer}; }
        add(writer, 2);
        transaction.commit();
    }
    CHECK(all(reader) == "1 2");
}

}  // namespace cunji::test
