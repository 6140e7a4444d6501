#pragma once

#include "shared/crypto/crypto.h"

#include <string>

namespace cunji {

/// Six digits of a device's key that two people can compare over the telephone: who used somebody
/// else's code has another key. (One in a million would be the same; a code can be tried once.)
std::string fingerprint_of(const PublicKey& device_key);

}  // namespace cunji
