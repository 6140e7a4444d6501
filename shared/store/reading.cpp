#include "shared/store/reading.h"

#include "shared/json/json.h"
#include "shared/store/merging.h"
#include "shared/store/schema.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace cunji {

namespace {

// An id that two scopes use is shown where it is alive, else the same in every node.
constexpr std::string_view kRecordsWithId =
    "SELECT scope, kind, live FROM record WHERE id = ?1 ORDER BY live DESC, scope, kind";
constexpr std::string_view kName = R"sql(
SELECT name FROM known_person WHERE id = ?1 UNION ALL
SELECT name FROM user_account WHERE id = ?1 LIMIT 1)sql";
constexpr std::string_view kDevice = "SELECT device FROM line WHERE rid = ?1";
constexpr std::string_view kOpBytes =
    "SELECT bytes FROM op WHERE rid = ?1 AND n = ?2 AND substr(h, 1, 16) = ?3";
constexpr std::string_view kConflicts = R"sql(
SELECT record, scope, kind, field, op, value, shown FROM conflict
WHERE ?1 = '' OR scope = ?1 ORDER BY record, scope, kind, field, op)sql";

Json cell(const Query& query, int column, const Field& field) {
    if (query.is_null(column)) return nullptr;
    if (query.is_integer(column)) return query.integer(column);
    if (query.is_real(column)) return query.real(column);
    if (holds_list(field)) {
        Result<Json> list = parse_json(query.text(column));
        if (list.ok()) return *list;
    }
    return query.str(column);
}

/// The fields of the row that `query` stands at; its first columns are id and scope.
void add_fields(Json& out, const Query& query, const Form& form) {
    int column = 2;
    for (const Field& field : form.fields) {
        Json value = cell(query, column++, field);
        if (!value.is_null()) out[field.name] = std::move(value);
    }
}

/// The expression stands alone as one: it cannot close a bracket that it did not open, and so not
/// turn the rest of a statement into another.
void check_expression(Database& database, const std::string& select, const std::string& where) {
    database.query_once("SELECT CASE WHEN\n" + where + "\nTHEN 1 END FROM (" + select + ") r");
}

std::string list_sql(const std::string& select, const ListOptions& options) {
    std::string sql = "SELECT * FROM (" + select + ") r WHERE 1";
    // The end of the line: an expression may end in a comment.
    if (!options.where.empty()) sql += " AND (\n" + options.where + "\n)";
    if (!options.with_void) sql += " AND void_reason IS NULL AND merge_into IS NULL";
    sql += " ORDER BY id, scope";
    if (options.limit > 0) sql += " LIMIT " + std::to_string(options.limit);
    return sql;
}

Json read_list(Database& database, const TypedTable& table, const ListOptions& options) {
    const Database::ReadOnlyScope guard{database, hidden_tables(), options.steps_max};
    const std::string select = table.select(options.scope.empty() ? "" : "scope = ?1");
    if (!options.where.empty()) check_expression(database, select, options.where);
    Query query = database.query_once(list_sql(select, options));
    if (!options.scope.empty()) query.bind(1, std::string_view{options.scope});
    Json list = Json::array();
    while (query.step()) {
        Json& record = list.emplace_back(Json::object());
        record["id"] = query.text(0);
        record["scope"] = query.text(1);
        add_fields(record, query, table.form());
    }
    return list;
}

Json fields_of(const Store& store, const RecordKey& key) {
    Json fields = Json::object();
    const TypedTable* table = store.table(key.kind);
    if (table == nullptr) return fields;
    const Database::ReadOnlyScope guard{store.db(), hidden_tables()};
    Query query = store.db().query(table->select("id = ?1 AND scope = ?2"),
                                   std::string_view{key.id}, std::string_view{key.scope});
    if (query.step()) add_fields(fields, query, table->form());
    return fields;
}

/// Where the chain of merge_into ends; in a cycle at the smallest id of it.
std::string root_of(const Store& store, const RecordKey& key) {
    const TypedTable* table = store.table(key.kind);
    std::string current = key.id;
    std::vector<std::string> passed;
    while (table != nullptr) {
        const auto again = std::find(passed.begin(), passed.end(), current);
        if (again != passed.end()) return *std::min_element(again, passed.end());
        passed.push_back(current);
        const auto next = store.db().text(
            "SELECT merge_into FROM " + sql_name(key.kind) + " WHERE id = ?1 AND scope = ?2",
            std::string_view{current}, std::string_view{key.scope});
        if (!next || next->empty()) break;
        current = *next;
    }
    return current;
}

void add_author(Database& database, Json& out, const Op& op) {
    out["author"] = op.by;
    if (const auto name = database.text(kName, std::string_view{op.by})) out["name"] = *name;
    out["device"] = database.text(kDevice, signed_rid(op.rid)).value_or("");
    out["at"] = op.at;
}

/// Parents before children; among those who did not see each other by time, so that two nodes show
/// the same history whatever came first.
std::vector<const StoredOp*> in_order(const std::vector<StoredOp>& ops) {
    using Place = std::tuple<Millis, OpId, const StoredOp*>;
    std::map<OpId, std::vector<const StoredOp*>> children;
    std::map<OpId, std::size_t> waits_for;
    std::set<OpId> held;
    std::set<Place> ready;
    for (const StoredOp& stored : ops)
        held.insert(stored.logged.id);
    for (const StoredOp& stored : ops) {
        const std::set<OpId> parents{stored.logged.op.par.begin(), stored.logged.op.par.end()};
        std::size_t& count = waits_for[stored.logged.id];
        for (const OpId& parent : parents) {
            if (!held.contains(parent)) continue;
            children[parent].push_back(&stored);
            ++count;
        }
        if (count == 0) ready.emplace(stored.logged.op.at, stored.logged.id, &stored);
    }
    std::vector<const StoredOp*> out;
    while (!ready.empty()) {
        const StoredOp* next = std::get<2>(*ready.begin());
        ready.erase(ready.begin());
        out.push_back(next);
        for (const StoredOp* child : children[next->logged.id]) {
            const bool free = --waits_for[child->logged.id] == 0;
            if (free) ready.emplace(child->logged.op.at, child->logged.id, child);
        }
    }
    return out;
}

