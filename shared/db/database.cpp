#include "shared/db/database.h"

#include "shared/base/check.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <utility>

namespace cunji {

namespace {

constexpr const char* kDamaged = "error.db.damaged";
constexpr int kBusyMillis = 10'000;     // another of our programs holds the writer's lock
constexpr int kPageSize = 8192;         // fewer, fuller pages: rows here are 0.3 to 2 KB
constexpr int kCheckpointPages = 4000;  // about 32 MB of log between checkpoints
constexpr std::size_t kIdlePerSql = 4;  // nested uses of one statement that are worth keeping
constexpr int kStepsPerTick = 1000;     // between two looks at the limits of a ReadOnlyScope
constexpr std::int64_t kExpressionMemoryMax = std::int64_t{512} << 20U;
constexpr int kExpressionTextMax = 16 << 20;  // bytes; the longest text an expression may build

Message message_of(int code, const std::string& path) {
    const char* key = "error.db.failed";
    switch (code & 0xff) {
        case SQLITE_FULL:
            key = "error.db.disk_full";
            break;
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_CANTOPEN:
            key = "error.db.not_writable";
            break;
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            key = kDamaged;
            break;
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            key = "error.db.busy";
            break;
        case SQLITE_IOERR:
            key = "error.db.io";
            break;
        default:
            break;
    }
    return {key, {{"file", path}}};
}

[[noreturn]] void throw_db(sqlite3* handle, int code, const std::string& path,
                           std::string_view what) {
    const int extended = handle != nullptr ? sqlite3_extended_errcode(handle) : code;
    const char* text = handle != nullptr ? sqlite3_errmsg(handle) : sqlite3_errstr(code);
    throw DbError(message_of(code, path), extended != 0 ? extended : code, text, std::string{what});
}

bool writes_nothing(int action) {
    return action == SQLITE_SELECT || action == SQLITE_READ || action == SQLITE_FUNCTION ||
           action == SQLITE_RECURSIVE;
}

/// `context` points at the list of the scope that is open, which is nullptr when none is.
int authorize(void* context, int action, const char* first, const char* /*second*/,
              const char* /*database*/, const char* /*trigger*/) {
    const auto* hidden = *static_cast<const std::vector<std::string>* const*>(context);
    if (hidden == nullptr) return SQLITE_OK;
    if (!writes_nothing(action)) return SQLITE_DENY;
    if (action != SQLITE_READ || first == nullptr) return SQLITE_OK;
    // As the statement writes it where no column is read: count(*) FROM META.
    const bool secret = std::any_of(hidden->begin(), hidden->end(), [first](const auto& table) {
        return sqlite3_stricmp(table.c_str(), first) == 0;
    });
    return secret || sqlite3_strnicmp(first, "sqlite_", 7) == 0 ? SQLITE_DENY : SQLITE_OK;
}

/// SQLite3 Multiple Ciphers takes a key as it is after "raw:", without deriving it again.
void give_key(sqlite3* handle, const Secret& key, const std::string& path) {
    constexpr std::string_view kRaw = "raw:";
    CHECK_THAT(key.size() == 32);
    Secret text{kRaw.size() + key.size()};
    std::memcpy(text.data(), kRaw.data(), kRaw.size());
    std::memcpy(text.data() + kRaw.size(), key.bytes().data(), key.size());
    const int code =
        sqlite3_key_v2(handle, "main", text.bytes().data(), static_cast<int>(text.size()));
    if (code != SQLITE_OK) throw_db(handle, code, path, "key");
}

}  // namespace

DbError::Fault DbError::fault() const {
    switch (code_ & 0xff) {
        case SQLITE_ERROR:
        case SQLITE_AUTH:
        case SQLITE_TOOBIG:
        case SQLITE_MISMATCH:
        case SQLITE_RANGE:
            return Fault::Statement;
        case SQLITE_INTERRUPT:
            return Fault::TooSlow;
        default:
            return Fault::Machine;
    }
}

Query::Query(Query&& other) noexcept
    : database_(other.database_),
      statement_(std::exchange(other.statement_, nullptr)),
      home_(other.home_) {}

Query::~Query() {
    if (statement_ == nullptr) return;
    if (home_ == nullptr) {
        sqlite3_finalize(statement_);
        return;
    }
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
    if (home_->size() < kIdlePerSql) {
        home_->push_back(statement_);
    } else {
        sqlite3_finalize(statement_);
    }
}

bool Query::step() {
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    database_->fail(code, sqlite3_sql(statement_));
}

int Query::columns() const {
    return sqlite3_column_count(statement_);
}

std::string_view Query::name(int column) const {
    return sqlite3_column_name(statement_, column);
}

bool Query::is_null(int column) const {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

bool Query::is_integer(int column) const {
    return sqlite3_column_type(statement_, column) == SQLITE_INTEGER;
}

bool Query::is_real(int column) const {
    return sqlite3_column_type(statement_, column) == SQLITE_FLOAT;
}

std::int64_t Query::integer(int column) const {
    return sqlite3_column_int64(statement_, column);
}

double Query::real(int column) const {
    return sqlite3_column_double(statement_, column);
}

std::string_view Query::text(int column) const {
    const unsigned char* text = sqlite3_column_text(statement_, column);
    if (text == nullptr) return {};
    return {reinterpret_cast<const char*>(text),
            static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

ByteView Query::blob(int column) const {
    const void* data = sqlite3_column_blob(statement_, column);
    return {static_cast<const std::uint8_t*>(data),
            static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

Hash Query::hash(int column) const {
    Hash out{};
    const ByteView bytes = blob(column);
    std::copy_n(bytes.begin(), std::min(bytes.size(), out.size()), out.begin());
    return out;
}

void Query::bind(int index, std::nullptr_t) {
    sqlite3_bind_null(statement_, index);
}

void Query::bind(int index, std::int64_t value) {
    sqlite3_bind_int64(statement_, index, value);
}

void Query::bind(int index, std::string_view value, bool stays) {
    const char* data = value.data() != nullptr ? value.data() : "";
    sqlite3_bind_text64(statement_, index, data, value.size(),
                        stays ? SQLITE_STATIC : SQLITE_TRANSIENT, SQLITE_UTF8);
}

void Query::bind(int index, ByteView value, bool stays) {
    if (value.data() == nullptr) {
        sqlite3_bind_zeroblob(statement_, index, 0);
        return;
    }
    sqlite3_bind_blob64(statement_, index, value.data(), value.size(),
                        stays ? SQLITE_STATIC : SQLITE_TRANSIENT);
}

void Query::bind_column(int index, const Query& source, int column) {
    sqlite3_bind_value(statement_, index, sqlite3_column_value(source.statement_, column));
}

void Database::Closer::operator()(sqlite3* handle) const {
    sqlite3_close_v2(handle);
}

Database::Database(sqlite3* handle, std::string path)
    : guard_(std::make_unique<Guard>()),
      handle_(handle),
      path_(std::move(path)),
      idle_(std::make_unique<decltype(idle_)::element_type>()) {}

Database::Database(Database&&) noexcept = default;

Database& Database::operator=(Database&& other) noexcept {
    if (this == &other) return *this;
    finalize_all();
    handle_ = std::move(other.handle_);
    guard_ = std::move(other.guard_);
    path_ = std::move(other.path_);
    idle_ = std::move(other.idle_);
    return *this;
}

Database::~Database() {
    finalize_all();
}

void Database::finalize_all() {
    if (!idle_) return;
    for (auto& [sql, statements] : *idle_) {
        for (sqlite3_stmt* statement : statements)
            sqlite3_finalize(statement);
    }
    idle_->clear();
}

Database Database::open(const std::string& path, Mode mode, const Secret* key,
                        int cache_megabytes) {
    sqlite3* handle = nullptr;
    const int flags =
        mode == Mode::ReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    const int code = sqlite3_open_v2(path.c_str(), &handle, flags | SQLITE_OPEN_NOMUTEX, nullptr);
    Database database{handle, path};
    if (code != SQLITE_OK) throw_db(handle, code, path, "open");
    if (key != nullptr) give_key(handle, *key, path);
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_busy_timeout(handle, kBusyMillis);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    // Set once: each call of this function makes SQLite compile every kept statement again.
    sqlite3_set_authorizer(handle, authorize, &database.guard_->hidden);
    database.exec("PRAGMA cache_size=-" + std::to_string(cache_megabytes * 1024));
    if (mode == Mode::ReadWrite) {
        // WAL with FULL is the only mode that lost no acknowledged write in any crash state tried.
        database.exec("PRAGMA page_size=" + std::to_string(kPageSize));
        database.exec("PRAGMA journal_mode=WAL");
        database.exec("PRAGMA synchronous=FULL");
        database.exec("PRAGMA wal_autocheckpoint=" + std::to_string(kCheckpointPages));
    }
    // Reads the header, so that a file that is no database is named here and not later.
    database.exec("PRAGMA foreign_keys=OFF; SELECT count(*) FROM sqlite_schema");
    return database;
}

bool Database::opens_with(const std::string& path, const Secret& key) {
    try {
        open(path, Mode::ReadOnly, &key, 1);
        return true;
    } catch (const DbError& problem) {
        if (problem.message().key != kDamaged) throw;
        return false;
    }
}

void Database::fail(int code, std::string_view what) {
    throw_db(handle_.get(), code, path_, what);
}

void Database::fail_damaged(const std::string& what) const {
    throw DbError(message_of(SQLITE_CORRUPT, path_), SQLITE_CORRUPT, what, "this file");
}

void Database::exec(const std::string& sql) {
    const int code = sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) fail(code, sql);
}

Query Database::prepare(std::string_view sql) {
    auto found = idle_->find(sql);
    if (found == idle_->end()) found = idle_->try_emplace(std::string{sql}).first;
    std::vector<sqlite3_stmt*>& home = found->second;
    if (!home.empty()) {
        sqlite3_stmt* statement = home.back();
        home.pop_back();
        return {*this, statement, &home};
    }
    return {*this, compile(sql, true), &home};
}

sqlite3_stmt* Database::compile(std::string_view sql, bool kept) {
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v3(handle_.get(), sql.data(), static_cast<int>(sql.size()),
                                        kept ? SQLITE_PREPARE_PERSISTENT : 0, &statement, nullptr);
    if (code != SQLITE_OK) fail(code, sql);
    CHECK_THAT(statement != nullptr);
    return statement;
}

std::int64_t Database::changes() const {
    return sqlite3_changes64(handle_.get());
}

std::int64_t Database::last_row() const {
    return sqlite3_last_insert_rowid(handle_.get());
}

int Database::version() {
    return static_cast<int>(integer("PRAGMA user_version").value_or(0));
}

void Database::set_version(int version) {
    exec("PRAGMA user_version=" + std::to_string(version));
}

void Database::copy_to(const std::string& path, const Secret* key) {
    Database target = open(path, Mode::ReadWrite, key);
    sqlite3_backup* backup =
        sqlite3_backup_init(target.handle_.get(), "main", handle_.get(), "main");
    if (backup == nullptr) target.fail(SQLITE_ERROR, "backup");
    sqlite3_backup_step(backup, -1);
    const int code = sqlite3_backup_finish(backup);
    if (code != SQLITE_OK) target.fail(code, "backup");
}

Database::ReadOnlyScope::ReadOnlyScope(Database& database, std::vector<std::string> hidden,
                                       std::int64_t steps_max)
    : database_(database),
      hidden_(std::move(hidden)),
      outer_(std::exchange(database.guard_->hidden, &hidden_)),
      length_max_(sqlite3_limit(database.handle_.get(), SQLITE_LIMIT_LENGTH, kExpressionTextMax)),
      steps_left_(steps_max),
      memory_max_(sqlite3_memory_used() + kExpressionMemoryMax) {
    if (steps_max > 0) {
        sqlite3_progress_handler(database_.handle_.get(), kStepsPerTick, tick, this);
    }
}

Database::ReadOnlyScope::~ReadOnlyScope() {
    sqlite3_progress_handler(database_.handle_.get(), 0, nullptr, nullptr);
    sqlite3_limit(database_.handle_.get(), SQLITE_LIMIT_LENGTH, length_max_);
    database_.guard_->hidden = outer_;
}

int Database::ReadOnlyScope::tick(void* scope) {
    auto& self = *static_cast<ReadOnlyScope*>(scope);
    self.steps_left_ -= kStepsPerTick;
    // The second: a sort or a DISTINCT of everything with everything fills memory first.
    return self.steps_left_ <= 0 || sqlite3_memory_used() > self.memory_max_ ? 1 : 0;
}

Transaction::Transaction(Database& database) : database_(database) {
    // IMMEDIATE: a deferred transaction that turns writer can fail with SQLITE_BUSY at once
    // (sqlite.org/lang_transaction.html).
    database_.run("BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
    if (!open_) return;
    try {
        database_.run("ROLLBACK");
    } catch (
        const DbError&) {  // NOLINT(bugprone-empty-catch): SQLite rolled back by itself (disk full)
    }
}

void Transaction::commit() {
    database_.run("COMMIT");
    open_ = false;
}

Savepoint::Savepoint(Database& database) : database_(database) {
    database_.run("SAVEPOINT one");
}

Savepoint::~Savepoint() {
    if (!open_) return;
    try {
        database_.run("ROLLBACK TO one");
        database_.run("RELEASE one");
    } catch (
        const DbError&) {  // NOLINT(bugprone-empty-catch): the outer transaction is already gone
    }
}

void Savepoint::keep() {
    database_.run("RELEASE one");
    open_ = false;
}

Snapshot::Snapshot(Database& database)
    : database_(database), open_(sqlite3_get_autocommit(database.handle_.get()) != 0) {
    if (open_) database_.run("BEGIN");
}

Snapshot::~Snapshot() {
    if (!open_) return;
    try {
        database_.run("COMMIT");  // nothing was written; it only ends the read
    } catch (const DbError&) {    // NOLINT(bugprone-empty-catch): an error has ended it already
    }
}

void refuse_newer(Database& database, const std::vector<Migration>& steps) {
    const int have = database.version();
    const int want = static_cast<int>(steps.size());
    if (have <= want) return;
    throw DbError({"error.db.newer", {{"file", database.path()}}}, SQLITE_ERROR,
                  "schema " + std::to_string(have) + ", program " + std::to_string(want),
                  "this file");
}

void migrate(Database& database, const std::vector<Migration>& steps) {
    refuse_newer(database, steps);
    const int want = static_cast<int>(steps.size());
    for (int step = database.version(); step < want; ++step) {
        Transaction transaction{database};
        database.exec(std::string{steps[static_cast<std::size_t>(step)].sql});
        database.set_version(step + 1);
        transaction.commit();
    }
}

}  // namespace cunji
