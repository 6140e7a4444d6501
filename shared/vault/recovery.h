#pragma once

#include "shared/base/result.h"
#include "shared/vault/keyring.h"

#include <string>
#include <string_view>

namespace cunji {

// A forgotten passphrase: the device asks, the office answers, the office's key stays in the office
// and the device's data key is never seen on the way (docs/security.md).

/// What a device shows or sends to its office.
struct RecoveryRequest {
    std::string name;        ///< of the person, so that the office asks the right one
    EnvelopeKey reply_to{};  ///< made for this request
    Keyring::ByRecovery sealed;
};

std::string encode_recovery_request(const RecoveryRequest& request);
/// @returns error.recovery.request
Result<RecoveryRequest> decode_recovery_request(std::string_view text);

/// Makes a request; the half that opens the answer stays in DIR/recovery.json. @returns
/// error.recovery.none when the folder was never closed for an office
Result<RecoveryRequest> begin_recovery(const std::string& folder);

/// What the office gives back: text. @returns error.recovery.other_key
Result<std::string> answer_recovery(const RecoveryRequest& request, const EnvelopePair& office);

/// The folder's keys out of the answer. @returns error.recovery.not_begun, error.recovery.answer
Result<Keys> finish_recovery(const std::string& folder, std::string_view answer);
/// Once the folder has its new passphrase.
void end_recovery(const std::string& folder);

/// A recovery key as a file: 64 hex digits. It is kept offline.
std::string encode_envelope_pair(const EnvelopePair& pair);
/// @returns error.recovery.key_file
Result<EnvelopePair> decode_envelope_pair(std::string_view text);

}  // namespace cunji
