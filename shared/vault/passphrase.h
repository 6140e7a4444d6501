#pragma once

#include "shared/base/message.h"

#include <optional>
#include <string_view>

namespace cunji {

// NIST SP 800-63B §5.1.1.2 and OWASP ASVS 5.0 §6.2 in the main: long rather than mixed, nothing
// that everybody tries, no change by the calendar. A stolen file has no counter of tries.
inline constexpr std::size_t kPassphraseLettersMin = 10;
inline constexpr std::size_t kPassphraseWordsMin = 4;
inline constexpr std::size_t kPassphraseDigitsMin = 16;   ///< of one with nothing but digits
inline constexpr std::size_t kPassphraseDistinctMin = 5;  ///< different letters
inline constexpr std::size_t kPassphraseBytesMax = 1024;

/// Why a passphrase will not do: error.passphrase.short {letters, words}, .long, .digits, .same,
/// .common. `name`: of the person, which is the first thing tried.
std::optional<Message> passphrase_problem(std::string_view passphrase, std::string_view name);

}  // namespace cunji
