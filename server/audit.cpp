#include "server/audit.h"

#include "shared/base/check.h"

#include <algorithm>

namespace cunji {

namespace {

constexpr Millis kDay = Millis{24} * 3600 * 1000;
constexpr std::string_view kHead = "SELECT seq, h FROM audit ORDER BY seq DESC LIMIT 1";
constexpr std::string_view kNewest = R"sql(
SELECT seq, at, bytes, signature FROM audit_checkpoint WHERE cut = 0 ORDER BY seq DESC LIMIT 1)sql";
constexpr std::string_view kAt = "SELECT bytes FROM audit_checkpoint WHERE seq = ?1 AND cut = 0";
constexpr std::string_view kPut = R"sql(
INSERT INTO audit_checkpoint (seq, cut, at, bytes, signature) VALUES (?1, ?2, ?3, ?4, ?5))sql";
constexpr std::string_view kCountersign = R"sql(
INSERT OR IGNORE INTO audit_countersignature (seq, device, signature) VALUES (?1, ?2, ?3))sql";
// The clock may have been put back: all up to the first row that must stay.
constexpr std::string_view kFirstKept =
    "SELECT min(seq) FROM audit WHERE json_extract(bytes, '$.at') >= ?1";

void sign_checkpoint(const Store& store, const AuditHead& head, bool cut, Millis now) {
    const Identity identity = read_identity(store);
    const std::string bytes =
        encode_checkpoint({identity.node, identity.epoch, head.seq, head.h, now, cut});
    const Signature signature = sign(identity.keys, checkpoint_text(bytes));
    store.db().run(kPut, head.seq, cut, now, std::string_view{bytes}, ByteView{signature});
}

bool is_due(const Store& store, std::int64_t seq, Millis now) {
    Query query = store.db().query(kNewest);
    if (!query.step()) return true;
    const Millis age = now - query.integer(1);
    return seq - query.integer(0) >= kCheckpointRows || age >= kCheckpointMillis ||
           age <= -kCheckpointMillis;
}

}  // namespace

std::string_view word_of(AuditVerb verb) {
    switch (verb) {
        case AuditVerb::Enrol:
            return "enrol";
        case AuditVerb::Confirm:
            return "confirm";
        case AuditVerb::Revoke:
            return "revoke";
        case AuditVerb::Grant:
            return "grant";
        case AuditVerb::EndGrant:
            return "end_grant";
        case AuditVerb::Handover:
            return "handover";
        case AuditVerb::AddAccount:
            return "add_account";
        case AuditVerb::DisableAccount:
            return "disable_account";
        case AuditVerb::Code:
            return "code";
        case AuditVerb::Policy:
            return "policy";
        case AuditVerb::Pull:
            return "pull";
        case AuditVerb::ReadBlob:
            return "read_blob";
        case AuditVerb::Push:
            return "push";
        case AuditVerb::Refuse:
            return "refuse";
        case AuditVerb::Quarantine:
            return "quarantine";
        case AuditVerb::Release:
            return "release";
        case AuditVerb::RefuseQuarantined:
            return "refuse_quarantined";
        case AuditVerb::ReadQuarantined:
            return "read_quarantined";
        case AuditVerb::Trace:
            return "trace";
        case AuditVerb::Export:
            return "export";
        case AuditVerb::Backup:
            return "backup";
        case AuditVerb::Restore:
            return "restore";
        case AuditVerb::Prune:
            return "prune";
        case AuditVerb::RecoveryKey:
            return "recovery_key";
        case AuditVerb::Recover:
            return "recover";
    }
    return {};
}

void record_event(const Store& store, const AuditEvent& event, Millis now) {
    AuditHead head = audit_head(store);
    Json row = Json::object();
    row["seq"] = ++head.seq;
    row["at"] = now;
    row["who"] = event.who;
    row["device"] = event.device;
    row["verb"] = word_of(event.verb);
    row["what"] = event.what;
    row["scope"] = event.scope;
    row["detail"] = event.detail;
    const std::string bytes = write_json(row);
    head.h = chain(head.h, bytes);
    store.db().run("INSERT INTO audit (seq, h, bytes) VALUES (?1, ?2, ?3)", head.seq, head.h,
                   std::string_view{bytes});
    if (is_due(store, head.seq, now)) sign_checkpoint(store, head, false, now);
}

void make_checkpoint(const Store& store, Millis now) {
    const AuditHead head = audit_head(store);
    if (head.seq == 0 || store.db().text(kAt, head.seq)) return;
    sign_checkpoint(store, head, false, now);
}

AuditHead audit_head(const Store& store) {
    Query query = store.db().query(kHead);
    if (!query.step()) return {};
    return {query.integer(0), query.hash(1)};
}

std::optional<Signed> checkpoint_to_tell(const Store& store, const AuditPoint& heard) {
    Query query = store.db().query(kNewest);
    if (!query.step()) return std::nullopt;
    Signed out{query.str(2), {}};
    const ByteView signature = query.blob(3);
    std::copy_n(signature.begin(), std::min(signature.size(), out.signature.size()),
                out.signature.begin());
    const Result<Checkpoint> checkpoint = decode_checkpoint(out.bytes);
    if (!checkpoint) store.db().fail_damaged("audit_checkpoint");
    if (checkpoint->seq == heard.seq && shorten(checkpoint->head) == heard.head) {
        return std::nullopt;
    }
    return out;
}

bool take_countersignature(const Store& store, std::string_view device, const PublicKey& key,
                           const AuditPoint& said) {
    if (!said.countersignature) return false;
    const std::optional<std::string> bytes = store.db().text(kAt, said.seq);
    if (!bytes || !verify(key, countersign_text(*bytes), *said.countersignature)) return false;
    store.db().run(kCountersign, said.seq, device, ByteView{*said.countersignature});
    return true;
}

std::int64_t prune_audit(const Store& store, const std::string& who, Millis before, Millis now) {
    CHECK_THAT(now - before >= kAuditDaysMin * kDay);
    // The row that tells of it stays, so that there is always a first one kept.
    record_event(store, {AuditVerb::Prune, who, {}, {}, {}, Json{{"before", before}}}, now);
    const std::int64_t first = store.db().integer(kFirstKept, before).value_or(0);
    const auto start = store.db().integer("SELECT min(seq) FROM audit").value_or(0);
    if (first <= start) return 0;
    AuditHead cut{first - 1, {}};
    {
        Query query = store.db().query("SELECT h FROM audit WHERE seq = ?1", cut.seq);
        query.step();
        cut.h = query.hash(0);
    }
    sign_checkpoint(store, cut, true, now);
    store.db().run("DELETE FROM audit_countersignature WHERE seq <= ?1", cut.seq);
    store.db().run("DELETE FROM audit_checkpoint WHERE seq <= ?1 AND cut = 0", cut.seq);
    return store.db().run("DELETE FROM audit WHERE seq <= ?1", cut.seq);
}

}  // namespace cunji
