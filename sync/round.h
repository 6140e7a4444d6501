#pragma once

#include "sync/session.h"

#include <set>
#include <string>

namespace cunji {

/// What the steps of one round share: greet, push, pull.
struct Round {
    Store& store;
    const Enrolment& enrolment;
    ServerLink& link;
    Clock& clock;
    const OnProgress& progress;
    Millis started = clock.since_boot();
    HelloAnswer hello{};
    SyncReport report{};
    std::set<std::string> restarted{};  ///< scopes in which both sides compared all they hold
    int last_status = 0;
    std::string last_code{};  ///< "error" of the last answer that was none

    void tell(const char* what, std::int64_t done, std::int64_t total) const;

    /// A JSON message and its 200 answer.
    Result<std::string> ask(const char* target, std::string body);
    Result<std::string> body_of(Result<WireResponse> answer);
};

/// Bytes, unpacked, of the first batch of ops: about 8 KB on the wire.
inline constexpr std::size_t kFirstBatch = 32 * 1024;

/// Bytes of ops that take about as long as a person waits on a link of that speed (bytes/s); as
/// many as `before` when it is not known.
std::size_t batch_bytes(std::int64_t speed, std::size_t before);

}  // namespace cunji