Json changes_of(const Op& op) {
    Json fields = Json::object();
    for (const auto& [name, value] : op.set)
        fields[name] = to_json(value);
    const auto add = [&fields](const auto& changes, const char* how) {
        for (const auto& [name, list] : changes)
            fields[name][how] = to_json(Value{list});
    };
    add(op.add, "add");
    add(op.rem, "remove");
    add(op.app, "append");
    return fields;
}

/// The codes of what the county refused, by op: "why" of an annulment is "code: text".
std::map<OpId, std::string> refusals_of(const std::vector<StoredOp>& ops) {
    std::map<OpId, std::string> out;
    for (const StoredOp& stored : ops) {
        if (!stored.county) continue;
        const std::string& why = stored.logged.op.why;
        for (const OpId& id : stored.logged.op.annul)
            out.emplace(id, why.substr(0, why.find(':')));
    }
    return out;
}

}  // namespace

Result<Json> list_records(const Store& store, std::string_view kind, const ListOptions& options) {
    const TypedTable* table = store.table(kind);
    if (table == nullptr) {
        return Message{"error.list.unknown_kind", {{"kind", std::string{kind}}}};
    }
    try {
        return read_list(store.db(), *table, options);
    } catch (const DbError& problem) {
        // SQLite is the judge of what a person wrote; a broken machine is not their mistake.
        switch (problem.fault()) {
            case DbError::Fault::Machine:
                throw;
            case DbError::Fault::Statement:
                return Message{"error.list.expression", {{"what", problem.reason()}}};
            case DbError::Fault::TooSlow:
                return Message{"error.list.too_slow", {}};
        }
        throw;
    }
}

std::vector<Json> read_rows(const Store& store, std::string_view kind, std::string_view condition,
                            std::string_view value) {
    std::vector<Json> out;
    const TypedTable* table = store.table(kind);
    if (table == nullptr) return out;
    const Database::ReadOnlyScope guard{store.db(), hidden_tables()};
    Query query = store.db().query(table->select(condition), value);
    while (query.step()) {
        Json& record = out.emplace_back(Json::object());
        record["id"] = query.text(0);
        record["scope"] = query.text(1);
        add_fields(record, query, table->form());
    }
    return out;
}

std::optional<Json> show_record(const Store& store, std::string_view id, bool history) {
    const Snapshot snapshot{store.db()};
    RecordKey key;
    {
        Query query = store.db().query(kRecordsWithId, id);
        if (!query.step()) return std::nullopt;
        key = {query.str(0), query.str(1), std::string{id}};
    }
    Json out = Json::object();
    out["id"] = key.id;
    out["kind"] = key.kind;
    out["scope"] = key.scope;
    const std::string root = root_of(store, key);
    if (root != key.id) out["merged_into"] = root;
    out["fields"] = fields_of(store, key);
    if (history) out["history"] = history_of(store, key);
    return out;
}

Json history_of(const Store& store, const RecordKey& key) {
    const std::vector<StoredOp> ops = ops_of_record(store.db(), key);
    const std::map<OpId, std::string> refusals = refusals_of(ops);
    Json history = Json::array();
    for (const StoredOp* stored : in_order(ops)) {
        const Op& op = stored->logged.op;
        Json& entry = history.emplace_back(Json::object());
        entry["op"] = to_text(stored->logged.id);
        add_author(store.db(), entry, op);
        entry["fields"] = changes_of(op);
        if (op.rank > 0) entry["rank"] = op.rank;
        if (!op.why.empty()) entry["why"] = op.why;
        const auto refused = refusals.find(stored->logged.id);
        if (refused != refusals.end()) entry["refused"] = refused->second;
    }
    return history;
}

Json list_conflicts(const Store& store, std::string_view scope) {
    const Snapshot snapshot{store.db()};
    Json out = Json::array();
    Query query = store.db().query(kConflicts, scope);
    while (query.step()) {
        const auto same = [&](const char* key, int column) {
            return text_of(out.back(), key) == query.text(column);
        };
        if (out.empty() || !same("record", 0) || !same("scope", 1) || !same("kind", 2) ||
            !same("field", 3)) {
            Json& conflict = out.emplace_back(Json::object());
            conflict["record"] = query.text(0);
            conflict["kind"] = query.text(2);
            conflict["scope"] = query.text(1);
            conflict["field"] = query.text(3);
            conflict["values"] = Json::array();
        }
        Json& value = out.back()["values"].emplace_back(Json::object());
        value["op"] = query.text(4);
        const Result<Json> content = parse_json(query.text(5));
        value["value"] = content.ok() ? *content : Json{};
        const std::optional<OpId> id = op_id_from_text(query.text(4));
        if (!id) store.db().fail_damaged("op of a conflict");
        const auto bytes = store.db().text(kOpBytes, signed_rid(id->rid), id->n, ByteView{id->h});
        const Result<Op> op = decode_op(bytes.value_or(""));
        if (op.ok()) add_author(store.db(), value, *op);
        if (query.integer(6) != 0) out.back()["shown"] = query.text(4);
    }
    return out;
}

}  // namespace cunji
