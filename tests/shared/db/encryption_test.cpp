#include "shared/base/random.h"
#include "shared/db/database.h"
#include "tests/support/temp_dir.h"
#include "tests/support/test_keys.h"

#include <doctest/doctest.h>

#include <filesystem>

using namespace cunji;
using namespace cunji::test;

namespace {

constexpr int kRows = 600;

std::string name_of(int row) {
    return "王𬭎𠮷 number " + std::to_string(row);
}

void make(const std::string& file, const Secret& key) {
    Database database = Database::open(file, Database::Mode::ReadWrite, &key);
    database.exec("CREATE TABLE household (id INTEGER PRIMARY KEY, name TEXT, note TEXT)");
    Transaction transaction{database};
    for (int row = 0; row < kRows; ++row) {
        database.run("INSERT INTO household VALUES (?1, ?2, ?3)", row,
                     std::string_view{name_of(row)}, std::string_view{std::string(300, 'x')});
    }
    transaction.commit();
    database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
}

enum class Read { Right, Refused, Wrong };

Read read_all(const std::string& file, const Secret& key) {
    try {
        Database database = Database::open(file, Database::Mode::ReadOnly, &key);
        Query query = database.query("SELECT id, name, note FROM household ORDER BY id");
        int row = 0;
        for (; query.step(); ++row) {
            const bool same = query.integer(0) == row && query.text(1) == name_of(row) &&
                              query.text(2) == std::string(300, 'x');
            if (!same) return Read::Wrong;
        }
        return row == kRows ? Read::Right : Read::Wrong;
    } catch (const DbError&) {
        return Read::Refused;
    }
}

void flip(std::string& bytes, SeededRandom& random) {
    const std::size_t at = random.below(bytes.size());
    bytes[at] = static_cast<char>(bytes[at] ^ (1 << random.below(8)));
}

}  // namespace

TEST_CASE(
    "encryption: nothing of a row can be found in the files, whether or not it is checkpointed") {
    const TempDir folder;
    const std::string file = folder.file("a.db");
    const Keys keys = test_keys();
    Database database = Database::open(file, Database::Mode::ReadWrite, &keys->database);
    database.exec("CREATE TABLE household (name TEXT)");
    database.run("INSERT INTO household VALUES (?1)", "MARKER-OF-A-HOUSEHOLD");
    for (const char* end : {"", "-wal"}) {
        const std::string bytes = read_file(file + end);
        CHECK(bytes.size() > 1000);
        CHECK(bytes.find("MARKER-OF-A-HOUSEHOLD") == std::string::npos);
        CHECK(bytes.find("CREATE TABLE") == std::string::npos);
        CHECK_FALSE(bytes.starts_with("SQLite format 3"));
    }
}

TEST_CASE("encryption: a wrong key opens nothing and changes nothing, a thousand times") {
    const TempDir folder;
    const std::string file = folder.file("a.db");
    const Keys keys = test_keys();
    make(file, keys->database);
    const std::string before = read_file(file);
    constexpr int kWrong = 1000;
    int refused = 0;
    for (int i = 0; i < kWrong; ++i) {
        const Secret wrong = new_secret_key();
        const auto mode = i % 2 == 0 ? Database::Mode::ReadWrite : Database::Mode::ReadOnly;
        try {
            Database::open(file, mode, &wrong);
        } catch (const DbError& error) {
            if (error.message().key == "error.db.damaged") ++refused;
        }
    }
    CHECK(refused == kWrong);
    CHECK_THROWS_AS(Database::open(file, Database::Mode::ReadWrite, nullptr), DbError);
    CHECK((read_file(file) == before));
    CHECK(read_all(file, keys->database) == Read::Right);
}

TEST_CASE("encryption: of 500 flipped bits none is read as something else") {
    const TempDir folder;
    const std::string file = folder.file("a.db");
    const Keys keys = test_keys();
    make(file, keys->database);
    const std::string whole = read_file(file);
    SeededRandom random{11};
    constexpr int kFlips = 500;
    int refused = 0;
    int wrong = 0;
    for (int i = 0; i < kFlips; ++i) {
        std::string bytes = whole;
        flip(bytes, random);
        write_file(file, bytes);
        std::filesystem::remove(file + "-wal");
        std::filesystem::remove(file + "-shm");
        const Read read = read_all(file, keys->database);
        if (read == Read::Refused) ++refused;
        if (read == Read::Wrong) ++wrong;
    }
    CHECK(wrong == 0);
    // The rest lies where nothing is read from: SQLite's own check of the whole file finds it.
    CHECK(refused > kFlips / 2);
    MESSAGE(refused << " of " << kFlips << " refused, " << wrong << " read wrong");
}
