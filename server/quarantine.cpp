#include "server/quarantine.h"

#include "server/audit.h"

namespace cunji {

namespace {

constexpr const char* kReleased = "released";
constexpr const char* kRefused = "refused";
constexpr std::string_view kHeldBefore = "SELECT 1 FROM quarantine WHERE device = ?1 AND hash = ?2";
constexpr std::string_view kBytesHeld = R"sql(
SELECT coalesce(sum(length(bytes)), 0) FROM quarantine
WHERE device = ?1 AND decision <> 'released')sql";
constexpr std::string_view kKeep =
    "INSERT INTO quarantine (device, at, bytes, hash) VALUES (?1, ?2, ?3, ?4)";
constexpr std::string_view kEntries = R"sql(
SELECT q.id, q.device, coalesce(d.by, ''), coalesce(u.name, ''), q.at, length(q.bytes),
       q.decision, coalesce(q.decided_at, 0), coalesce(q.decided_by, ''), coalesce(q.reason, '')
FROM quarantine q LEFT JOIN device d ON d.id = q.device LEFT JOIN user_account u ON u.id = d.by
WHERE ?1 = 0 OR q.id = ?1 ORDER BY q.id)sql";
constexpr std::string_view kDecide = R"sql(
UPDATE quarantine SET decision = ?2, decided_at = ?3, decided_by = ?4, reason = ?5
WHERE id = ?1)sql";

QuarantineEntry entry_of(const Query& query) {
    return {query.integer(0), query.str(1), query.str(2),     query.str(3), query.integer(4),
            query.integer(5), query.str(6), query.integer(7), query.str(8), query.str(9)};
}

Message problem(const char* key, std::int64_t id) {
    return {key, {{"id", std::to_string(id)}}};
}

void decide(const Store& store, const QuarantineEntry& entry, const Judgement& judgement,
            const char* decision, AuditVerb verb, Millis now) {
    record_event(store, {verb, judgement.who, entry.device, std::to_string(entry.id), {}}, now);
    store.db().run(kDecide, entry.id, decision, now, std::string_view{judgement.who},
                   std::string_view{judgement.reason});
}

}  // namespace

Quarantined quarantine_push(const Store& store, const Device& device, std::string_view body,
                            Millis now) {
    const Hash hash = blake2b({body});
    if (store.db().integer(kHeldBefore, std::string_view{device.id}, hash)) {
        return Quarantined::KeptBefore;
    }
    const auto size = static_cast<std::int64_t>(body.size());
    const std::int64_t held =
        store.db().integer(kBytesHeld, std::string_view{device.id}).value_or(0);
    if (held + size > kQuarantineBytesMax) return Quarantined::Full;
    store.db().run(kKeep, std::string_view{device.id}, now, bytes_of(body), hash);
    const std::int64_t id = store.db().last_row();
    record_event(store,
                 {AuditVerb::Quarantine,
                  device.by,
                  device.id,
                  std::to_string(id),
                  {},
                  Json{{"bytes", size}, {"hash", to_hex(hash)}}},
                 now);
    return Quarantined::Kept;
}

std::vector<QuarantineEntry> quarantine_entries(const Store& store) {
    std::vector<QuarantineEntry> out;
    Query query = store.db().query(kEntries, 0);
    while (query.step())
        out.push_back(entry_of(query));
    return out;
}

std::optional<QuarantineEntry> find_quarantined(const Store& store, std::int64_t id) {
    if (id < 1) return std::nullopt;
    Query query = store.db().query(kEntries, id);
    if (!query.step()) return std::nullopt;
    return entry_of(query);
}

std::string quarantined_bytes(const Store& store, std::int64_t id) {
    Query query = store.db().query("SELECT bytes FROM quarantine WHERE id = ?1", id);
    if (!query.step()) return {};
    const ByteView bytes = query.blob(0);
    return {bytes.begin(), bytes.end()};
}

Result<PushAnswer> release_quarantined(const Store& store, const Identity& identity,
                                       const Judgement& judgement, Millis now, Random& random,
                                       const Texts& texts) {
    const std::optional<QuarantineEntry> entry = find_quarantined(store, judgement.id);
    if (!entry) return problem("error.quarantine.unknown", judgement.id);
    // What was refused may be released after all; what is in the log stays there.
    if (entry->decision == kReleased) return problem("error.quarantine.decided", judgement.id);
    const std::optional<Device> device = find_device(store, entry->device);
    const std::string body = quarantined_bytes(store, entry->id);
    const Result<std::vector<PushRun>> runs = decode_push(body);
    if (!device || !runs) return problem("error.quarantine.unreadable", judgement.id);
    decide(store, *entry, judgement, kReleased, AuditVerb::Release, now);
    PushAnswer answer = ingest_push(store, identity, *device, *runs, now, random, texts);
    if (!answer.unknown_parent.empty()) return problem("error.quarantine.first", judgement.id);
    if (!answer.stopped.empty()) {
        return Message{
            "error.quarantine.broken",
            {{"id", std::to_string(judgement.id)}, {"text", answer.stopped.front().text}}};
    }
    return answer;
}

std::optional<Message> refuse_quarantined(const Store& store, const Judgement& judgement,
                                          Millis now) {
    const std::optional<QuarantineEntry> entry = find_quarantined(store, judgement.id);
    if (!entry) return problem("error.quarantine.unknown", judgement.id);
    if (!entry->decision.empty()) return problem("error.quarantine.decided", judgement.id);
    decide(store, *entry, judgement, kRefused, AuditVerb::RefuseQuarantined, now);
    return std::nullopt;
}

}  // namespace cunji
