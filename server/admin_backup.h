#pragma once

#include "server/admin.h"

namespace cunji {

/// Adds `admin backup` and `admin restore`.
void add_backup_commands(CLI::App& admin, AdminChoice& choice);

}  // namespace cunji
