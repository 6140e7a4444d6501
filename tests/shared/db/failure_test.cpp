// Broken machines: what the person is told.
#include "shared/db/database.h"
#include "tests/support/temp_dir.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <functional>
#include <sys/mount.h>

namespace cunji::test {

using Mode = Database::Mode;

namespace {

/// The key of what the person is told; empty when nothing went wrong.
std::string told(const std::function<void()>& action) {
    try {
        action();
    } catch (const DbError& error) {
        CHECK(error.code() != 0);
        CHECK(error.message().args.at(0).first == "file");
        CHECK_FALSE(error.message().args.at(0).second.empty());
        return error.message().key;
    }
    return {};
}

std::string told_on_opening(const std::string& path, Mode mode) {
    return told([&] { Database::open(path, mode, nullptr); });
}

void make_table(Database& database) {
    database.exec("CREATE TABLE note (body BLOB)");
}

void add_kilobytes(Database& database, int count) {
    database.run("INSERT INTO note VALUES (randomblob(?1))", count * 1024);
}

/// A disk of 512 KiB; not there unless we may mount one (root).
class SmallDisk {
public:
    SmallDisk() : mounted_(mount("none", folder_.path().c_str(), "tmpfs", 0, "size=512k") == 0) {}

    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;

    ~SmallDisk() {
        if (mounted_) umount2(folder_.path().c_str(), MNT_DETACH);
    }

    [[nodiscard]] bool mounted() const { return mounted_; }

    [[nodiscard]] std::string file(std::string_view name) const { return folder_.file(name); }

private:
    TempDir folder_;
    bool mounted_;
};

}  // namespace

TEST_CASE("open: a file that is no database is damaged, and left as it is") {
    const TempDir folder;
    const std::string path = folder.file("notes.db");
    for (const std::string& bytes :
         {std::string{"not a database"}, std::string(4096, '\0') + "x", std::string(10'000, 'x')}) {
        write_file(path, bytes);
        CHECK(told_on_opening(path, Mode::ReadWrite) == "error.db.damaged");
        CHECK(told_on_opening(path, Mode::ReadOnly) == "error.db.damaged");
        CHECK(read_file(path) == bytes);
    }
}

TEST_CASE("read: a database with damaged pages is damaged") {
    const TempDir folder;
    const std::string path = folder.file("notes.db");
    {
        Database database = Database::open(path, Mode::ReadWrite, nullptr);
        make_table(database);
        for (int i = 0; i < 50; ++i)
            add_kilobytes(database, 4);
    }
    std::string bytes = read_file(path);
    REQUIRE(bytes.size() > 100'000);
    for (std::size_t i = 8192; i < bytes.size(); ++i)
        bytes[i] = '\xee';
    write_file(path, bytes);
    CHECK(told([&] {
              Database database = Database::open(path, Mode::ReadWrite, nullptr);
              database.integer("SELECT sum(length(body)) FROM note");
          }) == "error.db.damaged");
}

TEST_CASE("open: an empty file is an empty database") {
    const TempDir folder;
    write_file(folder.file("empty.db"), "");
    CHECK(told_on_opening(folder.file("empty.db"), Mode::ReadWrite).empty());
}

// For root, permission bits do not bind: these places are closed to everybody.
TEST_CASE("open: where no file can be made, the person is told so") {
    const TempDir folder;
    write_file(folder.file("file"), "x");
    CHECK(told_on_opening(folder.file("file/a.db"), Mode::ReadWrite) == "error.db.not_writable");
    CHECK(told_on_opening(folder.file("missing/a.db"), Mode::ReadWrite) == "error.db.not_writable");
    CHECK(told_on_opening(folder.path().string(), Mode::ReadWrite) == "error.db.not_writable");
    CHECK(told_on_opening("/proc/a.db", Mode::ReadWrite) == "error.db.not_writable");
    CHECK(told_on_opening(folder.file("missing.db"), Mode::ReadOnly) == "error.db.not_writable");
}

TEST_CASE("write: a connection that only reads refuses") {
    const TempDir folder;
    {
        Database database = Database::open(folder.file("a.db"), Mode::ReadWrite, nullptr);
        make_table(database);
    }
    Database database = Database::open(folder.file("a.db"), Mode::ReadOnly, nullptr);
    CHECK(told([&] { add_kilobytes(database, 1); }) == "error.db.not_writable");
}

TEST_CASE(
    "write: a full database is a full disk; nothing is half there, and it goes on when there is "
    "room") {
    const TempDir folder;
    Database database = Database::open(folder.file("a.db"), Mode::ReadWrite, nullptr);
    make_table(database);
    add_kilobytes(database, 10);
    database.exec("PRAGMA max_page_count=20");
    CHECK(told([&] {
              Transaction transaction{database};
              for (int i = 0; i < 100; ++i)
                  add_kilobytes(database, 10);
              transaction.commit();
          }) == "error.db.disk_full");
    CHECK(database.integer("SELECT count(*) FROM note") == 1);
    database.exec("PRAGMA max_page_count=1000000");
    Transaction transaction{database};
    add_kilobytes(database, 1000);
    transaction.commit();
    CHECK(database.integer("SELECT count(*) FROM note") == 2);
    CHECK(database.text("PRAGMA integrity_check") == "ok");
}

TEST_CASE(
    "write: a full disk is named, what was committed stays, and it goes on when there is room") {
    const SmallDisk disk;
    if (!disk.mounted()) return;  // the test above sees what anybody can see
    write_file(disk.file("other"), std::string(200'000, 'x'));
    Database database = Database::open(disk.file("a.db"), Mode::ReadWrite, nullptr);
    make_table(database);
    add_kilobytes(database, 10);
    CHECK(told([&] {
              for (int i = 0; i < 100; ++i) {
                  Transaction transaction{database};
                  add_kilobytes(database, 60);
                  transaction.commit();
              }
          }) == "error.db.disk_full");
    const auto kept = database.integer("SELECT count(*) FROM note");
    CHECK(kept >= 1);
    CHECK(database.text("PRAGMA integrity_check") == "ok");
    std::filesystem::remove(disk.file("other"));
    add_kilobytes(database, 60);
    CHECK(database.integer("SELECT count(*) FROM note") == *kept + 1);
}

}  // namespace cunji::test
