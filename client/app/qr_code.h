#pragma once

#include "client/app/picture_pixels.h"
#include "shared/base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cunji {

inline constexpr std::int64_t kQrFileBytesMax = 40LL * 1024 * 1024;

/// The text of a QR code (ISO/IEC 18004) in a picture: drawn, or a photo of a screen or a sheet
/// held at an angle. Of several the one that was found first.
std::optional<std::string> find_qr(PixelView picture);

/// The same of the bytes of a JPEG, HEIC or PNG file. @returns error.qr.none; as read_picture()
Result<std::string> read_qr_picture(std::string_view file_bytes);

}  // namespace cunji
