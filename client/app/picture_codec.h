#pragma once

#include "client/app/picture_pixels.h"
#include "shared/base/message.h"

#include <cstdint>
#include <optional>
#include <string>

namespace cunji {

/// A picture file decoded.
struct Decoded {
    Pixels pixels;            ///< the longer side at least what was asked for, if the file has it
    std::int64_t width = 0;   ///< of the file, in the same position as `pixels`
    std::int64_t height = 0;  ///< likewise
    bool turned = false;      ///< already upright: EXIF's orientation does not apply
    std::string exif;         ///< from "II" or "MM" on; empty when there is none
};

Message picture_damaged();
/// `format` is the name a person knows it by, such as "PNG".
Message picture_unsupported(const std::string& format);
/// Why a picture of this size is not decoded; nullopt when it may be.
std::optional<Message> refuse_size(std::int64_t width, std::int64_t height);

}  // namespace cunji
