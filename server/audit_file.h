#pragma once

#include "server/audit.h"

#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace cunji {

// The audit log as a file that an auditor checks with nothing but public keys. JSON lines
// (docs/data-format.md): a header, then each row with its hash, and behind the row where the county
// signed, the checkpoint and the countersignatures of devices.

/// Writes the log up to its newest checkpoint, behind which nothing vouches for a row yet; takes as
/// long as the log is, while others write on. @returns the last row written
AuditHead export_audit(const Store& store, std::ostream& out);

/// What the auditor knows from elsewhere: without any of it a log whose end was cut off, or that
/// was written anew under another key, looks whole.
struct AuditProof {
    std::optional<PublicKey> county_key{};
    std::vector<AuditHead> heads{};        ///< noted down earlier
    std::vector<AuditReceipt> receipts{};  ///< of devices
};

struct AuditFindings {
    std::int64_t first = 0;  ///< seq
    std::int64_t last = 0;
    std::int64_t checkpoints = 0;
    std::int64_t countersignatures = 0;
    std::int64_t not_compared = 0;  ///< heads and receipts of rows that were pruned
    Hash head{};                    ///< h of the last row
    PublicKey county_key{};         ///< as the file says
    std::vector<Message> problems;  ///< audit_file.*, at most kAuditProblemsMax; none: it is whole
};

inline constexpr std::size_t kAuditProblemsMax = 20;
inline constexpr std::size_t kAuditLineMax = std::size_t{1} << 20U;  ///< bytes

/// Reads line by line; a broken promise is named by the row it is at.
AuditFindings verify_audit(std::istream& in, const AuditProof& proof);

}  // namespace cunji
