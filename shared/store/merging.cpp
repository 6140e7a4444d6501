#include "shared/store/merging.h"

#include "shared/json/json.h"
#include "shared/store/search.h"

#include <algorithm>

namespace cunji {

namespace {

constexpr std::string_view kReadRecord =
    "SELECT heads, live, approved, conflicts FROM record WHERE id = ?1 AND scope = ?2 AND kind = "
    "?3";
constexpr std::string_view kWriteRecord = R"sql(
INSERT INTO record (id, scope, kind, heads, live, approved, conflicts)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT (id, scope, kind) DO UPDATE SET heads = excluded.heads, live = excluded.live,
  approved = excluded.approved, conflicts = excluded.conflicts)sql";
constexpr std::string_view kDropRecord =
    "DELETE FROM record WHERE id = ?1 AND scope = ?2 AND kind = ?3";
constexpr std::string_view kReadConflicts = R"sql(
SELECT field, op, value, shown FROM conflict
WHERE record = ?1 AND scope = ?2 AND kind = ?3)sql";
constexpr std::string_view kDropConflicts =
    "DELETE FROM conflict WHERE record = ?1 AND scope = ?2 AND kind = ?3";
constexpr std::string_view kAddConflict = R"sql(
INSERT INTO conflict (record, scope, kind, field, op, value, shown)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7))sql";

/// What the record table says, before the values are needed.
struct RecordLine {
    std::vector<OpId> heads;
    bool live = false;
    bool approved = false;
    std::int64_t conflicts = 0;
};

std::vector<OpId> heads_of_text(const Database& database, std::string_view text) {
    std::vector<OpId> out;
    while (!text.empty()) {
        const std::size_t space = std::min(text.find(' '), text.size());
        const auto id = op_id_from_text(text.substr(0, space));
        if (!id) database.fail_damaged("heads of a record");
        out.push_back(*id);
        text.remove_prefix(std::min(space + 1, text.size()));
    }
    return out;
}

std::optional<RecordLine> read_record_line(Database& database, const RecordKey& key) {
    Query query = database.query(kReadRecord, std::string_view{key.id}, std::string_view{key.scope},
                                 std::string_view{key.kind});
    if (!query.step()) return std::nullopt;
    return RecordLine{heads_of_text(database, query.text(0)), query.integer(1) != 0,
                      query.integer(2) != 0, query.integer(3)};
}

void write_conflicts(Database& database, const RecordKey& key, const RecordState& state) {
    for (const auto& [field, conflict] : state.conflicts) {
        for (const FieldHead& head : conflict.values) {
            database.run(kAddConflict, std::string_view{key.id}, std::string_view{key.scope},
                         std::string_view{key.kind}, std::string_view{field},
                         std::string_view{to_text(head.op)},
                         std::string_view{write_json(to_json(head.value))},
                         head.op == conflict.shown);
        }
    }
}

void write_state(const Store& store, const RecordKey& key, const RecordState& state,
                 const std::optional<RecordLine>& before) {
    Database& database = store.db();
    const auto conflicts = static_cast<std::int64_t>(state.conflicts.size());
    database.run(kWriteRecord, std::string_view{key.id}, std::string_view{key.scope},
                 std::string_view{key.kind}, std::string_view{heads_text(state.heads)},
                 state.exists, state.approved, conflicts);
    if (before && before->conflicts > 0) {
        database.run(kDropConflicts, std::string_view{key.id}, std::string_view{key.scope},
                     std::string_view{key.kind});
    }
    write_conflicts(database, key, state);
    const TypedTable* table = store.table(key.kind);
    if (table == nullptr) return;
    if (state.exists) {
        table->write(database, key.id, key.scope, state.values);
    } else if (before && before->live) {
        table->erase(database, key.id, key.scope);
    }
    update_search(database, table->form(), key, state);
}

const Form& form_or_empty(const Store& store, std::string_view kind) {
    static const Form nothing{};  // an unknown kind keeps its heads and waits for its form
    const TypedTable* table = store.table(kind);
    return table != nullptr ? table->form() : nothing;
}

