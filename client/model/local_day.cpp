#include "client/model/local_day.h"

#include <array>
#include <ctime>

namespace cunji {

std::string local_day(Millis at) {
    const auto seconds = static_cast<std::time_t>(at / 1000);
    std::tm local{};
    localtime_r(&seconds, &local);
    std::array<char, 16> text{};
    const std::size_t length = std::strftime(text.data(), text.size(), "%Y-%m-%d", &local);
    return {text.data(), length};
}

}  // namespace cunji
