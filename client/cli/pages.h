#pragma once

#include "client/app/checking.h"
#include "client/app/status.h"
#include "client/app/wording.h"
#include "client/cli/output.h"
#include "client/reading/record_trace.h"
#include "shared/json/json.h"

#include <cstddef>
#include <string>
#include <vector>

namespace cunji::cli {

// What people read in a terminal.

/// As wide as the terminal, else 120 cells: what goes into a file is wrapped by nobody.
std::size_t page_width();

void show_list(Output& output, Wording& wording, const Form& form, const Json& records);
void show_one(Output& output, Wording& wording, const Form* form, const Json& record, bool history);
void show_trace(Output& output, const RecordTrace& trace);
void show_findings(Output& output, Wording& wording, const std::vector<Finding>& findings);
void show_conflicts(Output& output, Wording& wording, const Store& store, const Json& conflicts);
void show_drafts(Output& output, Wording& wording, const Store& store, const Json& drafts);
void show_status(Output& output, Wording& wording, const DeviceStatus& status);

}  // namespace cunji::cli
