#pragma once

#include "client/app/syncing.h"
#include "shared/store/store.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace cunji {

// Each round of sync in the device's own database, so that a helper on the phone can be told what
// happened when nobody looked.

inline constexpr int kRoundsKept = 200;  ///< a week of a machine that syncs every 15 minutes by day

enum class RoundOutcome {
    Open,     ///< under way, or the program ended in the middle of it
    Done,     ///< both sides hold the same records; pictures may be left
    Cut,      ///< ended early for the reason that is the first of the messages
    Stopped,  ///< by the person
    Failed,   ///< the machine was at fault: disk, file
};

struct LoggedRound {
    std::int64_t id = 0;
    RoundCause cause = RoundCause::Asked;
    Millis begun = 0;
    Millis ended = 0;  ///< 0: Open
    RoundOutcome outcome = RoundOutcome::Open;
    std::int64_t pushed = 0;
    std::int64_t pulled = 0;
    std::int64_t refused = 0;
    std::int64_t parked = 0;
    std::int64_t photos = 0;
    std::int64_t bytes_up = 0;
    std::int64_t bytes_down = 0;
    std::vector<Message> messages;  ///< why it ended early, if it did; then notes
};

std::string_view to_text(RoundCause cause);
std::string_view to_text(RoundOutcome outcome);

/// Writes the begin of a round and forgets the oldest. @returns its id
std::int64_t begin_round(const Store& store, RoundCause cause, Millis now);
/// Writes what came of it: `round.id` says which.
void end_round(const Store& store, const LoggedRound& round);
/// The newest first.
std::vector<LoggedRound> logged_rounds(const Store& store, int most = kRoundsKept);
/// The newest that both sides finished.
std::optional<LoggedRound> last_good_round(const Store& store);

}  // namespace cunji
