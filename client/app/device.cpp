#include "client/app/device.h"

#include "client/app/tidying.h"
#include "client/app/unlocking.h"
#include "shared/store/lines.h"
#include "shared/wire/compression.h"
#include "sync/estimated_time.h"

#include <filesystem>
#include <system_error>

namespace cunji {

namespace {

namespace fs = std::filesystem;

// A granted scope before a lost one, then always the same.
constexpr std::string_view kFindRecord = R"sql(
SELECT r.scope, r.kind FROM record r LEFT JOIN scope s ON s.scope = r.scope
WHERE r.id = ?1 AND r.live = 1
ORDER BY s.state IS 'granted' DESC, r.scope, r.kind LIMIT 1)sql";

[[noreturn]] void fail_folder(const char* key, const std::string& folder,
                              const std::error_code& error) {
    throw Failure({key, {{"folder", folder}}}, folder + ": " + error.message());
}

std::string without_end_slashes(std::string folder) {
    while (folder.size() > 1 && folder.back() == '/')
        folder.pop_back();
    return folder;
}

/// So that who set the device up can read its lines' numbers off before anything is saved.
void begin_lines(const FieldDevice& device, const Author& author) {
    Database& database = device.store().db();
    Transaction transaction{database};
    for (const ScopeState& state : scope_states(device.store())) {
        open_line(database, {author.by, author.device, author.device_keys}, state.scope,
                  device.random());
    }
    transaction.commit();
}

std::string list_of(const std::vector<ScopeState>& scopes) {
    std::string out;
    for (const ScopeState& state : scopes) {
        if (state.lost) continue;
        if (!out.empty()) out += ", ";
        out += state.scope;
    }
    return out;
}

}  // namespace

void make_data_folder(const std::string& folder) {
    std::error_code error;
    if (fs::is_directory(folder, error)) return;
    if (fs::exists(folder, error)) fail_folder("error.folder.not_a_folder", folder, error);
    const fs::path parent = fs::absolute(folder, error).lexically_normal().parent_path();
    if (!fs::is_directory(parent, error)) fail_folder("error.folder.no_parent", folder, error);
    if (!fs::create_directory(folder, error) && error) {
        fail_folder("error.folder.not_writable", folder, error);
    }
    fs::permissions(folder, fs::perms::owner_all, error);
}

FieldDevice::FieldDevice(std::string folder, Store store, Clock& clock, Random& random,
                         Language language)
    : folder_(std::move(folder)),
      store_(std::move(store)),
      clock_(clock),
      random_(random),
      texts_(language) {}

FieldDevice FieldDevice::open(const std::string& folder, Keys keys, Clock& clock, Random& random,
                              Language language) {
    const std::string clean = without_end_slashes(folder);
    make_data_folder(clean);
    Store store = Store::open(clean + "/cunji.db", Database::Mode::ReadWrite, std::move(keys));
    FieldDevice device{clean, std::move(store), clock, random, language};
    tidy_blobs(device.store(), device.blob_folder(), clock.now());
    return device;
}

Result<Enrolment> FieldDevice::enrolment() const {
    std::optional<Enrolment> enrolment = read_enrolment(store_);
    if (!enrolment) return Message{"error.device.not_enrolled", {}};
    return std::move(*enrolment);
}

Result<Author> FieldDevice::author() const {
    const Result<Enrolment> enrolled = enrolment();
    if (!enrolled) return enrolled.error();
    std::optional<Author> author = enrolled->author();
    if (!author) return Message{"error.device.only_reads", {}};
    return std::move(*author);
}

Millis FieldDevice::now() const {
    return estimated_time(store_, clock_);
}

Result<Enrolment> join_county(FieldDevice& device, Transport& transport, const EnrolText& text) {
    const Compressor compressor;
    Result<Enrolment> enrolment =
        enrol_device(device.store(), transport, text, device.clock(), compressor);
    if (!enrolment) return enrolment;
    if (const std::optional<Author> author = enrolment->author()) begin_lines(device, *author);
    complete_keyring(device);
    return enrolment;
}

std::optional<RecordKey> find_record(const Store& store, std::string_view id) {
    Query query = store.db().query(kFindRecord, id);
    if (!query.step()) return std::nullopt;
    return RecordKey{query.str(0), query.str(1), std::string{id}};
}

Result<std::string> writable_scope(const Store& store, std::string_view wanted) {
    const std::vector<ScopeState> scopes = scope_states(store);
    if (!wanted.empty()) {
        for (const ScopeState& state : scopes) {
            if (state.scope != wanted) continue;
            if (!state.lost) return state.scope;
            return Message{"error.scope.lost", {{"scope", state.scope}}};
        }
        return Message{"error.scope.not_yours", {{"scope", std::string{wanted}}}};
    }
    const ScopeState* only = nullptr;
    for (const ScopeState& state : scopes) {
        if (state.lost) continue;
        if (only != nullptr) return Message{"error.scope.several", {{"scopes", list_of(scopes)}}};
        only = &state;
    }
    if (only == nullptr) return Message{"error.scope.none", {}};
    return only->scope;
}

}  // namespace cunji
