#include "shared/json/json.h"
#include "shared/store/merging.h"
#include "shared/store/search.h"
#include "shared/store/verifying_parts.h"

namespace cunji {

namespace {

// Both by an index, so that a county's million ops are passed without a copy in memory.
constexpr std::string_view kIds =
    "SELECT DISTINCT record FROM op INDEXED BY op_record ORDER BY record";
constexpr std::string_view kKeys = "SELECT DISTINCT scope, kind FROM op WHERE record = ?1";
constexpr std::string_view kRecord = R"sql(
SELECT heads, live, approved, conflicts, place FROM record
WHERE id = ?1 AND scope = ?2 AND kind = ?3)sql";
constexpr std::string_view kConflicts = R"sql(
SELECT field, op, value, shown FROM conflict WHERE record = ?1 AND scope = ?2 AND kind = ?3)sql";
constexpr std::string_view kSearch = "SELECT body FROM search WHERE rowid = ?1";
constexpr std::string_view kExtraRecords = R"sql(
SELECT id, scope, kind FROM record r WHERE NOT EXISTS
  (SELECT 1 FROM op o WHERE o.record = r.id AND o.scope = r.scope AND o.kind = r.kind))sql";
constexpr std::string_view kExtraConflicts = R"sql(
SELECT DISTINCT record, scope, kind FROM conflict c WHERE NOT EXISTS
  (SELECT 1 FROM record r WHERE r.id = c.record AND r.scope = c.scope AND r.kind = c.kind))sql";
constexpr std::string_view kExtraSearch = R"sql(
SELECT s.rowid, '', 'search' FROM search s WHERE NOT EXISTS
  (SELECT 1 FROM record r WHERE r.place = s.rowid))sql";

std::string extra_rows_sql(const std::string& kind) {
    return "SELECT t.id, t.scope, '" + kind + "' FROM " + sql_name(kind) +
           " t WHERE NOT EXISTS (SELECT 1 FROM record r WHERE r.id = t.id AND r.scope = t.scope "
           "AND r.kind = '" +
           kind + "' AND r.live = 1)";
}

/// One conflict's value as a text, to compare those that should stand with those that do.
std::string conflict_text(std::string_view field, std::string_view op, std::string_view value,
                          bool shown) {
    std::string out;
    for (const std::string_view part : {field, op, value}) {
        out += part;
        out += '\n';
    }
    return out + (shown ? "shown" : "");
}

std::set<std::string> conflict_texts(const RecordState& state) {
    std::set<std::string> out;
    for (const auto& [field, conflict] : state.conflicts) {
        for (const FieldHead& head : conflict.values) {
            out.insert(conflict_text(field, to_text(head.op), write_json(to_json(head.value)),
                                     head.op == conflict.shown));
        }
    }
    return out;
}

class RowCheck {
public:
    RowCheck(const Store& store, Problems& problems) : store_(store), problems_(problems) {}

    void check_record(const RecordKey& key) {
        const RecordState state = fold_ops(store_, key.kind, ops_of_record(db(), key));
        Query row = query_of(kRecord, key);
        if (!row.step()) return problem("verify.record", key);
        const bool same = row.text(0) == heads_text(state.heads) &&
                          (row.integer(1) != 0) == state.exists &&
                          (row.integer(2) != 0) == state.approved &&
                          row.integer(3) == static_cast<std::int64_t>(state.conflicts.size());
        if (!same) problem("verify.record", key);
        check_conflicts(key, state);
        if (const TypedTable* table = store_.table(key.kind)) {
            check_row(*table, key, state);
            check_search(table->form(), key, state, row.integer(4));
        }
    }

    void check_extra(std::string_view sql, const char* key) {
        Query query = db().query(sql);
        while (!problems_.full() && query.step()) {
            problem(key, {query.str(1), query.str(2), query.str(0)});
        }
    }

private:
    [[nodiscard]] Database& db() const { return store_.db(); }

    [[nodiscard]] Query query_of(std::string_view sql, const RecordKey& key) const {
        return db().query(sql, std::string_view{key.id}, std::string_view{key.scope},
                          std::string_view{key.kind});
    }

    void problem(const char* what, const RecordKey& key) {
        problems_.add(what, {{"record", key.id}, {"kind", key.kind}, {"scope", key.scope}});
    }

    void check_conflicts(const RecordKey& key, const RecordState& state) {
        std::set<std::string> stored;
        Query query = query_of(kConflicts, key);
        while (query.step()) {
            stored.insert(
                conflict_text(query.text(0), query.text(1), query.text(2), query.integer(3) != 0));
        }
        if (stored != conflict_texts(state)) problem("verify.conflict", key);
    }

    void check_row(const TypedTable& table, const RecordKey& key, const RecordState& state) {
        const TypedTable::Row row = table.compare(db(), key.id, key.scope, state.values);
        const bool good = row == (state.exists ? TypedTable::Row::Equal : TypedTable::Row::Missing);
        if (!good) problem("verify.row", key);
    }

    void check_search(const Form& form, const RecordKey& key, const RecordState& state,
                      std::int64_t place) {
        const std::string stored = db().text(kSearch, place).value_or("");
        if (stored != search_text(form, state)) problem("verify.search", key);
    }

    const Store& store_;
    Problems& problems_;
};

}  // namespace

void verify_rows(const Store& store, const std::set<RecordKey>& unreadable, Problems& problems) {
    RowCheck check{store, problems};
    Query ids = store.db().query(kIds);
    while (!problems.full() && ids.step()) {
        Query keys = store.db().query(kKeys, ids.text(0));
        while (keys.step()) {
            const RecordKey key{keys.str(0), keys.str(1), ids.str(0)};
            if (!unreadable.contains(key)) check.check_record(key);
        }
    }
    check.check_extra(kExtraRecords, "verify.extra_record");
    check.check_extra(kExtraConflicts, "verify.conflict");
    check.check_extra(kExtraSearch, "verify.search");
    for (const auto& [kind, form] : store.policy().forms) {
        check.check_extra(extra_rows_sql(kind), "verify.extra_row");
    }
}

}  // namespace cunji
