#pragma once

#include "client/app/device.h"

#include <cstdint>
#include <string>

namespace cunji {

inline constexpr int kDiskWarnPercent = 85;  ///< of the disk used: time to make room
/// Below this a day's photos do not fit, whatever the share.
inline constexpr std::int64_t kDiskRoomLow = 500LL * 1024 * 1024;

/// What this device's data takes, and what room is left. Bytes.
struct StorageGauge {
    std::int64_t database = 0;  ///< with what SQLite keeps beside it
    std::int64_t pictures = 0;
    std::int64_t picture_files = 0;
    std::int64_t disk = 0;  ///< the whole disk that they are on; 0: not known
    std::int64_t free = 0;  ///< for this person

    [[nodiscard]] int used_percent() const;
    [[nodiscard]] bool warns() const;
};

/// @throws DbError
StorageGauge read_storage(const FieldDevice& device);

}  // namespace cunji
