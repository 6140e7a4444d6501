#pragma once

#include "client/app/picture_codec.h"
#include "shared/base/result.h"

#include <string_view>

namespace cunji {

/// What the brands of an ISO media file (ISO/IEC 14496-12 §4.3) say is in it.
enum class MediaKind { None, Heic, Avif, Film };

MediaKind media_kind(std::string_view bytes);

/// The primary picture. The file's own rotation is applied, and EXIF's orientation never is
/// (ISO/IEC 23008-12 §6.5.10). @pre media_kind(bytes) == MediaKind::Heic
Result<Decoded> decode_heic(std::string_view bytes, int edge_min);

}  // namespace cunji
