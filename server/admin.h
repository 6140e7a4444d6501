#pragma once

#include "server/county_keys.h"
#include "server/node.h"

#include <functional>
#include <optional>
#include <string>

namespace CLI {
class App;
}

namespace cunji {

/// Works on the data folder, also while a server runs. Each returns the exit code.
using AdminCommand = std::function<int(const CountyFolder& folder)>;
/// One that opens no data folder.
using OfflineCommand = std::function<int()>;
/// What has to be done before the folder can be opened. @returns why it cannot
using PrepareCommand = std::function<std::optional<Message>(
    const std::string& folder, const CountyLock& lock, const Texts& texts)>;

/// What the command line asks for, to be run once it has been read: `run` or `offline`.
struct AdminChoice {
    AdminCommand run;
    OfflineCommand offline;
    PrepareCommand prepare;  ///< may be empty
};

/// Adds the `admin` command and its parts.
void add_admin_commands(CLI::App& admin, AdminChoice& choice);

}  // namespace cunji
