#pragma once

#include "client/app/wording.h"

#include <string>

namespace cunji {

/// Who asks and with what, for the first lines of an exported log.
struct LogHeader {
    std::string program;  ///< name and version
    Millis now = 0;
};

/// The log of rounds as a text for the helper on the phone: counts, times, bytes and reasons.
/// Nothing of households or people is in it: arguments of messages that are not numbers, codes of
/// villages or this program's own words are left out.
std::string export_message_log(const Store& store, const Texts& texts, const LogHeader& header);

/// A message with nothing personal in it: what may stand in an exported log.
Message without_names(const Message& message);

/// "512 B", "14 KB", "3.2 MB"
std::string bytes_in_words(std::int64_t bytes);

}  // namespace cunji
