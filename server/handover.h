#pragma once

#include "server/access.h"

#include <optional>
#include <string>

namespace cunji {

struct Handover {
    std::string scope;
    Account from;
    Account to;
    std::string reason;
};

/// Ends the one's right to the scope and gives it to the other; each op keeps who wrote it, and
/// what the one has not sent yet is still taken in (docs/protocol.md, "not_granted"). In the
/// caller's transaction. @returns error.handover.not_held {name, scope}, .same, .disabled {name}
std::optional<Message> hand_over(const Store& store, const Handover& handover,
                                 const std::string& who, Millis now);

}  // namespace cunji
