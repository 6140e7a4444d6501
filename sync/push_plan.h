#pragma once

#include "shared/store/lines.h"
#include "shared/store/store.h"
#include "shared/wire/messages.h"

#include <cstdint>
#include <set>
#include <vector>

namespace cunji {

/// What the server lacks, by local order of arrival: parents always come first.
using PushPlan = std::set<std::int64_t>;

/// This device's own ops of a line after `n`.
void plan_own_line(const Store& store, std::uint64_t rid, std::int64_t after, PushPlan& plan);

/// The ops of any line that the other side lacks, from what both say they hold: what follows the
/// last op both named, else the whole line.
void plan_difference(const Store& store, const LeavesAnswer& answer, PushPlan& plan);

/// One push: the runs of as many ops from the front of the plan as fit, whole groups, each run with
/// its seal. Taken ops leave the plan.
struct PushBatch {
    std::string body;
    std::vector<std::int64_t> ops;  ///< by lseq, for when they have to go back into the plan
};

PushBatch take_batch(const Store& store, const KeyPair& device_keys, PushPlan& plan,
                     std::size_t bytes_max);

}  // namespace cunji
