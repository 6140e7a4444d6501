#pragma once

#include "shared/base/result.h"
#include "shared/policy/texts.h"

#include <string>

namespace cunji {

// For programs without a window. `file`: its first line is the passphrase; empty: the person at the
// terminal is asked.

/// @returns error.passphrase.needed when there is neither file nor terminal; as read_whole()
Result<std::string> take_passphrase(const std::string& file, const Texts& texts);
/// For a new one: at the terminal it is asked for twice. @returns error.passphrase.differs too
Result<std::string> take_new_passphrase(const std::string& file, const Texts& texts);

}  // namespace cunji
