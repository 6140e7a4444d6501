#pragma once

#include "shared/base/result.h"
#include "shared/wire/enrol_payload.h"

#include <string>
#include <string_view>

namespace cunji {

inline constexpr std::size_t kEnrolTextMax = 4096;  ///< bytes; a QR code holds less
inline constexpr std::size_t kEnrolCodeLength = 26;

/// Reads the payload, or picks address and code out of what a person typed or pasted: a whole
/// message, full-width letters, a code in groups. @returns error.enrol.text when there is neither;
/// error.enrol.payload_newer; error.enrol.text_too_long
Result<EnrolText> read_enrol_text(std::string_view text);

/// The address as it is used: half-width, with its scheme (https:// when none was typed, http://
/// for this machine), without a path. What cannot be one comes back as it was typed: the transport
/// says what is wrong with it.
std::string tidy_server(std::string_view typed);

/// Capitals and digits without spaces and dashes; what looks alike is what the server meant.
std::string tidy_code(std::string_view typed);

}  // namespace cunji
