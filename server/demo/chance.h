#pragma once

#include "shared/base/random.h"
#include "shared/json/json.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cunji::demo {

/// The demo county's dice: the same throws for the same seed, in whole numbers so that every
/// machine throws the same.
class Chance {
public:
    explicit Chance(std::uint64_t seed) : seed_(seed), random_(seed) {}

    /// Dice of their own for one subject: more throws there change nothing elsewhere.
    [[nodiscard]] Chance stream(std::string_view name) const;

    Random& random() { return random_; }

    /// Any number of low..high.
    std::int64_t between(std::int64_t low, std::int64_t high);
    /// As between(), for indexes.
    std::size_t below(std::size_t bound);

    bool percent(std::int64_t chance) { return between(0, 99) < chance; }

    bool permille(std::int64_t chance) { return between(0, 999) < chance; }

    /// An index, by its share of the sum.
    std::size_t weighted(std::span<const int> shares);

    template <typename T>
    const T& pick(const std::vector<T>& list) {
        return list[below(list.size())];
    }

    const Json& pick(const Json& list);
    /// A text of a list of texts.
    std::string word(const Json& list);
    /// A code of [[code, share], ...].
    std::string code(const Json& shares);

    template <typename T>
    void shuffle(std::vector<T>& list) {
        for (std::size_t i = list.size(); i > 1; --i)
            std::swap(list[i - 1], list[below(i)]);
    }

private:
    std::uint64_t seed_;
    SeededRandom random_;
};

}  // namespace cunji::demo
