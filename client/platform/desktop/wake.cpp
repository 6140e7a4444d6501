#include "client/platform/desktop/wake.h"

#include <algorithm>
#include <cmath>

namespace cunji {

std::optional<double> sleep_time(std::initializer_list<std::optional<double>> expected) {
    std::optional<double> first;
    for (const std::optional<double>& one : expected) {
        if (one && (!first || *one < *first)) first = std::max(0.0, *one);
    }
    return first;
}

int wait_milliseconds(double seconds) {
    constexpr double kLongest = 24.0 * 3600;
    return static_cast<int>(std::ceil(std::clamp(seconds, 0.0, kLongest) * 1000));
}

}  // namespace cunji
