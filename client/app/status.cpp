#include "client/app/status.h"

#include "client/app/syncing.h"
#include "shared/json/json.h"
#include "shared/store/blob_table.h"
#include "shared/store/reading.h"

namespace cunji {

namespace {

constexpr std::string_view kByKind =
    "SELECT kind, count(*) FROM record WHERE live = 1 GROUP BY kind ORDER BY kind";
constexpr std::string_view kOnDevice = R"sql(
SELECT 1 FROM line l WHERE l.rid = ?1 AND l.mine = 1
  AND NOT EXISTS (SELECT 1 FROM receipt r WHERE r.rid = l.rid AND r.n >= ?2))sql";

}  // namespace

bool only_here(const Store& store, const OpId& op) {
    return store.db().integer(kOnDevice, signed_rid(op.rid), op.n).has_value();
}

DeviceStatus device_status(const Store& store) {
    const Snapshot snapshot{store.db()};
    const auto count = [&](std::string_view sql) { return store.db().integer(sql).value_or(0); };
    DeviceStatus out;
    out.enrolment = read_enrolment(store);
    out.scopes = scope_states(store);
    const SyncStatus own = sync_status(store);
    out.ops = own.ops;
    out.on_device = own.on_device;
    out.acknowledged = own.acknowledged;
    out.parked = count("SELECT count(*) FROM op WHERE parked = 1");
    out.refused = count("SELECT count(*) FROM refusal");
    out.drafts = count("SELECT count(*) FROM draft");
    out.conflicts = open_conflicts(store);
    out.photos_left = blobs_left(store).count;
    Query kinds = store.db().query(kByKind);
    while (kinds.step()) {
        out.by_kind[kinds.str(0)] = kinds.integer(1);
        out.records += kinds.integer(1);
    }
    for (const std::string& scope : scopes_held(store.db())) {
        out.digests[scope] = scope_head(store.db(), scope).digest;
    }
    return out;
}

std::optional<Json> trace_record(const Store& store, std::string_view id) {
    std::optional<Json> record = show_record(store, id, true);
    if (!record) return std::nullopt;
    add_places(store, *record);
    return record;
}

void add_places(const Store& store, Json& record) {
    for (Json& entry : record["history"]) {
        const std::optional<OpId> op = op_id_from_text(text_of(entry, "op"));
        entry["where"] = op && only_here(store, *op) ? "device" : "server";
    }
}

}  // namespace cunji
