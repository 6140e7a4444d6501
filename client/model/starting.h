#pragma once

#include "client/model/out.h"
#include "shared/json/json.h"

#include <string>

namespace cunji {

/// Opens the form of a new record that begins with `preset`, or of the record to change.
void start_form(Out& out, const std::string& kind, const std::string& record, const Json& preset);

}  // namespace cunji
