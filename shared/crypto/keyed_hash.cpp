#include "shared/crypto/keyed_hash.h"

#include <sodium.h>

namespace cunji {

std::array<std::uint8_t, 16> keyed_hash(const Secret& key, std::string_view text) {
    std::array<std::uint8_t, 16> out{};
    crypto_generichash(out.data(), out.size(),
                       reinterpret_cast<const unsigned char*>(text.data()),  // NOLINT: its type
                       text.size(), key.bytes().data(), key.size());
    return out;
}

}  // namespace cunji
