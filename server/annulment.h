#pragma once

#include "server/node.h"
#include "shared/store/admission.h"
#include "shared/store/op_writer.h"

#include <span>
#include <string>
#include <vector>

namespace cunji {

/// The county's own line of a scope: it holds annulments and nothing else. Its ops are signed with
/// the county's key, which devices pinned when they were enrolled.
class CountyLine {
public:
    CountyLine(const Store& store, const Identity& identity, Random& random)
        : store_(store), identity_(identity), random_(random) {}

    /// One op per record touched, in one group: each names the refused ops of its record.
    void annul(std::span<const LoggedOp> refused, const std::string& why, Millis now,
               OpWriter& writer);

private:
    const Store& store_;
    const Identity& identity_;
    Random& random_;
};

}  // namespace cunji
