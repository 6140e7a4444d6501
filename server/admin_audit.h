#pragma once

#include "server/admin.h"

namespace cunji {

/// Adds `admin audit ...`: the log of who did, read or changed what. `verify` opens no data folder.
void add_audit_commands(CLI::App& admin, AdminCommand& chosen, OfflineCommand& offline);

}  // namespace cunji
