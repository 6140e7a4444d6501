#include "shared/base/random.h"

#include <doctest/doctest.h>

#include <array>
#include <set>

namespace cunji::test {

TEST_CASE("random: a seed gives SplitMix64's known numbers") {
    SeededRandom random{1'234'567};
    CHECK(random.next64() == 6'457'827'717'110'365'317U);
    CHECK(random.next64() == 3'203'168'211'198'807'973U);
    CHECK(random.next64() == 9'817'491'932'198'370'423U);
}

TEST_CASE("random: a seed repeats, another differs") {
    SeededRandom one{1};
    SeededRandom same{1};
    SeededRandom other{2};
    const std::uint64_t first = one.next64();
    CHECK(same.next64() == first);
    CHECK(other.next64() != first);
}

TEST_CASE("random: below stays below and reaches all") {
    SeededRandom random{3};
    std::set<std::uint64_t> seen;
    for (int i = 0; i < 1000; ++i)
        seen.insert(random.below(7));
    CHECK(seen == std::set<std::uint64_t>{0, 1, 2, 3, 4, 5, 6});
    CHECK(random.below(1) == 0);
}

TEST_CASE("random: buffers of every size are filled to their end") {
    SeededRandom seeded{4};
    SystemRandom system;
    for (Random* random : {static_cast<Random*>(&seeded), static_cast<Random*>(&system)}) {
        random->fill({});
        std::set<std::array<std::uint8_t, 19>> seen;
        for (int i = 0; i < 100; ++i) {
            std::array<std::uint8_t, 19> bytes{};
            random->fill(bytes);
            seen.insert(bytes);
        }
        CHECK(seen.size() == 100);
        std::set<std::uint8_t> last;
        for (const auto& bytes : seen)
            last.insert(bytes.back());
        CHECK(last.size() > 20);
    }
}

TEST_CASE("random: the kernel does not repeat itself") {
    SystemRandom random;
    std::set<std::uint64_t> seen;
    for (int i = 0; i < 1000; ++i)
        seen.insert(random.next64());
    CHECK(seen.size() == 1000);
}

}  // namespace cunji::test
