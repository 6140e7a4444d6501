#pragma once

#include "shared/record/content_version.h"

#include <string>
#include <vector>

namespace cunji {

/// One field that an op gave another value than its author saw there, or where it decided which of
/// several stands: that may be the one that was shown.
struct FieldChange {
    std::string field;
    Value from;
    Value to;

    bool operator==(const FieldChange&) const = default;
};

/// What each op of the history changed, by field: an op that states again what was there changed
/// nothing. A list goes whole from one value to the other. Of a field that the form does not know
/// it is not known what was there: `from` is null. The ops stand parents first.
std::vector<std::vector<FieldChange>> changes_of(const RecordHistory& history);

}  // namespace cunji
