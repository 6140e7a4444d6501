#pragma once

#include "shared/base/message.h"
#include "shared/store/store.h"

#include <string>
#include <vector>

namespace cunji {

enum class Severity {
    Error,    ///< impossible or missing: the record cannot be submitted
    Gate,     ///< blocks a step of a workflow, never recording
    Warning,  ///< needs a look or a word of explanation
};

/// Something about a record that its author should look at. A fact that is bad but true is none.
struct Finding {
    std::string record;
    std::string kind;
    std::string rule;  ///< "required", or the rule's number
    Severity severity = Severity::Error;
    Message message;  ///< check.*; its "field" is the field's name
};

/// What there is to say about one record of those held here; nothing about one that is void, was
/// merged into another or is not here.
std::vector<Finding> check_record(const Store& store, const RecordKey& key);

/// The same of every record, by kind and id.
std::vector<Finding> check_all(const Store& store);

}  // namespace cunji
