// The county's disk is full or fails in the middle of a push: over real HTTP, with real files. A
// file system that turns read-only fails as in the second test: any error of a write but "no
// space".

#include "shared/store/receipts.h"
#include "shared/store/verifying.h"
#include "sync/curl_transport.h"
#include "tests/support/county.h"
#include "tests/support/file_size_limit.h"

#include <doctest/doctest.h>

#include <filesystem>

namespace cunji::test {

namespace {

constexpr int kVisits = 40;
constexpr std::size_t kContentChars = 3900;  // so that the visits are several pushes

std::string long_text(Random& random) {
    std::string out;
    while (out.size() < kContentChars)
        out += to_hex64(random.next64());
    return out;
}

/// A county that serves on a socket and a phone full of visits for it.
struct Pushing {
    TempDir folder;
    FakeClock clock;
    SeededRandom random{5};
    std::unique_ptr<County> county = std::make_unique<County>(folder.file("county"), clock, random);
    std::unique_ptr<HttpServer> http;
    Phone phone{folder.file("phone"), clock, random};
    Compressor compressor;

    Pushing() {
        phone.connect(*county);
        const std::string person = county->add_person("Ann", "first_secretary", kVillage);
        phone.join(county->code_for(person, kVillage));
        for (int i = 0; i < kVisits; ++i)
            phone.save("visit", {{"content", long_text(random)}});
        serve();
    }

    ~Pushing() { http.reset(); }

    Pushing(const Pushing&) = delete;
    Pushing& operator=(const Pushing&) = delete;

    void serve() {
        http = std::make_unique<HttpServer>(HttpOptions{}, county->routes());
        http->start();
    }

    [[nodiscard]] std::string address() const {
        return "http://127.0.0.1:" + std::to_string(http->port());
    }

    SyncOutcome sync() {
        const Enrolment enrolment = *read_enrolment(phone.store());
        const auto transport = CurlTransport::open({address()});
        REQUIRE(transport.ok());
        ServerLink link{phone.store(), enrolment, **transport, compressor};
        return sync_records(phone.store(), link, clock, {});
    }

    void check_told(const SyncOutcome& outcome) const {
        REQUIRE(outcome.problem.has_value());
        CHECK(outcome.problem->key == "error.server.says");
        const Texts texts{Language::Chinese};
        CHECK(outcome.problem->args.front().second == texts({"error.request.not_stored", {}}));
    }

    /// Whole ops on both sides, and the phone takes for held what is held.
    void check_agreed(std::int64_t held) {
        const Store server = county->reader();
        CHECK(server.db().integer("SELECT count(*) FROM op") == held);
        CHECK(server.db().integer("SELECT count(*) FROM visit") == held);
        CHECK(verify(server).empty());
        const SyncStatus status = sync_status(phone.store());
        CHECK(status.acknowledged == held);
        CHECK(status.on_device == kVisits - held);
    }

    int health() {
        const auto transport = CurlTransport::open({address()});
        return (*transport)->send({"GET", "/healthz", {}, {}})->status;
    }
};

}  // namespace

TEST_CASE(
    "server disk: full in the middle of a push, whole groups stay, and room is all it takes") {
    Pushing pushing;
    pushing.county->write([](const Store& store) {
        const std::int64_t pages = store.db().integer("PRAGMA page_count").value_or(0);
        store.db().exec("PRAGMA max_page_count=" + std::to_string(pages + 40));
    });
    const SyncOutcome cut = pushing.sync();
    pushing.check_told(cut);
    CHECK(cut.report.pushed > 0);
    CHECK(cut.report.pushed < kVisits);
    pushing.check_agreed(cut.report.pushed);
    // Still full: nothing moves, in either direction.
    const SyncOutcome again = pushing.sync();
    pushing.check_told(again);
    pushing.check_agreed(cut.report.pushed + again.report.pushed);
    CHECK(pushing.health() == 200);

    pushing.county->write(
        [](const Store& store) { store.db().exec("PRAGMA max_page_count=1000000"); });
    const SyncOutcome whole = pushing.sync();
    CHECK_FALSE(whole.problem.has_value());
    CHECK(whole.report.pushed == kVisits - cut.report.pushed - again.report.pushed);
    pushing.check_agreed(kVisits);
    CHECK(digest_of(pushing.county->reader()) == pushing.phone.digest());
}

TEST_CASE("server disk: a failed write stops the writer until a restart; then all arrives, once") {
    Pushing pushing;
    // The server's file is far bigger than the phone's, so that only it meets the limit.
    pushing.phone.close();
    pushing.phone.reopen();
    pushing.county->write([](const Store& store) {
        store.db().exec("CREATE TABLE padding AS SELECT randomblob(4000000) AS bytes");
    });
    {
        const auto size = std::filesystem::file_size(pushing.folder.file("county/county.db-wal"));
        const FileSizeLimit limit{size};
        const SyncOutcome cut = pushing.sync();
        pushing.check_told(cut);
        CHECK(cut.report.pushed == 0);
        CHECK(pushing.health() == 503);
    }
    // There is room again, but what SQLite holds in memory may not be what is on the disk.
    pushing.check_told(pushing.sync());
    pushing.check_agreed(0);

    pushing.http.reset();
    pushing.county.reset();
    pushing.county =
        std::make_unique<County>(pushing.folder.file("county"), pushing.clock, pushing.random);
    pushing.serve();
    CHECK(pushing.health() == 200);
    const SyncOutcome whole = pushing.sync();
    CHECK_FALSE(whole.problem.has_value());
    CHECK(whole.report.pushed == kVisits);
    pushing.check_agreed(kVisits);
}

}  // namespace cunji::test
