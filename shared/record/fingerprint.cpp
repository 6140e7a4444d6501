#include "shared/record/fingerprint.h"

namespace cunji {

std::string fingerprint_of(const PublicKey& device_key) {
    constexpr std::uint32_t kBelow = 1'000'000;
    const std::string key{device_key.begin(), device_key.end()};
    const Hash hash = blake2b({"cunji-fingerprint-1 ", key});
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < sizeof number; ++i)
        number = number << 8U | hash[i];
    std::string digits = std::to_string(number % kBelow);
    return std::string(6 - digits.size(), '0') + digits;
}

}  // namespace cunji
