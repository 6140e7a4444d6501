#include "shared/base/uuid.h"

#include "shared/base/bytes.h"

#include <array>
#include <cstdint>

namespace cunji {

std::string new_uuid(Millis now, Random& random) {
    std::array<std::uint8_t, 16> raw{};
    random.fill(raw);
    auto time = static_cast<std::uint64_t>(now);
    for (std::size_t i = 6; i-- > 0; time >>= 8U)
        raw[i] = static_cast<std::uint8_t>(time);
    raw[6] = static_cast<std::uint8_t>(0x70U | (raw[6] & 0x0fU));
    raw[8] = static_cast<std::uint8_t>(0x80U | (raw[8] & 0x3fU));
    std::string text = to_hex(raw);
    for (const std::size_t dash : {20U, 16U, 12U, 8U})
        text.insert(dash, 1, '-');
    return text;
}

bool is_uuid(std::string_view text) {
    if (text.size() != 36) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        const char c = text[i];
        const bool digit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        if (dash ? c != '-' : !digit) return false;
    }
    return true;
}

}  // namespace cunji
