#pragma once

#include "sync/server_link.h"

#include <functional>
#include <string>
#include <vector>

namespace cunji {

/// A picture file on its way.
struct PictureProgress {
    std::string record{};    ///< the photo it belongs to; empty: none under way
    std::int64_t done = 0;   ///< bytes
    std::int64_t bytes = 0;  ///< of the file
};

/// Plain words for the person who waits.
struct Progress {
    Message what;                    ///< progress.*
    std::int64_t done = 0;           ///< records or pictures
    std::int64_t total = 0;          ///< 0: not known
    std::int64_t bytes = 0;          ///< moved so far, both ways
    std::int64_t seconds_left = -1;  ///< -1: not known
    PictureProgress picture{};
};

using OnProgress = std::function<void(const Progress&)>;

struct SyncReport {
    std::int64_t pushed = 0;  ///< ops the server newly holds
    std::int64_t pulled = 0;  ///< ops this device newly holds
    std::int64_t refused = 0;
    std::int64_t parked = 0;
    std::int64_t bytes_up = 0;
    std::int64_t bytes_down = 0;
    std::vector<RefusedOp> refusals;
    std::vector<Message>
        notes;  ///< what the person should know: clone found, clock wrong, scope lost
};

/// One round of records: hello, push, pull (docs/protocol.md). Every step may be cut and done
/// again. The report counts what was done also when the round ended early, with the reason.
struct SyncOutcome {
    SyncReport report;
    std::optional<Message> problem;
};

SyncOutcome sync_records(Store& store, ServerLink& link, Clock& clock, const OnProgress& progress);

/// How far this device's own work has got.
struct SyncStatus {
    std::int64_t ops = 0;           ///< held
    std::int64_t on_device = 0;     ///< own ops that no server has said it holds
    std::int64_t acknowledged = 0;  ///< own ops that the server holds
};

SyncStatus sync_status(const Store& store);

}  // namespace cunji
