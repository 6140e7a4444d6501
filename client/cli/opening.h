#pragma once

#include "client/cli/arguments.h"
#include "client/cli/output.h"
#include "shared/base/result.h"
#include "shared/vault/folder_keys.h"

namespace cunji::cli {

/// Opens the data folder with its passphrase, or chooses one for a folder that `init` is about to
/// make. @returns error.device.not_enrolled for a folder with nothing in it; as unlock_folder(),
/// begin_folder() and take_passphrase()
Result<Keys> open_folder(const Arguments& arguments, const Texts& texts);

/// A forgotten passphrase. @returns the exit code
int run_recover(const Arguments& arguments, Output& output);

}  // namespace cunji::cli
