#pragma once

#include "server/access.h"
#include "shared/policy/texts.h"
#include "shared/wire/messages.h"

#include <span>

namespace cunji {

/// Takes a push into the county's log: verifies chains and seals, checks rights, forms and
/// workflow, stores what is right, stores and annuls in the same transaction what is not. Runs
/// inside the writer's transaction; the answer may be sent once that is committed. Sent again: no
/// change, the same answer. `device` is the sender; runs of other devices' lines are taken too,
/// since they are verbatim (a server restored from an older copy gets them back this way).
PushAnswer ingest_push(const Store& store, const Identity& identity, const Device& device,
                       std::span<const PushRun> runs, Millis now, Random& random,
                       const Texts& texts);

/// Takes a line's announcement. False when the device did not sign it or it names another device
/// or person than `device`'s.
bool take_announcement(const Store& store, const Identity& identity, const Device& device,
                       const Signed& announcement);

}  // namespace cunji
