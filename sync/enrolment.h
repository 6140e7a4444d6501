#pragma once

#include "shared/store/saving.h"
#include "shared/wire/compression.h"
#include "shared/wire/enrol_payload.h"
#include "shared/wire/messages.h"
#include "sync/transport.h"

#include <string>

namespace cunji {

/// Who this device is and which county it belongs to, as kept in its database.
struct Enrolment {
    std::string device;
    KeyPair device_keys;
    std::optional<KeyPair> person_keys{};  ///< sign acts; absent where it was enrolled before them
    std::string by;
    std::string name;
    std::string role;
    ServerAddress server;  ///< as typed, with what the office's QR code said of its key
    std::string node;      ///< the server's id
    PublicKey county_key{};
    Signed certificate;
    bool confirm = false;  ///< the office had yet to compare its key when it was enrolled

    /// nullopt for a role that only reads.
    [[nodiscard]] std::optional<Author> author() const;
};

std::optional<Enrolment> read_enrolment(const Store& store);

/// Uses the one-time code that an office gave: makes keys, sends them, keeps what the county
/// answers, and takes its policy. @returns error.enrol.*, error.net.*, error.wire.*
Result<Enrolment> enrol_device(Store& store, Transport& transport, const EnrolText& text,
                               Clock& clock, const Compressor& compressor);

class ServerLink;

/// Takes the server's policy when it is newer. @returns what went wrong, if anything did.
std::optional<Message> fetch_policy(Store& store, ServerLink& link);

/// Scopes the person of this device holds; lost ones are read-only until evicted.
struct ScopeState {
    std::string scope;
    bool lost = false;
};

std::vector<ScopeState> scope_states(const Store& store);

}  // namespace cunji
