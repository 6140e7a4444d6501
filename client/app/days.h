#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Days and times as the forms keep them, as text.
namespace cunji {

/// Days since 1970-01-01 of "2026-11-21" or of the day a longer text begins with. Nothing when it
/// is no day.
[[nodiscard]] std::optional<std::int64_t> day_number(std::string_view text);

/// "2026-11-21" of a day number.
[[nodiscard]] std::string day_text(std::int64_t day);

/// Seconds since 1970 UTC of "2026-11-21T14:05+08:00", seconds and "Z" allowed.
[[nodiscard]] std::optional<std::int64_t> instant_of(std::string_view text);

}  // namespace cunji
