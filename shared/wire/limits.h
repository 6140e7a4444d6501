#pragma once

#include "shared/base/clock.h"
#include "shared/record/op.h"

#include <cstddef>

namespace cunji {

// The protocol's limits (docs/protocol.md). Devices in the field rely on them: they never shrink.
inline constexpr std::size_t kPushPackedMax = 512 * 1024;         ///< body as sent
inline constexpr std::size_t kPushInflatedMax = 8 * 1024 * 1024;  ///< body unpacked
inline constexpr std::size_t kMessagePackedMax = 128 * 1024;      ///< hello, pull, leaves, enrol
inline constexpr std::size_t kMessageInflatedMax = 1024 * 1024;
inline constexpr std::size_t kPullBytesDefault = 256 * 1024;  ///< of ops, unpacked
inline constexpr std::size_t kPullBytesMax = 4 * 1024 * 1024;
inline constexpr std::size_t kBlobPartMax = 1024 * 1024;         ///< one PATCH of an upload
inline constexpr std::int64_t kBlobBytesMax = 64 * 1024 * 1024;  ///< one picture
inline constexpr std::size_t kLinesPerMessageMax = 500;
inline constexpr std::size_t kNoncesPerDeviceMax = 16;
inline constexpr Millis kNonceLifeMillis = Millis{30} * 24 * 3600 * 1000;
inline constexpr Millis kEnrolCodeLifeMillis = Millis{24} * 3600 * 1000;

}  // namespace cunji
