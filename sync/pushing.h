#pragma once

#include "sync/round.h"

#include <optional>

namespace cunji {

/// Sends what the server lacks: own ops, and in a scope that the server has partly lost,
/// everybody's. Takes receipts, refusals and the end of lines.
std::optional<Message> push_missing(Round& round);

/// What a closed-out device still has goes to the office, which judges it: nobody takes it before.
/// @returns `said`, why the device is shut out, or error.sync.quarantined {count} when its work
/// lies there
std::optional<Message> push_closed_out(Round& round, const Message& said);

}  // namespace cunji
