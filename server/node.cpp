#include "server/node.h"

#include "server/audit.h"
#include "shared/base/clock.h"
#include "shared/base/uuid.h"
#include "shared/policy/policy_loader.h"

#include <filesystem>

namespace cunji {

namespace {

constexpr int kServerCacheMegabytes = 48;  // of a process that may hold 128 MB
constexpr int kReaderCacheMegabytes = 8;

/// Before the forms are taken, which is a transaction of its own.
void record_policy(const Store& store, std::int64_t version) {
    SystemClock clock;
    const std::string node = store.meta("node").value_or("");
    Transaction transaction{store.db()};
    record_event(store, {AuditVerb::Policy, node, {}, std::to_string(version), {}}, clock.now());
    transaction.commit();
}

void make_identity(const Store& store, Random& random) {
    SystemClock clock;
    Hash seed{};
    random.fill(seed);
    Transaction transaction{store.db()};
    store.set_meta("node", new_uuid(clock.now(), random));
    store.set_meta("epoch", to_hex64(random.next64()));
    store.set_meta("county_seed", to_hex(seed));
    transaction.commit();
}

}  // namespace

std::string county_file(const std::string& folder) {
    return folder + "/county.db";
}

std::string blob_folder(const std::string& folder) {
    return folder + "/blobs";
}

Store open_county(const CountyFolder& folder, Random& random) {
    std::error_code error;
    std::filesystem::create_directories(blob_folder(folder.path), error);
    if (error) {
        throw Failure({"error.folder", {{"folder", folder.path}}}, error.message());
    }
    Store store = Store::open(county_file(folder.path), Database::Mode::ReadWrite, folder.keys,
                              kServerCacheMegabytes);
    if (!store.meta("node")) make_identity(store, random);
    const std::vector<PolicyFile> files = built_in_policy_files();
    if (built_in_policy_version() > store.policy().version) {
        record_policy(store, built_in_policy_version());
    }
    const Result<std::int64_t> installed = store.install_policy(files, built_in_policy_version());
    if (!installed.ok()) throw Failure(installed.error(), "built-in policy");
    return store;
}

Store open_county_reader(const CountyFolder& folder) {
    return Store::open(county_file(folder.path), Database::Mode::ReadOnly, folder.keys,
                       kReaderCacheMegabytes);
}

Identity read_identity(const Store& store) {
    const std::string seed_text = store.meta("county_seed").value_or("");
    const auto seed = array_from_hex<32>(seed_text);
    if (!seed) throw Failure({"error.db.damaged", {{"file", store.db().path()}}}, "county_seed");
    return {store.meta("node").value_or(""), store.meta("epoch").value_or(""),
            key_pair_from_seed(*seed)};
}

std::string noted_tls_pin(const Store& store) {
    return store.meta("tls_pin").value_or("");
}

void note_tls_pin(const Store& store, std::string_view pin) {
    store.set_meta("tls_pin", pin);
}

}  // namespace cunji
