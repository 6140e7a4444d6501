#pragma once

#include "client/app/device.h"
#include "sync/session.h"

#include <functional>

namespace cunji {

/// While pictures travel, others' news is asked for after so long; own new records go at once.
inline constexpr Millis kNewsEvery = Millis{5} * 60 * 1000;

/// Why a round is made.
enum class RoundCause {
    Asked,  ///< by the person
    Start,  ///< of the program
    Saved,  ///< something new
    Timer,
};

struct RoundOptions {
    RoundCause cause = RoundCause::Asked;
    bool photos_asked = false;  ///< also while pictures go only when asked (photo_sending.h)
    /// False ends the round as soon as it can: what was done is done. The transport has its own.
    std::function<bool()> keep_going = {};
};

struct RoundResult {
    SyncReport report;
    std::int64_t photos_sent = 0;    ///< picture files that the server newly has
    std::int64_t photos_left = 0;    ///< picture files that the server has not got yet
    std::int64_t conflicts = 0;      ///< fields that wait for a person
    std::optional<Message> problem;  ///< why it ended early; what was done is done
};

/// Records first, then pictures, to the device's server; what is recorded meanwhile goes between
/// two parts of a picture. May be cut at any moment and done again. Each round leaves a row in the
/// log of rounds (round_log.h). @returns error.device.not_enrolled
Result<RoundResult> sync_round(FieldDevice& device, Transport& transport,
                               const OnProgress& progress, const RoundOptions& options = {});

/// Fields in conflict.
std::int64_t open_conflicts(const Store& store);

}  // namespace cunji
