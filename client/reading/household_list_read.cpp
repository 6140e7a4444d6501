#include "client/reading/household_list_read.h"

#include "client/reading/household_list_build.h"
#include "shared/store/op_log.h"

#include <algorithm>
#include <set>

namespace cunji {

namespace {

/// More changes than this at once (a first sync) are read faster by reading everything.
constexpr std::int64_t kChangesMost = 2000;
constexpr int kHopsMost = 3;  // a photo of a visit of a household

constexpr std::string_view kOps = "SELECT coalesce(sum(ops), 0) FROM scope_head";
constexpr std::string_view kLseq = "SELECT coalesce(max(lseq), 0) FROM op";
constexpr std::string_view kReceipts = "SELECT coalesce(sum(n), 0) FROM receipt";
constexpr std::string_view kNew = "SELECT count(*) FROM op WHERE lseq > ?1";
constexpr std::string_view kChanged = "SELECT DISTINCT record, kind, scope FROM op WHERE lseq > ?1";
constexpr std::string_view kUnsent = R"sql(
SELECT DISTINCT o.scope, o.kind, o.record FROM line l JOIN op o ON o.rid = l.rid
WHERE l.mine = 1
  AND o.n > coalesce((SELECT max(r.n) FROM receipt r WHERE r.rid = l.rid), 0))sql";
constexpr std::string_view kConflicts = R"sql(
SELECT record, kind, count(DISTINCT field) FROM conflict GROUP BY record, scope, kind)sql";

HouseholdStamp stamp_of(const Store& store) {
    const auto number = [&](std::string_view sql) { return store.db().integer(sql).value_or(0); };
    return {number(kOps), number(kLseq), number(kReceipts), store.policy().version};
}

bool counts_for_list(std::string_view kind) {
    return kind == "household_year" || kind == "visit" || kind == "member";
}

/// Every household that the record was ever part of: moved from one to another, both change.
void add_households_of(const Store& store, const RecordKey& key, std::set<std::string>& out) {
    for (const StoredOp& stored : ops_of_record(store.db(), key)) {
        const Value* value = stored.logged.op.find_set("household");
        if (value != nullptr && value->text() != nullptr) out.insert(*value->text());
    }
}

/// Texts of rows that were read again stay behind; a list of mostly such is made anew.
bool worn(const HouseholdList& list) {
    std::size_t live = 0;
    for (const HouseholdRow& row : list.rows)
        live += std::size_t{row.name_bytes} + row.number_bytes + row.search_bytes;
    return list.texts.size() > 2 * live;
}

/// Nothing when too much has changed, or something other than new ops.
std::optional<std::set<std::string>> changed_since(const Store& store, const HouseholdStamp& before,
                                                   const HouseholdStamp& now) {
    const std::int64_t added = store.db().integer(kNew, before.lseq).value_or(0);
    if (before.policy != now.policy || before.ops + added != now.ops) return std::nullopt;
    if (added > kChangesMost) return std::nullopt;
    std::vector<RecordKey> keys;
    {
        Query query = store.db().query(kChanged, before.lseq);
        while (query.step())
            keys.push_back({query.str(2), query.str(1), query.str(0)});
    }
    std::set<std::string> out;
    for (const RecordKey& key : keys) {
        if (key.kind == "household") out.insert(key.id);
        if (counts_for_list(key.kind)) add_households_of(store, key, out);
    }
    return out;
}

void mark_unsent(const Store& store, HouseholdList& list) {
    for (const RecordKey& key : unsent_records(store)) {
        const auto row = list.find(household_of(store, key.kind, key.id));
        if (row) list.rows[*row].only_here = true;
    }
}

void mark_conflicts(const Store& store, HouseholdList& list) {
    constexpr std::int64_t kMost = std::numeric_limits<std::uint8_t>::max();
    Query query = store.db().query(kConflicts);
    while (query.step()) {
        const auto row = list.find(household_of(store, query.text(1), query.text(0)));
        if (!row) continue;
        std::uint8_t& count = list.rows[*row].conflicts;
        count = static_cast<std::uint8_t>(std::min(kMost, count + query.integer(2)));
    }
}

std::string next_hop(const Store& store, const std::string& kind, std::string_view id,
                     const char* field) {
    return store.db()
        .text("SELECT " + sql_name(field) + " FROM " + sql_name(kind) + " WHERE id = ?1", id)
        .value_or("");
}

}  // namespace

HouseholdListPtr read_household_names(const Store& store) {
    const Snapshot snapshot{store.db()};
    HouseholdListBuilder builder{store};
    builder.read_households();
    auto list = std::make_shared<HouseholdList>(builder.take());
    return list;
}

HouseholdListPtr read_household_list(const Store& store, const HouseholdListPtr& before) {
    const Snapshot snapshot{store.db()};
    const HouseholdStamp stamp = stamp_of(store);
    if (before != nullptr && before->complete && before->stamp == stamp) return before;
    const bool usable = before != nullptr && before->complete && !worn(*before);
    const auto changed = usable ? changed_since(store, before->stamp, stamp)
                                : std::optional<std::set<std::string>>{};
    HouseholdListBuilder builder{store};
    if (changed) {
        builder.start_from(*before, *changed);
    } else {
        builder.read_households();
        builder.read_parts();
    }
    auto list = std::make_shared<HouseholdList>(builder.take());
    mark_unsent(store, *list);
    mark_conflicts(store, *list);
    list->stamp = stamp;
    list->complete = true;
    return list;
}

std::vector<RecordKey> unsent_records(const Store& store) {
    std::vector<RecordKey> out;
    Query query = store.db().query(kUnsent);
    while (query.step())
        out.push_back({query.str(0), query.str(1), query.str(2)});
    return out;
}

std::string household_of(const Store& store, std::string_view kind, std::string_view id) {
    std::string at_kind{kind};
    std::string at{id};
    for (int hop = 0; hop < kHopsMost && !at.empty(); ++hop) {
        if (at_kind == "household") return at;
        const TypedTable* table = store.table(at_kind);
        if (table == nullptr) return {};
        const auto leads = [&](const char* field) {
            const Field* found = table->form().find(field);
            return found != nullptr && has_column(*found);
        };
        if (leads("household")) return next_hop(store, at_kind, at, "household");
        if (leads("member")) {
            at = next_hop(store, at_kind, at, "member");
            at_kind = "member";
        } else if (leads("subject")) {
            at = next_hop(store, at_kind, at, "subject");
            at_kind = store.db()
                          .text("SELECT kind FROM record WHERE id = ?1 ORDER BY live DESC LIMIT 1",
                                std::string_view{at})
                          .value_or("");
        } else {
            return {};
        }
    }
    return {};
}

}  // namespace cunji
