#pragma once

#include "client/app/checking.h"
#include "client/app/device.h"
#include "shared/json/json.h"
#include "shared/store/saving.h"

#include <functional>
#include <string_view>
#include <vector>

namespace cunji {

/// What one action of a person saves, as a program writes it: one object of the form's fields, or
/// an array of them, which is saved whole or not at all. Beside fields an object may have "kind"
/// (else it is `kind`), "id" of the record to change, "scope" of a new one, "why", "official".
/// @returns error.save.not_object, error.save.member, error.save.no_kind
Result<std::vector<SaveRequest>, std::vector<SaveProblem>> read_requests(const Json& json,
                                                                         std::string_view kind);

struct SavedRecord {
    Saved saved;
    std::vector<Finding> findings;  ///< what is still missing or odd; never stops a save
};

/// What belongs to a save and must not be there without it; runs in the same transaction.
using WithSave = std::function<void(const std::vector<Saved>&)>;

/// Saves a group in this person's name. New records without a scope go where the others of the
/// group are, else to the only village the person holds. @returns as save_group(), and what
/// FieldDevice::author() and writable_scope() say.
Result<std::vector<SavedRecord>, std::vector<SaveProblem>> record_group(
    FieldDevice& device, std::vector<SaveRequest> group, const WithSave& with = {});

}  // namespace cunji
