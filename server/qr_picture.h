#pragma once

#include <string>
#include <string_view>

namespace cunji {

/// A text of at most about a thousand letters as the QR code (ISO/IEC 18004) of a PNG file: to
/// print, to show on a screen, to send on.
std::string qr_png(std::string_view text);

}  // namespace cunji
