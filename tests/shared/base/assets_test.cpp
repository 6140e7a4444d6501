#include "shared/base/assets.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace cunji::test {

TEST_CASE("assets: all are found by their path, and sorted by it") {
    const auto all = assets();
    REQUIRE(all.size() > 10);
    CHECK(std::is_sorted(all.begin(), all.end(),
                         [](const Asset& a, const Asset& b) { return a.path < b.path; }));
    for (const Asset& one : all) {
        CHECK(asset(one.path).data() == one.bytes.data());
        CHECK(asset(one.path).size() == one.bytes.size());
    }
}

TEST_CASE("assets: what is not there is empty") {
    CHECK(asset("").empty());
    CHECK(asset("policy").empty());
    CHECK(asset("policy/common.jso").empty());
    CHECK(asset("zzz").empty());
    CHECK_FALSE(asset("policy/common.json").empty());
}

}  // namespace cunji::test
