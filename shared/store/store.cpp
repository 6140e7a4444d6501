#include "shared/store/store.h"

#include "shared/store/merging.h"
#include "shared/store/schema.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>

namespace cunji {

namespace {

constexpr std::string_view kPutForm = R"sql(
INSERT INTO form (path, version, text) VALUES (?1, ?2, ?3)
ON CONFLICT (path) DO UPDATE SET version = excluded.version, text = excluded.text)sql";
constexpr std::string_view kParkedRecords =
    "SELECT DISTINCT scope, kind, record FROM op WHERE parked = 1";
constexpr std::string_view kParkedOps = "SELECT lseq, bytes FROM op WHERE parked = 1";
constexpr std::string_view kRecordsOfKind = "SELECT scope, id FROM record WHERE kind = ?1";
constexpr std::string_view kTableNamed =
    "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1";
// Tables that a file for other programs has beside those of the kinds (exporting.cpp).
constexpr std::array<std::string_view, 2> kExportTables{"field", "history"};

std::int64_t policy_version(Database& database) {
    return database.integer("SELECT max(version) FROM form").value_or(0);
}

std::vector<PolicyFile> read_policy_files(Database& database) {
    std::vector<PolicyFile> files;
    Query query = database.query("SELECT path, text FROM form ORDER BY path");
    while (query.step())
        files.push_back({query.str(0), query.str(1)});
    return files;
}

/// A form may only grow: ops in the field hold fields of every version there was.
std::optional<Message> shrinks(const Policy& before, const Policy& after) {
    for (const auto& [kind, form] : before.forms) {
        const Form* next = after.find(kind);
        if (next == nullptr) return Message{"error.policy.kind_gone", {{"kind", kind}}};
        for (const Field& field : form.fields) {
            const Field* same = next->find(field.name);
            if (same == nullptr) {
                return Message{"error.policy.field_gone", {{"kind", kind}, {"field", field.name}}};
            }
            if (same->type != field.type || same->merge != field.merge) {
                return Message{"error.policy.field_changed",
                               {{"kind", kind}, {"field", field.name}}};
            }
        }
    }
    return std::nullopt;
}

/// A kind's table must be its own.
std::optional<Message> takes_name(Database& database, const Policy& before, const Policy& after) {
    for (const auto& [kind, form] : after.forms) {
        if (before.find(kind) != nullptr) continue;
        const bool taken = std::find(std::begin(kExportTables), std::end(kExportTables), kind) !=
                           std::end(kExportTables);
        if (taken || database.integer(kTableNamed, std::string_view{kind})) {
            return Message{"error.policy.reserved_kind", {{"kind", kind}}};
        }
    }
    return std::nullopt;
}

/// All that the form says in SQL about one record of the kind.
std::string all_expressions(const TypedTable& table) {
    std::string sql = "SELECT 1";
    const auto add = [&sql](const std::string& expression) {
        if (!expression.empty()) sql.append(", (").append(expression).append("\n)");
    };
    for (const Field& field : table.form().fields) {
        add(field.relevant);
        for (const Choice& choice : field.choices)
            add(choice.when);
    }
    return sql + " FROM (" + table.select() + ") r";
}

/// A form whose SQL does not compile would break every list of its kind, and its form.
std::optional<Message> wrong_expression(Database& database, const TypedTable& table) {
    try {
        const Database::ReadOnlyScope guard{database, hidden_tables()};
        database.query_once(all_expressions(table));
        return std::nullopt;
    } catch (const DbError& problem) {
        if (problem.fault() != DbError::Fault::Statement) throw;
        return Message{"error.policy.expression",
                       {{"kind", table.form().kind}, {"what", problem.reason()}}};
    }
}

/// Whether ops that `before` knew whole can now come to other rows, conflicts or search words.
bool folds_otherwise(const Form& before, const Form& after) {
    const auto what_counts = [&before](const Form& form) {
        std::string all;
        for (const Field& field : form.fields) {
            if (before.find(field.name) == nullptr) continue;  // ops that have it are parked
            if (field.flagged) all += "flagged " + field.name + '\n';
            if (!field.search.empty()) all += field.search + ' ' + field.name + '\n';
            if (field.merge != MergeRule::Status) continue;
            for (const Choice& step : field.choices)
                all += field.name + '=' + step.code + '\n';
        }
        return all;
    };
    return what_counts(before) != what_counts(after);
}

void refold_changed(const Store& store, const Policy& before) {
    for (const auto& [kind, form] : before.forms) {
        if (!folds_otherwise(form, store.table(kind)->form())) continue;
        std::vector<RecordKey> records;
        {
            Query query = store.db().query(kRecordsOfKind, std::string_view{kind});
            while (query.step())
                records.push_back({query.str(0), kind, query.str(1)});
        }
        for (const RecordKey& key : records)
            refold(store, key);
    }
}

std::int64_t release_parked(const Store& store) {
    Database& database = store.db();
    std::set<RecordKey> records;
    {
        Query query = database.query(kParkedRecords);
        while (query.step())
            records.insert({query.str(0), query.str(1), query.str(2)});
    }
    std::vector<std::int64_t> known;
    {
        Query query = database.query(kParkedOps);
        while (query.step()) {
            const Result<Op> op = decode_op(query.text(1));
            if (op.ok() && is_known(store, *op)) known.push_back(query.integer(0));
        }
    }
    for (const std::int64_t lseq : known) {
        database.run("UPDATE op SET parked = 0 WHERE lseq = ?1", lseq);
    }
    for (const RecordKey& key : records)
        refold(store, key);
    return static_cast<std::int64_t>(known.size());
}

}  // namespace

