#include "shared/store/receipts.h"

#include "shared/store/drafts.h"
#include "shared/store/merging.h"
#include "shared/store/refusals.h"
#include "shared/store/search.h"

#include <algorithm>
#include <set>

namespace cunji {

namespace {

constexpr std::string_view kSet = R"sql(
INSERT INTO receipt (rid, node, n, at) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (rid, node) DO UPDATE SET n = excluded.n, at = excluded.at)sql";
constexpr std::string_view kSetQuarantined = R"sql(
INSERT INTO receipt (rid, node, n, at, quarantined) VALUES (?1, ?2, 0, ?4, ?3)
ON CONFLICT (rid, node) DO UPDATE SET quarantined = max(quarantined, excluded.quarantined))sql";
constexpr std::string_view kInQuarantine = R"sql(
SELECT count(*) FROM line l JOIN receipt r ON r.rid = l.rid AND r.node = ?1
JOIN op o ON o.rid = l.rid AND o.n > r.n AND o.n <= r.quarantined WHERE l.mine = 1)sql";
constexpr std::string_view kCount = R"sql(
SELECT count(*), coalesce(sum(o.n <= coalesce(r.n, 0)), 0)
FROM line l JOIN op o ON o.rid = l.rid
LEFT JOIN receipt r ON r.rid = l.rid AND r.node = ?1 WHERE l.mine = 1)sql";
constexpr std::string_view kOpBytes = "SELECT bytes, lseq FROM op WHERE lseq = ?1";

template <typename Changes>
void collect_names(const Changes& changes, std::set<std::string>& names) {
    for (const auto& change : changes)
        names.insert(change.first);
}

/// Fields that any later op of the record wrote: what the person did since stands.
std::set<std::string> written_after(const Store& store, const RecordKey& key, std::int64_t lseq) {
    std::set<std::string> names;
    for (const StoredOp& stored : ops_of_record(store.db(), key)) {
        if (stored.lseq <= lseq) continue;
        const Op& op = stored.logged.op;
        collect_names(op.set, names);
        collect_names(op.add, names);
        collect_names(op.rem, names);
        collect_names(op.app, names);
    }
    return names;
}

template <typename Changes>
void put_changes(Json& body, const char* key, const Changes& changes,
                 const std::set<std::string>& except) {
    Json object = Json::object();
    for (const auto& [name, value] : changes) {
        if (!except.contains(name)) object[name] = to_json(Value{value});
    }
    if (!object.empty()) body[key] = std::move(object);
}

}  // namespace

void set_receipt(const Store& store, std::uint64_t rid, std::string_view node, std::int64_t n,
                 Millis at) {
    store.db().run(kSet, signed_rid(rid), node, n, at);
}

std::int64_t receipt_of(const Store& store, std::uint64_t rid, std::string_view node) {
    return store.db()
        .integer("SELECT n FROM receipt WHERE rid = ?1 AND node = ?2", signed_rid(rid), node)
        .value_or(0);
}

void set_quarantined(const Store& store, std::uint64_t rid, std::string_view node, std::int64_t n,
                     Millis at) {
    store.db().run(kSetQuarantined, signed_rid(rid), node, n, at);
}

std::int64_t quarantined_of(const Store& store, std::uint64_t rid, std::string_view node) {
    return store.db()
        .integer("SELECT quarantined FROM receipt WHERE rid = ?1 AND node = ?2", signed_rid(rid),
                 node)
        .value_or(0);
}

std::int64_t ops_in_quarantine(const Store& store, std::string_view node) {
    return store.db().integer(kInQuarantine, node).value_or(0);
}

void give_back(const Store& store, const OpId& refused, std::string_view why, Millis at) {
    Database& database = store.db();
    const std::optional<std::int64_t> lseq = find_op(database, refused);
    if (!lseq) return;
    const std::size_t colon = std::min(why.find(": "), why.size());
    const std::string_view code = why.substr(0, colon);
    const std::string_view text = why.substr(std::min(colon + 2, why.size()));
    std::string bytes;
    {
        Query query = database.query(kOpBytes, *lseq);
        query.step();
        bytes = query.str(0);
    }
    const Result<Op> op = decode_op(bytes);
    CHECK_THAT(op.ok());
    const std::string id = to_text(refused);
    // Told before: by the push and again by the pull. The person may have dropped the draft since.
    if (!put_refusal(store, {id, op->rec, code, text, at})) return;
    const RecordKey key = key_of(*op);
    const std::set<std::string> later = written_after(store, key, *lseq);
    Json body = Json::object();
    put_changes(body, "set", op->set, later);
    put_changes(body, "add", op->add, later);
    put_changes(body, "rem", op->rem, later);
    put_changes(body, "app", op->app, later);
    if (body.empty()) return;
    put_draft(store, {id, key, std::move(body), std::string{text}, at});
}

OwnOps count_own_ops(const Store& store, std::string_view node) {
    Query query = store.db().query(kCount, node);
    query.step();
    return {query.integer(0), query.integer(1)};
}

void evict_scope(const Store& store, std::string_view scope) {
    Database& database = store.db();
    for (const auto& [kind, form] : store.policy().forms) {
        database.run("DELETE FROM " + sql_name(kind) + " WHERE scope = ?1", scope);
    }
    evict_search(database, scope);
    database.run("DELETE FROM line_leaf WHERE rid IN (SELECT rid FROM line WHERE scope = ?1)",
                 scope);
    database.run("DELETE FROM seal WHERE rid IN (SELECT rid FROM line WHERE scope = ?1)", scope);
    database.run("DELETE FROM receipt WHERE rid IN (SELECT rid FROM line WHERE scope = ?1)", scope);
    for (const char* table :
         {"op", "record", "conflict", "scope_head", "cursor", "line", "scope", "blob"}) {
        database.run("DELETE FROM " + std::string{table} + " WHERE scope = ?1", scope);
    }
}

}  // namespace cunji
