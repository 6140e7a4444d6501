#pragma once

#include "shared/base/clock.h"
#include "shared/base/random.h"

#include <string>
#include <string_view>

namespace cunji {

/// A new UUIDv7 (RFC 9562 §5.7) in its 36-character lower-case text: 48 bits of `now`, then random.
/// Made on the device, so that nothing is ever renumbered; time first, so that indexes grow at one
/// end.
std::string new_uuid(Millis now, Random& random);

/// 36 characters, lower-case digits, dashes in their places.
[[nodiscard]] bool is_uuid(std::string_view text);

}  // namespace cunji
