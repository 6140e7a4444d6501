#pragma once

#include "shared/base/clock.h"

#include <string>
#include <string_view>

namespace cunji {

/// China keeps one time. Records and screens say it whatever zone the machine is set to, so that
/// what was done at ten in the village reads as ten at the county.
inline constexpr std::string_view kChinaTime = "+08:00";

/// "2026-11-21T14:05"
std::string china_minute(Millis at);
/// "2026-11-21"
std::string china_day(Millis at);
/// 0 to 23
int china_hour(Millis at);

}  // namespace cunji
