#pragma once

#include "client/app/syncing.h"
#include "shared/base/clock.h"

#include <optional>

namespace cunji {

// When the window syncs by itself. Only towards a server that was heard of lately; never a wake-up
// without a reason: a machine in a village without a network sleeps.

inline constexpr Millis kSyncAfterStart = 3'000;  ///< the first page is there before
inline constexpr Millis kSyncAfterSave = 15'000;  ///< of the last of several saves
inline constexpr Millis kSyncEvery = Millis{15} * 60 * 1000;
inline constexpr Millis kSyncRetryFirst = Millis{60} * 1000;  ///< doubled with each failure
inline constexpr Millis kSyncRetryMost = Millis{60} * 60 * 1000;
/// After so many failures only something new to send, or the person, makes another try.
inline constexpr int kSyncTriesIdle = 3;
/// A server that was heard within so long is worth a try unasked.
inline constexpr Millis kServerRecent = Millis{7} * 24 * 3600 * 1000;

/// Plain data; the functions below are all that changes it.
struct AutoSync {
    std::optional<Millis> due;             ///< nothing is due while a round runs
    RoundCause cause = RoundCause::Timer;  ///< of the round that is due
    int failures = 0;                      ///< in a row
    Millis tried_at = 0;                   ///< when the last round ended; 0: none yet
    bool recent = false;                   ///< the server was heard of lately
};

/// The program was opened; `heard` is when the server was last heard of.
void sync_opened(AutoSync& sync, Millis now, std::optional<Millis> heard);
/// There is something new to send.
void sync_saved(AutoSync& sync, Millis now);
/// A round begins, whoever wanted it.
void sync_begun(AutoSync& sync);
/// It ended. `reached`: the server answered. `left`: there is work that it has not got.
void sync_ended(AutoSync& sync, Millis now, bool reached, bool left);

}  // namespace cunji
