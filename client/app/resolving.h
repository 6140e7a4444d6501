#pragma once

#include "client/app/recording.h"
#include "shared/json/json.h"

#include <optional>
#include <string>

namespace cunji {

/// A person's decision about one field in conflict.
struct Decision {
    std::string record;
    std::string field;
    std::string take;           ///< the op whose value stands; else
    std::optional<Json> value;  ///< this one
    std::string reason;
};

/// Writes the value decided on on top of all values there are; fields that belong together (a
/// place) are taken together. Everybody who wrote one of the values sees it with the reason.
/// @returns error.resolve.no_reason, .no_conflict, .no_such_op, .office; as record_group()
Result<SavedRecord, std::vector<SaveProblem>> resolve_conflict(FieldDevice& device,
                                                               const Decision& decision);

}  // namespace cunji
