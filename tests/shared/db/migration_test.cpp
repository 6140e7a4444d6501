#include "shared/db/database.h"
#include "tests/support/temp_dir.h"

#include <doctest/doctest.h>

#include <vector>

namespace cunji::test {

namespace {

// Each leaves a row, so that running one twice would show.
const std::vector<Migration> all_steps = {
    {"the first table", "CREATE TABLE step (name TEXT); INSERT INTO step VALUES ('one')"},
    {"a column", "ALTER TABLE step ADD COLUMN at INTEGER; INSERT INTO step VALUES ('two', 2)"},
    {"an index", "CREATE INDEX by_name ON step (name); INSERT INTO step VALUES ('three', 3)"},
};

std::vector<Migration> first(std::size_t count) {
    return {all_steps.begin(), all_steps.begin() + static_cast<std::ptrdiff_t>(count)};
}

std::string steps_run(Database& database) {
    return database
        .text("SELECT group_concat(name, ' ') FROM (SELECT name FROM step ORDER BY rowid)")
        .value_or("");
}

}  // namespace

TEST_CASE("migrate: from every version each missing step runs once") {
    for (std::size_t have = 0; have <= all_steps.size(); ++have) {
        CAPTURE(have);
        Database database = Database::open(":memory:", Database::Mode::ReadWrite, nullptr);
        migrate(database, first(have));
        CHECK(database.version() == static_cast<int>(have));
        migrate(database, all_steps);
        migrate(database, all_steps);
        CHECK(database.version() == 3);
        CHECK(steps_run(database) == "one two three");
    }
}

TEST_CASE("migrate: the version is in the file") {
    const TempDir folder;
    {
        Database database = Database::open(folder.file("a.db"), Database::Mode::ReadWrite, nullptr);
        migrate(database, first(2));
    }
    Database database = Database::open(folder.file("a.db"), Database::Mode::ReadWrite, nullptr);
    CHECK(database.version() == 2);
    migrate(database, all_steps);
    CHECK(steps_run(database) == "one two three");
}

TEST_CASE("migrate: a step that fails leaves the file as the step before left it") {
    Database database = Database::open(":memory:", Database::Mode::ReadWrite, nullptr);
    std::vector<Migration> steps = first(1);
    steps.push_back(
        {"half of it fails", "INSERT INTO step VALUES ('half'); INSERT INTO nowhere VALUES (1)"});
    CHECK_THROWS_AS(migrate(database, steps), DbError);
    CHECK(database.version() == 1);
    CHECK(steps_run(database) == "one");
    migrate(database, all_steps);  // with a repaired program
    CHECK(steps_run(database) == "one two three");
}

TEST_CASE("migrate: a file written by a newer program is refused and left alone") {
    const TempDir folder;
    Database database = Database::open(folder.file("a.db"), Database::Mode::ReadWrite, nullptr);
    migrate(database, all_steps);
    for (const bool only_look : {false, true}) {
        CAPTURE(only_look);
        try {
            only_look ? refuse_newer(database, first(2)) : migrate(database, first(2));
            FAIL("not refused");
        } catch (const DbError& error) {
            CHECK(error.message() == Message{"error.db.newer", {{"file", folder.file("a.db")}}});
        }
    }
    CHECK(database.version() == 3);
    CHECK(steps_run(database) == "one two three");
    CHECK_NOTHROW(refuse_newer(database, all_steps));
}

}  // namespace cunji::test
