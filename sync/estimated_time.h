#pragma once

#include "shared/base/clock.h"
#include "shared/store/store.h"

#include <optional>

namespace cunji {

/// The best estimate of the time: the server's at the last contact plus what has passed since, as
/// long as the machine was not restarted; else the wall clock. Evidence and tie-break only.
Millis estimated_time(const Store& store, Clock& clock);

/// When a server was last heard, and what this device's clock was then.
struct LastContact {
    Millis server_time = 0;
    Millis ahead = 0;  ///< the device's clock minus the server's, in ms
};

std::optional<LastContact> last_contact(const Store& store);

/// Remembers the server's time at a contact. @returns how far this device's clock is ahead, in ms.
Millis note_server_time(const Store& store, Clock& clock, Millis server_time);

}  // namespace cunji
