#pragma once

#include "sync/round.h"

#include <optional>

namespace cunji {

/// Hello: who is where. Takes the server's time, the scopes of this person, what the server holds
/// of each own line, and a newer policy.
std::optional<Message> greet(Round& round);

}  // namespace cunji