bool knows_fields(const Form& form, const Op& op) {
    const auto known = [&](const auto& changes) {
        return std::all_of(changes.begin(), changes.end(),
                           [&](const auto& change) { return form.find(change.first) != nullptr; });
    };
    return known(op.set) && known(op.add) && known(op.rem) && known(op.app);
}

}  // namespace

bool is_known(const Store& store, const Op& op) {
    const Form* form = store.policy().find(op.kind);
    return form != nullptr && knows_fields(*form, op);
}

std::string heads_text(const std::vector<OpId>& heads) {
    std::string out;
    for (const OpId& id : heads) {
        if (!out.empty()) out += ' ';
        out += to_text(id);
    }
    return out;
}

RecordState fold_ops(const Store& store, std::string_view kind, std::span<const StoredOp> ops) {
    std::vector<FoldOp> input;
    input.reserve(ops.size());
    for (const StoredOp& stored : ops)
        input.push_back({&stored.logged, stored.county});
    return fold(input, form_or_empty(store, kind));
}

RecordState fold_record(const Store& store, const RecordKey& key) {
    return fold_ops(store, key.kind, ops_of_record(store.db(), key));
}

std::optional<RecordState> stored_state(const Store& store, const RecordKey& key) {
    Database& database = store.db();
    const std::optional<RecordLine> line = read_record_line(database, key);
    if (!line) return std::nullopt;
    RecordState state;
    state.heads = line->heads;
    state.exists = line->live;
    state.approved = line->approved;
    const TypedTable* table = store.table(key.kind);
    if (line->live && table != nullptr) {
        state.values = table->read(database, key.id, key.scope).value_or(Values{});
    }
    Query query = database.query(kReadConflicts, std::string_view{key.id},
                                 std::string_view{key.scope}, std::string_view{key.kind});
    while (query.step()) {
        Conflict& conflict = state.conflicts[query.str(0)];
        const auto op = op_id_from_text(query.text(1));
        const Result<Json> json = parse_json(query.text(2));
        if (!op || !json) database.fail_damaged("conflict of record " + key.id);
        conflict.values.push_back({*op, value_from_json(*json).value_or(Value{})});
        if (query.integer(3) != 0) conflict.shown = *op;
    }
    for (auto& [field, conflict] : state.conflicts) {
        std::sort(conflict.values.begin(), conflict.values.end(),
                  [](const FieldHead& a, const FieldHead& b) { return a.op < b.op; });
    }
    return state;
}

void merge_op(const Store& store, const LoggedOp& logged) {
    const RecordKey key = key_of(logged.op);
    const std::optional<RecordLine> line = read_record_line(store.db(), key);
    RecordState state;
    if (line) {
        state.heads = line->heads;
        state.approved = line->approved;
        state.exists = line->live;
    }
    const bool simple = (!line || line->conflicts == 0) && can_apply_on_top(state, logged);
    if (!simple) {
        write_state(store, key, fold_record(store, key), line);
        return;
    }
    const TypedTable* table = store.table(key.kind);
    if (line && line->live && table != nullptr) {
        state.values = table->read(store.db(), key.id, key.scope).value_or(Values{});
    }
    apply_on_top(state, logged, form_or_empty(store, key.kind));
    write_state(store, key, state, line);
}

void refold(const Store& store, const RecordKey& key) {
    refold(store, key, ops_of_record(store.db(), key));
}

void refold(const Store& store, const RecordKey& key, std::span<const StoredOp> ops) {
    if (ops.empty()) {
        write_state(store, key, {}, read_record_line(store.db(), key));
        store.db().run(kDropRecord, std::string_view{key.id}, std::string_view{key.scope},
                       std::string_view{key.kind});
        return;
    }
    write_state(store, key, fold_ops(store, key.kind, ops), read_record_line(store.db(), key));
}

}  // namespace cunji
