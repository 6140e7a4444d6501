#include "server/demo/demo.h"

#include "server/access.h"
#include "server/node.h"
#include "shared/policy/numbers.h"
#include "shared/store/blob_table.h"
#include "shared/store/lines.h"
#include "shared/store/reading.h"
#include "shared/store/scopes.h"
#include "shared/store/verifying.h"
#include "tests/support/temp_dir.h"
#include "tests/support/test_keys.h"

#include <doctest/doctest.h>

#include <map>
#include <set>

namespace cunji {

namespace {

using test::TempDir;

constexpr std::size_t kVillages = 2;

DemoSummary make(const TempDir& dir, std::uint64_t seed, std::size_t villages) {
    const Result<DemoSummary> made =
        make_demo_county({dir.path().string(), test::test_keys()}, {seed, villages});
    REQUIRE(made.ok());
    return *made;
}

std::map<std::string, Digest> digests(const Store& store) {
    std::map<std::string, Digest> out;
    for (const std::string& scope : scopes_held(store.db()))
        out[scope] = scope_head(store.db(), scope).digest;
    return out;
}

Json list(const Store& store, std::string_view kind, const std::string& where = {}) {
    ListOptions options;
    options.where = where;
    Result<Json> found = list_records(store, kind, options);
    REQUIRE(found.ok());
    return *found;
}

std::int64_t count(const Store& store, const char* sql) {
    return store.db().integer(sql).value_or(0);
}

/// Nothing is wrong with the log, its rows and its signatures.
void check_log(const Store& store, const DemoSummary& made) {
    for (const Message& problem : verify(store))
        FAIL_CHECK(problem.key);
    CHECK(count(store, "SELECT count(*) FROM line WHERE mine = 1 OR announced = 0") == 0);
    CHECK(count(store, "SELECT count(*) FROM line") == count(store, "SELECT count(*) FROM seal"));
    CHECK(count(store, "SELECT count(*) FROM op") == made.ops);
}

/// There is something of every kind.
void check_kinds(const Store& store, const DemoSummary& made) {
    for (const auto& entry : store.policy().forms) {
        CAPTURE(entry.first);
        CHECK(list(store, entry.first, "demo IS NULL OR demo <> 'yes'").empty());
    }
    CHECK(made.records.size() >= 21);
    CHECK(store.meta("demo") == "yes");
    CHECK(made.records.at("household") > 220);
    CHECK(made.records.at("household") < 320);
    CHECK(made.records.at("member") > 700);
    CHECK(made.registered > 60);
    CHECK(made.records.at("visit") > 500);
    CHECK(made.records.at("project") >= 16);
}

/// Identity numbers are possible and of nobody.
void check_numbers(const Store& store) {
    std::int64_t numbers = 0;
    for (const Json& member : list(store, "member", "id_no IS NOT NULL")) {
        const std::string_view number = text_of(member, "id_no");
        CHECK(number.substr(0, 6) == "990101");
        CHECK_FALSE(id_number_fault(number).has_value());
        ++numbers;
    }
    CHECK(numbers > 600);
    CHECK(list(store, "household", "phone NOT LIKE '1400000%'").empty());
    CHECK(list(store, "person", "phone NOT LIKE '1400000%'").empty());
}

/// Twelve conflicts wait for a person, the others merged.
void check_conflicts(const Store& store, const DemoSummary& made) {
    CHECK(made.hard_conflicts == 12);
    CHECK(made.soft_conflicts == 30);
    CHECK(list_conflicts(store, {}).size() == 12);
    CHECK(made.duplicates == 6);
    CHECK(count(store, "SELECT count(*) FROM record WHERE heads LIKE '% %'") == 42);
}

/// Every planted error names a record that is there.
void check_errors(const Store& store, const DemoSummary& made) {
    std::set<std::string> rules;
    for (const PlantedError& error : made.errors) {
        CAPTURE(error.rule);
        rules.insert(error.rule);
        if (error.kind == "device") {
            CHECK(find_device(store, error.record).has_value());
        } else {
            CHECK(show_record(store, error.record, false).has_value());
        }
    }
    CHECK(rules.size() >= 55);
    const Result<Json> file = parse_json(test::read_file(made.errors_file));
    REQUIRE(file.ok());
    CHECK(file->size() == made.errors.size());
}

/// Every picture is there, and each photo has its own.
void check_pictures(const std::string& folder, const Store& store, const DemoSummary& made) {
    const BlobStore blobs{blob_folder(folder), test::test_keys()};
    std::set<std::string> seen;
    for (const Json& photo : list(store, "photo")) {
        const std::string sha256{text_of(photo, "sha256")};
        CHECK(blobs.size(sha256) == photo.at("bytes").get<std::int64_t>());
        seen.insert(sha256);
    }
    CHECK(static_cast<std::int64_t>(seen.size()) + 1 == made.records.at("photo"));  // one reused
    const Json signed_visits = list(store, "visit", "head_sign IS NOT NULL");
    CHECK(blobs.has(text_of(signed_visits.at(0), "head_sign")));
}

/// People can sign in, the auditor only reads.
void check_people(const Store& store, const DemoSummary& made) {
    const auto secretary = find_account_by_text(store, made.secretary);
    REQUIRE(secretary.has_value());
    CHECK(is_granted(store, secretary->id, made.secretary_scope));
    CHECK(list(store, "person", "id = '" + secretary->id + "'").size() == 1);
    CHECK(all_accounts(store).size() == kVillages + 3);
    CHECK(all_devices(store).size() == kVillages + 2);
    CHECK(count(store, "SELECT clock_ahead FROM device WHERE clock_ahead IS NOT NULL") ==
          3 * 24 * 60 * 60 * 1000);
}

}  // namespace

TEST_CASE("demo: the same seed makes the same county, another seed another") {
    const TempDir first;
    const TempDir second;
    const TempDir third;
    const DemoSummary once = make(first, 7, 1);
    const DemoSummary again = make(second, 7, 1);
    const DemoSummary other = make(third, 8, 1);
    const Store a = open_county_reader({first.path().string(), test::test_keys()});
    const Store b = open_county_reader({second.path().string(), test::test_keys()});
    const Store c = open_county_reader({third.path().string(), test::test_keys()});
    CHECK(digests(a) == digests(b));
    CHECK(once.ops == again.ops);
    CHECK(once.records == again.records);
    CHECK(once.secretary == again.secretary);
    CHECK(digests(a) != digests(c));
    CHECK(read_identity(a).keys.public_key == read_identity(b).keys.public_key);
    CHECK(read_identity(a).keys.public_key != read_identity(c).keys.public_key);
    CHECK(other.villages == 1);
}

TEST_CASE("demo: the county holds together and says that it is fictional") {
    const TempDir dir;  // one county for all: it takes a second to make
    const DemoSummary made = make(dir, 3, kVillages);
    const Store store = open_county_reader({dir.path().string(), test::test_keys()});
    check_log(store, made);
    check_kinds(store, made);
    check_numbers(store);
    check_conflicts(store, made);
    check_errors(store, made);
    check_pictures(dir.path().string(), store, made);
    check_people(store, made);
}

TEST_CASE("demo: a county that holds something is left alone") {
    const TempDir dir;
    make(dir, 3, 1);
    const auto before = digests(open_county_reader({dir.path().string(), test::test_keys()}));
    const Result<DemoSummary> again =
        make_demo_county({dir.path().string(), test::test_keys()}, {3, 1});
    REQUIRE_FALSE(again.ok());
    CHECK(again.error().key == "error.demo.not_empty");
    CHECK(digests(open_county_reader({dir.path().string(), test::test_keys()})) == before);
}

}  // namespace cunji
