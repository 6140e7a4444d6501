#pragma once

#include "client/form/record_draft.h"
#include "shared/base/clock.h"

#include <string>

namespace cunji {

/// What a new record begins with: what the form presets, then what the caller does. It counts as
/// given: it is saved with the rest. `me`: id of the person.
void give_presets(RecordDraft& draft, const Json& preset, const std::string& me, Millis now);

}  // namespace cunji
