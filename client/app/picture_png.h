#pragma once

#include "client/app/picture_codec.h"
#include "shared/base/result.h"

#include <string_view>

namespace cunji {

/// Begins as a PNG file does.
bool is_png(std::string_view bytes);

/// For pictures of screens, such as a QR code that somebody saved; no photo is a PNG. What is
/// see-through is white. @pre is_png(bytes) @returns as decode_jpeg()
Result<Decoded> decode_png(std::string_view bytes);

}  // namespace cunji
