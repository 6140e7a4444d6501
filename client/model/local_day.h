#pragma once

#include "shared/base/clock.h"

#include <string>

namespace cunji {

/// The day in this machine's time zone, "2026-11-21".
std::string local_day(Millis at);

}  // namespace cunji
