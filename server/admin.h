#pragma once

#include "server/node.h"

#include <functional>

namespace CLI {
class App;
}

namespace cunji {

/// Adds the `admin` command and its parts. The one chosen is left in `chosen`, to be run with the
/// data folder once the command line has been read. They work on the folder while a server runs.
using AdminCommand = std::function<int(const CountyFolder& folder)>;
void add_admin_commands(CLI::App& admin, AdminCommand& chosen);

}  // namespace cunji
