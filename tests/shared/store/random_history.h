#pragma once

#include "tests/support/store_builder.h"

#include <cstdint>
#include <vector>

namespace cunji::test {

/// What four people (two in the village, one each in township and county) did to three records of
/// small_policy()'s visit, seeing each other's work now and then, with clocks wrong by years:
/// values right and wrong, lists, reviews, voiding, annulments by the county. In an order in which
/// a node can take them. The same for the same seed.
std::vector<Sent> random_history(std::uint64_t seed, std::size_t ops);

/// The same ops in another order that keeps each behind what it builds on.
std::vector<Sent> shuffled(const std::vector<Sent>& history, std::uint64_t seed);

}  // namespace cunji::test
