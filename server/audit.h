#pragma once

#include "server/node.h"
#include "shared/json/json.h"
#include "shared/record/checkpoint.h"
#include "shared/wire/messages.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cunji {

// The audit log: who did, read or changed what. Each row is chained to the one before by its hash,
// and the county signs where the log stands again and again. Functions that write run in the
// caller's transaction, that of what they tell of: what cannot be written down does not happen.

inline constexpr std::int64_t kCheckpointRows = 1'000;
inline constexpr Millis kCheckpointMillis = Millis{10} * 60 * 1000;
/// 网络安全法 art. 21: logs are kept for at least six months.
inline constexpr std::int64_t kAuditDaysMin = 180;
inline constexpr std::int64_t kAuditDaysDefault = 3 * 366;

enum class AuditVerb {
    Enrol,
    Confirm,
    Revoke,
    Grant,
    EndGrant,
    Handover,
    AddAccount,
    DisableAccount,
    Code,
    Policy,
    Pull,
    ReadBlob,
    Push,
    Refuse,
    Quarantine,
    Release,
    RefuseQuarantined,
    ReadQuarantined,
    Trace,
    Export,
    Backup,
    Restore,
    Prune,
    RecoveryKey,
    Recover,
};

/// As it stands in the log.
std::string_view word_of(AuditVerb verb);

/// Ids, codes and numbers only: never a name, nor anything that a person wrote.
struct AuditEvent {
    AuditVerb verb = AuditVerb::Enrol;
    std::string who;     ///< person, server, or "uid:<n>" of the machine's user for `admin`
    std::string device;  ///< empty where there is none
    std::string what;    ///< id of the record, account, device, picture ...
    std::string scope;
    Json detail = Json::object();
};

/// Appends a row, and a checkpoint when one is due.
void record_event(const Store& store, const AuditEvent& event, Millis now);

/// Signs where the log stands, unless that was done.
void make_checkpoint(const Store& store, Millis now);

struct AuditHead {
    std::int64_t seq = 0;  ///< 0: no row yet
    Hash h{};
};

AuditHead audit_head(const Store& store);

/// The newest checkpoint for a device that says how far it has heard; nullopt when it has that one.
std::optional<Signed> checkpoint_to_tell(const Store& store, const AuditPoint& heard);

/// Keeps a device's signature over a checkpoint. False when it is not its signature or there is no
/// such checkpoint.
bool take_countersignature(const Store& store, std::string_view device, const PublicKey& key,
                           const AuditPoint& said);

/// Drops the rows from before `before`, with their checkpoints; a signed cut stays, so that the
/// rest still verifies. @returns how many went. @pre `before` is at least kAuditDaysMin ago.
std::int64_t prune_audit(const Store& store, const std::string& who, Millis before, Millis now);

}  // namespace cunji
