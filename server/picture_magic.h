#pragma once

#include <cstddef>
#include <string_view>

namespace cunji {

/// So many bytes of a file tell what it is.
inline constexpr std::size_t kMagicBytes = 12;

/// Whether a file that begins like this can still become a JPEG or HEIC picture. All that the
/// server ever looks at: pictures are decoded on devices only, where damage stays with one person.
[[nodiscard]] bool may_be_picture(std::string_view head);

/// "image/jpeg" or "image/heic" of a whole head; "application/octet-stream" for anything else.
std::string_view media_type_of(std::string_view head);

}  // namespace cunji
