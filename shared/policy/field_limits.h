#pragma once

#include <cstddef>
#include <cstdint>

namespace cunji {

// Limits of values. They are part of what nodes agree on: they may grow, never shrink.

inline constexpr std::int64_t kTextLengthMax = 200;  ///< characters, when the form says nothing
inline constexpr std::int64_t kLongTextLengthMax = 20'000;  ///< characters; no form can say more
inline constexpr std::int64_t kScaleMax = 6;                ///< digits behind the point
inline constexpr int kYearMin = 1850;                       ///< oldest date of birth in any archive
inline constexpr int kYearMax = 2200;
inline constexpr std::int64_t kIntegerMax = std::int64_t{1} << 53U;  ///< exact in every JSON reader
inline constexpr std::int64_t kDegreeUnits = 10'000'000;             ///< of one degree
inline constexpr std::size_t kFieldsMax = 256;  ///< of one kind, the common ones included

}  // namespace cunji
