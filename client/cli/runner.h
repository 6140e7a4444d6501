#pragma once

#include "client/app/device.h"
#include "client/cli/commands.h"
#include "client/cli/output.h"

namespace cunji::cli {

/// Does what was asked and shows what came of it. @returns the exit code. @throws Failure
int run(FieldDevice& device, Output& output, const Command& command);

}  // namespace cunji::cli
