#pragma once

#include "shared/base/result.h"
#include "shared/policy/texts.h"

#include <string>

namespace cunji {

/// Where a program without a window takes a passphrase from.
struct PassphraseSource {
    std::string file;  ///< its first line; empty: the person at the terminal is asked
};

/// @returns error.passphrase.needed when there is neither file nor terminal; as read_whole()
Result<std::string> take_passphrase(const PassphraseSource& source, const Texts& texts);
/// For a new one: at the terminal it is asked for twice. @returns error.passphrase.differs too
Result<std::string> take_new_passphrase(const PassphraseSource& source, const Texts& texts);

}  // namespace cunji