Store Store::open(const std::string& path, Database::Mode mode, Keys keys, int cache_megabytes) {
    const Secret* key = keys ? &keys->database : nullptr;
    Store store{Database::open(path, mode, key, cache_megabytes), std::move(keys)};
    if (mode == Database::Mode::ReadWrite) {
        migrate(store.db(), schema_steps());
    } else {
        refuse_newer(store.db(), schema_steps());
    }
    store.refresh_policy();
    return store;
}

void Store::copy_to(const std::string& path) const {
    db().copy_to(path, keys_ ? &keys_->database : nullptr);
}

void Store::refresh_policy() {
    const std::int64_t version = policy_version(db());
    if (version == policy_.version) return;
    Result<Policy> policy = load_policy(read_policy_files(db()), version);
    if (!policy) throw Failure(policy.error(), "policy in " + db().path());
    adopt(std::move(*policy));
}

void Store::adopt(Policy policy) {
    policy_ = std::move(policy);
    tables_.clear();
    for (const auto& [kind, form] : policy_.forms)
        tables_.emplace(kind, TypedTable{form});
}

const TypedTable* Store::table(std::string_view kind) const {
    const auto found = tables_.find(kind);
    return found == tables_.end() ? nullptr : &found->second;
}

Result<std::int64_t> Store::install_policy(std::span<const PolicyFile> files,
                                           std::int64_t version) {
    refresh_policy();
    if (version <= policy_.version) return std::int64_t{0};
    Result<Policy> loaded = load_policy(files, version);
    if (!loaded) return loaded.error();
    if (const std::optional<Message> problem = shrinks(policy_, *loaded)) return *problem;
    if (const std::optional<Message> problem = takes_name(db(), policy_, *loaded)) return *problem;

    Policy before = policy_;
    adopt(std::move(*loaded));
    try {
        Transaction transaction{db()};
        for (const PolicyFile& file : files) {
            db().run(kPutForm, std::string_view{file.path}, version, std::string_view{file.bytes});
        }
        for (const auto& [kind, table] : tables_)
            table.ensure(db());
        for (const auto& [kind, table] : tables_) {
            if (std::optional<Message> problem = wrong_expression(db(), table)) {
                adopt(std::move(before));
                return *problem;
            }
        }
        refold_changed(*this, before);
        const std::int64_t released = release_parked(*this);
        transaction.commit();
        return released;
    } catch (...) {
        adopt(std::move(before));
        throw;
    }
}

std::vector<PolicyFile> Store::policy_files() const {
    return read_policy_files(db());
}

std::optional<std::string> Store::meta(std::string_view key) const {
    return db().text("SELECT value FROM meta WHERE key = ?1", key);
}

void Store::set_meta(std::string_view key, std::string_view value) const {
    db().run(
        "INSERT INTO meta (key, value) VALUES (?1, ?2) "
        "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        key, value);
}

}  // namespace cunji
