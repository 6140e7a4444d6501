#include "shared/store/blobs.h"

#include "shared/base/random.h"
#include "shared/crypto/crypto.h"
#include "shared/store/blob_table.h"
#include "shared/vault/sealed_file.h"
#include "tests/support/file_size_limit.h"
#include "tests/support/temp_dir.h"
#include "tests/support/test_keys.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <fcntl.h>
#include <filesystem>
#include <sys/file.h>
#include <unistd.h>

using namespace cunji;
using cunji::test::FileSizeLimit;
using cunji::test::read_file;
using cunji::test::TempDir;
using cunji::test::write_file;

namespace {

constexpr const char* kScope = "990101101201";
constexpr const char* kOther = "990101101202";

std::string some_bytes(std::size_t size, std::uint64_t seed = 1) {
    std::string out(size, '\0');
    SeededRandom random{seed};
    random.fill({reinterpret_cast<std::uint8_t*>(out.data()), out.size()});
    return out;
}

std::vector<std::string> files_in(const std::string& folder) {
    std::vector<std::string> out;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file()) out.push_back(entry.path().lexically_relative(folder));
    }
    std::sort(out.begin(), out.end());
    return out;
}

Blob a_blob(std::string_view content, BlobPart part, std::string scope = kScope) {
    return {to_hex(sha256(content)), std::move(scope), static_cast<std::int64_t>(content.size()),
            part};
}

/// Every waiting blob, in the order of the queue.
std::vector<std::string> waiting(const Store& store) {
    std::vector<std::string> out;
    for (const BlobPart part : {BlobPart::Thumbnail, BlobPart::Preview, BlobPart::Original}) {
        std::int64_t place = 0;
        while (const auto next = next_waiting_blob(store, part, place)) {
            out.push_back(next->blob.sha256);
            place = next->place;
        }
    }
    return out;
}

}  // namespace

