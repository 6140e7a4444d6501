#pragma once

#include <optional>
#include <string>

namespace cunji {

/// Asks the person at the terminal for a passphrase, which is not shown as it is typed. nullopt:
/// there is no terminal, or it was closed.
std::optional<std::string> ask_unseen(const std::string& question);

}  // namespace cunji
