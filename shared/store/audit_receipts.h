#pragma once

#include "shared/record/checkpoint.h"
#include "shared/store/store.h"

#include <optional>
#include <string_view>
#include <vector>

namespace cunji {

/// A device countersigns no more often, so that news of the log costs the server few writes.
inline constexpr Millis kCountersignEvery = Millis{24} * 3600 * 1000;

// What a device keeps of its server's audit log: the newest checkpoint of each epoch, and whatever
// contradicted it.

struct HeldCheckpoint {
    Checkpoint checkpoint;
    Signed content;
    Millis countersigned = 0;  ///< `at` of the last one this device has signed; 0: none

    [[nodiscard]] bool wants_countersignature() const {
        const Millis since = checkpoint.at - countersigned;
        return since >= kCountersignEvery || since <= -kCountersignEvery;
    }
};

/// The one received last from this node.
std::optional<HeldCheckpoint> held_checkpoint(const Store& store, std::string_view node);

/// Keeps a checkpoint whose signature was checked. False when it does not go on from the one held
/// of the same epoch: both are then kept, as evidence.
bool keep_checkpoint(const Store& store, const Checkpoint& checkpoint, const Signed& content);

/// The server has this device's signature over it.
void mark_countersigned(const Store& store, const Checkpoint& checkpoint);

/// Those that contradicted what was held.
std::vector<Checkpoint> contradicting_checkpoints(const Store& store);

}  // namespace cunji
