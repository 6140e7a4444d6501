#pragma once

#include "server/admin.h"

namespace cunji {

/// Adds `admin handover`: a village gets another person.
void add_handover_command(CLI::App& admin, AdminCommand& chosen);

}  // namespace cunji
