#pragma once

#include "shared/base/result.h"

#include <string>
#include <string_view>

namespace cunji {

// What the office gives to a person so that a device becomes theirs: the server's address and a
// code that works once. As a QR picture it is one JSON object (docs/protocol.md, "Enrolment"):
//     {"cunji":1,"url":"https://county.example:8443","pin":"sha256//...",
//      "code":"26 letters and digits","scope":"990101101201"}
// All but "code" may be missing. A reader ignores members it does not know; a number after
// "cunji" that it does not know says that there is something it may not ignore.

inline constexpr int kEnrolPayloadVersion = 1;

/// Any may be empty: not given.
struct EnrolText {
    std::string server;   ///< "https://host[:port]"
    std::string code;     ///< as the server made it
    std::string scope{};  ///< the village that the code is for
    std::string pin{};    ///< "sha256//..." of the server's public key

    bool operator==(const EnrolText&) const = default;
};

std::string enrol_payload(const EnrolText& text);

/// @returns error.enrol.text for anything else; error.enrol.payload_newer
Result<EnrolText> read_enrol_payload(std::string_view payload);

}  // namespace cunji
