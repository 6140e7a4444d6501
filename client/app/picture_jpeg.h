#pragma once

#include "client/app/picture_codec.h"
#include "shared/base/result.h"

#include <string>
#include <string_view>

namespace cunji {

/// Begins as a JPEG file does.
bool is_jpeg(std::string_view bytes);

/// Baseline and progressive, grey or colour, 8 bits a sample (ITU-T T.81). Bytes after the end
/// marker, where phones keep a second picture or a film, are ignored. @pre is_jpeg(bytes)
Result<Decoded> decode_jpeg(std::string_view bytes, int edge_min);

/// A baseline JPEG with no metadata. `quality` 1..100.
std::string encode_jpeg(const Pixels& pixels, int quality);

}  // namespace cunji