TEST_CASE("blobs: a file is named by its bytes and read back, whole or in part") {
    const TempDir dir;
    BlobStore blobs{dir.file("blobs"), test::test_keys()};
    const std::string bytes = some_bytes(100'000);
    const std::string name = blobs.put(bytes);
    CHECK(name == to_hex(sha256(bytes)));
    const std::string home = name.substr(0, 2) + "/" + name.substr(2, 2) + "/" + name;
    CHECK(files_in(dir.file("blobs")) == std::vector{home});
    CHECK(blobs.path_of(name) == dir.file("blobs/" + home));
    CHECK(read_file(blobs.path_of(name)).find(bytes.substr(500, 20)) == std::string::npos);
    CHECK(open_sealed(test::test_keys()->files, read_file(blobs.path_of(name))) == bytes);
    CHECK(blobs.size(name) == 100'000);
    CHECK(blobs.is_whole(name));
    CHECK(blobs.read(name, 99'990, 100) == bytes.substr(99'990));
    CHECK(blobs.read(name, 5, 7) == bytes.substr(5, 7));
    CHECK(blobs.read(name, 200'000, 7).empty());

    CHECK(blobs.put(bytes) == name);
    CHECK(files_in(dir.file("blobs")).size() == 1);
    CHECK(blobs.put("") == to_hex(sha256("")));
    CHECK(blobs.size(to_hex(sha256(""))) == 0);

    const std::string none(64, 'a');
    CHECK_FALSE(blobs.has(none));
    CHECK_FALSE(blobs.is_whole(none));
    CHECK_THROWS_AS(static_cast<void>(blobs.read(none, 0, 1)), Failure);
    blobs.remove(name);
    CHECK_FALSE(blobs.has(name));
    blobs.remove(name);
}

TEST_CASE("blobs: only 64 lower-case digits are a name") {
    CHECK(is_sha256(std::string(64, '0')));
    for (const std::string& text :
         {std::string{}, std::string(63, '0'), std::string(65, '0'), std::string(64, 'A'),
          "../" + std::string(61, '0'), std::string(63, '0') + "/"}) {
        CAPTURE(text);
        CHECK_FALSE(is_sha256(text));
    }
}

TEST_CASE("blobs: a damaged or shortened file is not whole, and is healed by the same bytes") {
    const TempDir dir;
    BlobStore blobs{dir.file("blobs"), test::test_keys()};
    const std::string bytes = some_bytes(5000);
    const std::string name = blobs.put(bytes);
    std::string wrong = bytes;
    wrong[1234] ^= 1;
    write_file(blobs.path_of(name), wrong);
    CHECK_FALSE(blobs.is_whole(name));
    blobs.append_part("again", bytes);
    blobs.adopt_part("again", name);
    CHECK(blobs.is_whole(name));

    std::filesystem::resize_file(blobs.path_of(name), 100);
    CHECK_FALSE(blobs.is_whole(name));
    CHECK(blobs.put(bytes) == name);
    CHECK(blobs.is_whole(name));
}

TEST_CASE("blobs: a part grows, is hashed and gets its name") {
    const TempDir dir;
    BlobStore blobs{dir.file("blobs"), test::test_keys()};
    const std::string bytes = some_bytes(200'000);
    CHECK(blobs.part_size("up-1") == 0);
    CHECK(blobs.part_head("up-1", 12).empty());
    for (std::size_t at = 0; at < bytes.size(); at += 33'333) {
        CHECK(blobs.part_size("up-1") == static_cast<std::int64_t>(at));
        blobs.append_part("up-1", std::string_view{bytes}.substr(at, 33'333));
    }
    CHECK(blobs.part_head("up-1", 12) == bytes.substr(0, 12));
    const std::string name = blobs.hash_part("up-1");
    CHECK(name == to_hex(sha256(bytes)));
    CHECK_FALSE(blobs.has(name));
    blobs.adopt_part("up-1", name);
    CHECK(blobs.is_whole(name));
    CHECK(blobs.part_size("up-1") == 0);
    blobs.drop_part("up-1");
}

TEST_CASE("blobs: on a full disk nothing is half kept") {
    const TempDir dir;
    BlobStore blobs{dir.file("blobs"), test::test_keys()};
    blobs.append_part("up", some_bytes(3000));
    {
        const FileSizeLimit limit{4096};
        CHECK_THROWS_AS(blobs.append_part("up", some_bytes(3000, 2)), DiskFull);
        CHECK(blobs.part_size("up") == 3000);
        CHECK_THROWS_AS(blobs.put(some_bytes(10'000, 3)), DiskFull);
        blobs.append_part("up", some_bytes(900, 4));
    }
    CHECK(files_in(dir.file("blobs")) == std::vector<std::string>{"tmp/up.part"});
    CHECK(open_sealed(test::test_keys()->files, read_file(dir.file("blobs/tmp/up.part"))) ==
          some_bytes(3000) + some_bytes(900, 4));
    CHECK(blobs.room() > 0);
}

TEST_CASE("blobs: a start sweeps what was left over, not what lives or is being written") {
    const TempDir dir;
    BlobStore blobs{dir.file("blobs"), test::test_keys()};
    const std::string name = blobs.put("kept");
    blobs.append_part("live", "123");
    blobs.append_part("dead", "123");
    write_file(dir.file("blobs/tmp/put-Xa81bc"), "half");
    write_file(dir.file("blobs/tmp/put-busy"), "being written by another program");
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): POSIX
    const int busy = ::open(dir.file("blobs/tmp/put-busy").c_str(), O_RDWR | O_CLOEXEC);
    ::flock(busy, LOCK_EX);
    BlobStore{dir.file("blobs"), test::test_keys()}.sweep({"live"});
    CHECK(blobs.part_size("live") == 3);
    CHECK(blobs.part_size("dead") == 0);
    CHECK(std::filesystem::exists(dir.file("blobs/tmp/put-busy")));
    CHECK_FALSE(std::filesystem::exists(dir.file("blobs/tmp/put-Xa81bc")));
    ::close(busy);
    blobs.sweep({});
    CHECK(files_in(dir.file("blobs")).size() == 1);
    CHECK(blobs.has(name));
}

TEST_CASE("blobs: a folder that cannot be made says so") {
    const TempDir dir;
    write_file(dir.file("taken"), "");
    CHECK_THROWS_AS(BlobStore(dir.file("taken"), test::test_keys()), Failure);
}

TEST_CASE("blob table: a blob is known per scope, and once held or sent stays so") {
    const Store store = Store::open(":memory:", Database::Mode::ReadWrite, nullptr);
    Blob blob = a_blob("picture", BlobPart::Preview);
    blob.held = false;
    blob.at = 7;
    put_blob(store, blob);
    blob.held = true;
    blob.record = "r1";
    blob.at = 8;
    put_blob(store, blob);
    blob.held = false;
    blob.record = "r2";
    put_blob(store, blob);
    put_blob(store, a_blob("picture", BlobPart::Preview, kOther));
    mark_blob_sent(store, blob.sha256, kScope);
    const std::vector<Blob> found = find_blobs(store, blob.sha256);
    REQUIRE(found.size() == 2);
    CHECK(found[0].scope == kScope);
    CHECK(found[0].part == BlobPart::Preview);
    CHECK(found[0].bytes == 7);
    CHECK(found[0].held);
    CHECK(found[0].sent);
    CHECK(found[0].record == "r1");
    CHECK(found[0].at == 7);
    CHECK_FALSE(found[1].sent);
    CHECK(blobs_left(store).count == 1);
    CHECK(blobs_left(store).bytes == 7);
    CHECK(find_blobs(store, std::string(64, '0')).empty());
}

TEST_CASE("blob table: thumbnails wait first, then previews, then originals, each in its order") {
    const Store store = Store::open(":memory:", Database::Mode::ReadWrite, nullptr);
    std::vector<Blob> blobs;
    for (int photo = 0; photo < 3; ++photo) {
        for (const BlobPart part : {BlobPart::Original, BlobPart::Preview, BlobPart::Thumbnail}) {
            blobs.push_back(a_blob(std::to_string(photo) + std::string{to_text(part)}, part));
            put_blob(store, blobs.back());
        }
    }
    Blob missing = a_blob("not here", BlobPart::Thumbnail);
    missing.held = false;
    put_blob(store, missing);
    std::vector<std::string> wanted;
    for (const std::size_t part : {2U, 1U, 0U}) {
        for (const std::size_t photo : {0U, 1U, 2U})
            wanted.push_back(blobs[photo * 3 + part].sha256);
    }
    CHECK(waiting(store) == wanted);
    mark_blob_sent(store, wanted[1], kScope);
    wanted.erase(wanted.begin() + 1);
    CHECK(waiting(store) == wanted);
}

TEST_CASE("blob table: a photo's files wait until the server knows its record") {
    const Store store = Store::open(":memory:", Database::Mode::ReadWrite, nullptr);
    const auto line = [&](std::int64_t rid, bool mine) {
        store.db().run(
            "INSERT INTO line (rid, by, scope, device, announcement, signature, mine) "
            "VALUES (?1, 'p', ?2, 'd', '', x'', ?3)",
            rid, kScope, mine);
    };
    const auto op = [&](std::int64_t rid, std::int64_t n, const char* record) {
        store.db().run(
            "INSERT INTO op (rid, n, h, record, kind, scope, at, received_at, ends, bytes) "
            "VALUES (?1, ?2, ?3, ?4, 'photo', ?5, 0, 0, 1, '')",
            rid, n, sha256(record), record, kScope);
    };
    line(1, true);
    line(2, false);
    op(1, 1, "first");
    op(1, 2, "second");
    op(1, 3, "first");
    op(2, 1, "anothers");
    std::vector<std::string> names;
    for (const char* record : {"first", "second", "anothers", ""}) {
        Blob blob = a_blob(std::string{"p"} + record, BlobPart::Original);
        blob.record = record;
        put_blob(store, blob);
        names.push_back(blob.sha256);
    }
    using Names = std::vector<std::string>;
    CHECK(waiting(store) == Names{names[2], names[3]});
    store.db().run("INSERT INTO receipt (rid, node, n, at) VALUES (1, 'township', 1, 0)");
    CHECK(waiting(store) == Names{names[0], names[2], names[3]});
    // A later op of the record that is still on its way does not hold the picture back.
    store.db().run("INSERT INTO receipt (rid, node, n, at) VALUES (1, 'county', 2, 0)");
    CHECK(waiting(store) == names);
    CHECK(blobs_left(store).count == 4);
}

TEST_CASE("blob table: orphans go after a day, what a row names or was just put stays") {
    const TempDir dir;
    const Store store = Store::open(":memory:", Database::Mode::ReadWrite, nullptr);
    BlobStore blobs{dir.file("blobs"), test::test_keys()};
    const std::string named = blobs.put("named");
    const std::string orphan = blobs.put("orphan");
    put_blob(store, a_blob("named", BlobPart::Original));
    write_file(dir.file("blobs/README"), "not a blob");
    const Millis now = SystemClock{}.now();
    CHECK(remove_orphan_blobs(store, blobs, now) == 0);
    const Millis later = now + Millis{25} * 3600 * 1000;
    const auto old = std::filesystem::file_time_type::clock::now() - std::chrono::hours(24 * 365);
    std::filesystem::last_write_time(blobs.path_of(orphan), old);
    std::filesystem::last_write_time(blobs.path_of(named), old);
    CHECK(blobs.put("orphan") == orphan);  // used again: its row may come any moment
    CHECK(remove_orphan_blobs(store, blobs, now) == 0);
    CHECK(remove_orphan_blobs(store, blobs, later) == 1);
    CHECK_FALSE(blobs.has(orphan));
    CHECK(blobs.has(named));
}

TEST_CASE("blob table: uploads are kept, replaced, counted and expire") {
    const Store store = Store::open(":memory:", Database::Mode::ReadWrite, nullptr);
    const Upload first{"u1", std::string(64, 'a'), 100, "d1", kScope, BlobPart::Original, 1000};
    put_upload(store, first);
    put_upload(store, {"u2", std::string(64, 'b'), 10, "d1", kScope, BlobPart::Thumbnail, 3000});
    put_upload(store, {"u3", std::string(64, 'b'), 1, "d2", kScope, BlobPart::Thumbnail, 2000});
    REQUIRE(find_upload(store, "u1"));
    CHECK(find_upload(store, "u1")->bytes == 100);
    CHECK(find_upload(store, "u1")->part == BlobPart::Original);
    CHECK_FALSE(find_upload(store, "u4"));
    CHECK(upload_ids(store).size() == 3);
    CHECK(upload_ids(store, "d1") == std::vector<std::string>{"u1", "u2"});

    Blob stored = a_blob("stored", BlobPart::Original);
    stored.device = "d1";
    stored.at = 2000;
    put_blob(store, stored);
    CHECK(bytes_from_device(store, "d1", 0, "") == 116);
    CHECK(bytes_from_device(store, "d1", 0, "u1") == 16);
    CHECK(bytes_from_device(store, "d1", 2000, "") == 16);
    CHECK(bytes_from_device(store, "d1", 2001, "") == 10);

    CHECK(drop_old_uploads(store, 2000) == 1);
    drop_upload(store, "u2");
    CHECK(upload_ids(store) == std::vector<std::string>{"u3"});
}
