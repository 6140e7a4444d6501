#include "shared/store/tracing.h"

#include "shared/policy/calendar.h"
#include "shared/store/certificates.h"
#include "shared/store/lines.h"
#include "shared/store/reading.h"

#include <charconv>
#include <chrono>
#include <map>

namespace cunji {

namespace {

constexpr std::string_view kName = R"sql(
SELECT name FROM known_person WHERE id = ?1
UNION ALL SELECT name FROM user_account WHERE id = ?1 LIMIT 1)sql";
constexpr std::string_view kRecord =
    "SELECT scope, kind FROM record WHERE id = ?1 ORDER BY live DESC, scope LIMIT 1";

std::optional<RecordKey> key_of_id(const Store& store, std::string_view id) {
    if (const std::optional<OpId> op = op_id_from_text(id)) return record_of(store.db(), *op);
    Query query = store.db().query(kRecord, id);
    if (!query.step()) return std::nullopt;
    return RecordKey{query.str(0), query.str(1), std::string{id}};
}

/// The first seal at or after the op covers it: hashes chain the ops between.
SealState seal_of(const Store& store, const Line& line, const Certificate& said, std::int64_t n) {
    const std::vector<Seal> seals = seals_between(store.db(), line.announcement.rid, n,
                                                  std::numeric_limits<std::int64_t>::max());
    if (seals.empty()) return SealState::None;
    const auto genuine = [&](const Seal& seal) {
        return verify(said.device_key, seal_text(seal.rid, seal.n, seal.h), seal.signature);
    };
    return genuine(seals.front()) ? SealState::Verified : SealState::Wrong;
}

const char* text_of_seal(SealState state) {
    switch (state) {
        case SealState::Verified:
            return "verified";
        case SealState::None:
            return "none";
        case SealState::Wrong:
            return "wrong";
        case SealState::NoCertificate:
            return "no_certificate";
        case SealState::Own:
            return "own";
    }
    return "";
}

const char* text_of_standing(Standing::State state) {
    switch (state) {
        case Standing::State::Stands:
            return "stands";
        case Standing::State::Voided:
            return "voided";
        case Standing::State::Wrong:
            return "wrong";
        case Standing::State::Unknown:
            return "unknown";
    }
    return "";
}

void add_standing(Json& out, const Standing& standing, const std::optional<Message>& wrong) {
    out["verified"] = !wrong;
    if (wrong) out["problem"] = wrong->key;
    out["standing"] = text_of_standing(standing.state);
    if (standing.by) out["voided_by"] = to_text(*standing.by);
}

Json act_to_json(const Store& store, const GivenAct& given) {
    Json out = Json::object();
    out["act"] = given.act.act;
    out["author"] = given.by;
    if (const auto name = store.db().text(kName, std::string_view{given.by})) out["name"] = *name;
    if (const auto said = trusted_certificate(store, given.device)) out["role"] = said->role;
    out["device"] = given.device;
    out["at"] = given.at;
    out["received_at"] = given.received_at;
    add_standing(out, given.standing, given.wrong);
    if (given.taken_back) out["taken_back"] = true;
    if (!given.note.empty()) out["note"] = given.note;
    out["op"] = to_text(given.op);
    out["id"] = given.id;
    return out;
}

}  // namespace

std::optional<Trace> trace(const Store& store, std::string_view id, std::optional<Millis> as_of) {
    const std::optional<RecordKey> key = key_of_id(store, id);
    if (!key) return std::nullopt;
    const Millis until = as_of.value_or(std::numeric_limits<Millis>::max());
    Trace out;
    out.key = *key;
    out.as_of = as_of;
    std::map<std::string, const StoredOp*> by_id;
    const std::vector<StoredOp> held = ops_of_record(store.db(), *key);
    for (const StoredOp& op : held)
        by_id[to_text(op.logged.id)] = &op;
    for (const Json& said : history_of(store, *key)) {
        const auto found = by_id.find(std::string{text_of(said, "op")});
        if (found == by_id.end() || found->second->logged.op.at > until) continue;
        const StoredOp& stored = *found->second;
        TracedOp traced{stored.logged.id, said, {}, stored.received_at, SealState::NoCertificate};
        const std::optional<Line> line = find_line(store.db(), stored.logged.op.rid);
        if (line && line->county) {
            traced.seal = SealState::None;  // the county answers for its own line
            if (const auto pinned = county_key(store)) {
                Certificate county;
                county.device_key = *pinned;
                traced.seal = seal_of(store, *line, county, stored.logged.op.n);
            }
        } else if (line) {
            if (const auto who = trusted_certificate(store, line->announcement.device)) {
                traced.role = who->role;
                traced.seal = seal_of(store, *line, *who, stored.logged.op.n);
            }
        }
        if (line && line->mine && traced.seal == SealState::None) traced.seal = SealState::Own;
        out.ops.push_back(std::move(traced));
    }
    out.acts = acts_on(store, *key, until);
    out.signatures = cosignatures_on(store, *key);
    for (Json& conflict : list_conflicts(store, key->scope)) {
        if (text_of(conflict, "record") == key->id) out.conflicts.push_back(std::move(conflict));
    }
    return out;
}

std::optional<Millis> end_of_day(std::string_view day) {
    if (check_date(day) != DateOutcome::Good) return std::nullopt;
    int year = 0;
    unsigned month = 0;
    unsigned date = 0;
    std::from_chars(day.data(), day.data() + 4, year);
    std::from_chars(day.data() + 5, day.data() + 7, month);
    std::from_chars(day.data() + 8, day.data() + 10, date);
    const std::chrono::sys_days start{std::chrono::year{year} / std::chrono::month{month} /
                                      std::chrono::day{date}};
    constexpr std::chrono::hours kOffset{8};
    return std::chrono::milliseconds{start.time_since_epoch() + std::chrono::hours{24} - kOffset}
               .count() -
           1;
}

Json to_json(const Store& store, const Trace& trace) {
    Json out = Json::object();
    out["id"] = trace.key.id;
    out["kind"] = trace.key.kind;
    out["scope"] = trace.key.scope;
    if (trace.as_of) out["as_of"] = *trace.as_of;
    Json acts = Json::array();
    for (const GivenAct& given : trace.acts)
        acts.push_back(act_to_json(store, given));
    out["acts"] = std::move(acts);
    Json history = Json::array();
    for (const TracedOp& op : trace.ops) {
        Json entry = op.said;
        if (!op.role.empty()) entry["role"] = op.role;
        entry["received_at"] = op.received_at;
        entry["seal"] = text_of_seal(op.seal);
        history.push_back(std::move(entry));
    }
    out["history"] = std::move(history);
    Json signatures = Json::array();
    for (const CoSignature& one : trace.signatures) {
        Json entry{{"id", one.record.id}, {"kind", one.record.kind}, {"signer", one.signer},
                   {"image", one.image},  {"bound", one.bound},      {"counts", one.counts()}};
        if (one.bound) {
            entry["author"] = one.by;
            add_standing(entry, one.standing, one.wrong);
        }
        signatures.push_back(std::move(entry));
    }
    out["signatures"] = std::move(signatures);
    out["conflicts"] = trace.conflicts;
    return out;
}

}  // namespace cunji
