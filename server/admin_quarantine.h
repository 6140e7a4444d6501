#pragma once

#include "server/admin.h"

namespace cunji {

/// Adds `admin quarantine ...`: what closed-out devices still sent, and who decides on it.
void add_quarantine_commands(CLI::App& admin, AdminCommand& chosen);

}  // namespace cunji
