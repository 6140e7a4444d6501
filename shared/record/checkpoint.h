#pragma once

#include "shared/record/certificate.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cunji {

/// Where a server's audit log stood. The county signs the bytes; devices keep them and sign them
/// too, so that nobody can shorten or rewrite the log later without being found out.
struct Checkpoint {
    std::string node;
    std::string epoch;
    std::int64_t seq = 0;  ///< of the last row it covers
    Hash head{};           ///< h of that row
    Millis at = 0;         ///< the server's clock
    bool cut = false;      ///< the rows up to seq were pruned: a log may begin behind it
};

std::string encode_checkpoint(const Checkpoint& checkpoint);
/// @returns error.wire.member, error.json.*
Result<Checkpoint> decode_checkpoint(std::string_view bytes);
/// What the county signs.
std::string checkpoint_text(std::string_view bytes);
/// What a device signs that has received it.
std::string countersign_text(std::string_view bytes);

/// The checkpoint, if this county signed these very bytes.
std::optional<Checkpoint> trusted_checkpoint(const Signed& content, const PublicKey& county_key);

/// What a device shows of the newest checkpoint it holds, to be compared with the log.
struct AuditReceipt {
    PublicKey county_key{};  ///< as pinned at enrolment
    Signed checkpoint;
};

std::string encode_receipt(const AuditReceipt& receipt);
/// @returns error.wire.member, error.json.*
Result<AuditReceipt> decode_receipt(std::string_view text);

}  // namespace cunji
