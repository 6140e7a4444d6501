#pragma once

#include "client/platform/desktop/options.h"
#include "shared/policy/texts.h"

namespace cunji {

/// Opens the window on the data folder and stays until it is closed; or writes the screenshot that
/// was asked for. @returns the exit code. @throws Failure, DbError before there is a window
int run_desktop(const DesktopOptions& options, const Texts& texts);

}  // namespace cunji
