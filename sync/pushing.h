#pragma once

#include "sync/round.h"

#include <optional>

namespace cunji {

/// Sends what the server lacks: own ops, and in a scope that the server has partly lost,
/// everybody's. Takes receipts, refusals and the end of lines.
std::optional<Message> push_missing(Round& round);

}  // namespace cunji
