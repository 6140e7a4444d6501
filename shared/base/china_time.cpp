#include "shared/base/china_time.h"

#include <array>
#include <ctime>

namespace cunji {

namespace {

constexpr Millis kOffset = Millis{8} * 3600 * 1000;
constexpr Millis kSecond = 1000;

std::tm parts_of(Millis at) {
    const auto seconds = static_cast<std::time_t>((at + kOffset) / kSecond);
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    return parts;
}

}  // namespace

std::string china_minute(Millis at) {
    const std::tm parts = parts_of(at);
    std::array<char, 32> text{};
    const std::size_t length = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M", &parts);
    return {text.data(), length};
}

std::string china_day(Millis at) {
    constexpr std::size_t kDay = 10;
    return china_minute(at).substr(0, kDay);
}

int china_hour(Millis at) {
    return parts_of(at).tm_hour;
}

}  // namespace cunji
