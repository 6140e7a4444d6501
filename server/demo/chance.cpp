#include "server/demo/chance.h"

#include "shared/base/check.h"
#include "shared/crypto/crypto.h"

#include <cstring>
#include <numeric>

namespace cunji::demo {

Chance Chance::stream(std::string_view name) const {
    const Hash hash = blake2b({to_hex64(seed_), " ", name});
    std::uint64_t seed = 0;
    std::memcpy(&seed, hash.data(), sizeof seed);
    return Chance{seed};
}

std::int64_t Chance::between(std::int64_t low, std::int64_t high) {
    CHECK_THAT(low <= high);
    return low +
           static_cast<std::int64_t>(random_.below(static_cast<std::uint64_t>(high - low) + 1));
}

std::size_t Chance::below(std::size_t bound) {
    return static_cast<std::size_t>(random_.below(bound));
}

std::size_t Chance::weighted(std::span<const int> shares) {
    std::int64_t left = between(0, std::accumulate(shares.begin(), shares.end(), 0) - 1);
    std::size_t index = 0;
    while (left >= shares[index])
        left -= shares[index++];
    return index;
}

const Json& Chance::pick(const Json& list) {
    return list.at(below(list.size()));
}

std::string Chance::word(const Json& list) {
    return pick(list).get<std::string>();
}

std::string Chance::code(const Json& shares) {
    std::vector<int> weights;
    for (const Json& entry : shares)
        weights.push_back(entry.at(1).get<int>());
    return shares.at(weighted(weights)).at(0).get<std::string>();
}

}  // namespace cunji::demo
