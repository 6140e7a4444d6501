#pragma once

#include "shared/base/clock.h"
#include "shared/store/store.h"

#include <cstdint>
#include <optional>

namespace cunji {

/// Where the work of this device is, as far as it is known: what no receipt says is not claimed.
struct SyncPlaces {
    std::int64_t on_device = 0;             ///< own changes that no node is known to hold
    std::int64_t at_server = 0;             ///< own changes that the device's server holds
    std::optional<std::int64_t> at_county;  ///< the same of the county; nullopt: not known
    std::int64_t refused = 0;               ///< own changes that the county refused
    std::int64_t photos_left = 0;           ///< picture files that the server has not got
    std::int64_t photo_bytes_left = 0;
    std::optional<std::int64_t> photo_seconds_left;  ///< nullopt: no speed known yet
    std::optional<Millis> last_contact;              ///< the server's time; nullopt: never
    bool enrolled = false;
};

SyncPlaces read_sync_places(const Store& store);

}  // namespace cunji
