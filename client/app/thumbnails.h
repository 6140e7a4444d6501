#pragma once

#include "client/app/device.h"
#include "client/app/picture_pixels.h"

#include <string>
#include <string_view>

namespace cunji {

/// The thumbnail or preview of that SHA-256, held here, as small as fits `edge_max`. Milliseconds
/// of decoding: for the worker. @returns error.photo.not_here, error.picture.damaged
Result<Pixels> decode_thumbnail(const FieldDevice& device, const std::string& sha256, int edge_max);

/// A picture file that is not added yet, as small as fits `edge_max`, upright: to choose from.
/// @returns as read_whole() and read_picture()
Result<Pixels> decode_picture_file(const std::string& path, int edge_max);

}  // namespace cunji
