#pragma once

#include "tests/shared/record/naive_fold.h"

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace cunji::test {

/// A few weeks of one record on two to five devices: each step is somebody's save or a sync, drawn
/// from the dice in it. Leaving steps out leaves a history, so a failing one can be made short.
struct History {
    std::uint64_t devices = 0;  ///< how many, whose clock is wrong and how
    std::vector<std::uint64_t> steps;
};

/// What must hold in every history.
enum class Promise {
    IncrementalEqualsFold,  ///< op by op comes to the same as all at once, on every device
    OrderDoesNotMatter,     ///< so do all orders, repetitions and batches
    OracleAgrees,           ///< naive_fold comes to the same
    LastWriterWins,         ///< whoever saw everything is shown, whatever the clock
    ConcurrentIsFindable,   ///< a flagged field's conflict holds every value nobody replaced
    SeenNeverWins,          ///< a value that a later edit saw is not shown
};

std::string_view name_of(Promise promise);

/// Lives through the history and names what was broken; empty when all held. With a fault the
/// devices merge as that fault does.
std::set<Promise> broken_by(const History& history, Fault fault = Fault::None);

/// The state that all devices agree on in the end.
RecordState end_of(const History& history);

/// Its ops, one a line, for the person who has to find out why.
std::string story_of(const History& history);

}  // namespace cunji::test
