#include "shared/base/result.h"

#include "shared/base/failure.h"

#include <doctest/doctest.h>

#include <memory>
#include <string>

namespace cunji::test {

namespace {

Result<std::unique_ptr<int>> half(int number) {
    if (number % 2 != 0) return Message{"error.odd", {{"number", std::to_string(number)}}};
    return std::make_unique<int>(number / 2);
}

}  // namespace

TEST_CASE("result: a value, or the reason there is none") {
    const auto even = half(8);
    REQUIRE(even);
    CHECK(even.ok());
    CHECK(**even == 4);

    const auto odd = half(7);
    CHECK_FALSE(odd);
    CHECK(odd.error() == Message{"error.odd", {{"number", "7"}}});
}

TEST_CASE("result: what cannot be copied is moved out") {
    const std::unique_ptr<int> taken = half(10).value();
    REQUIRE(taken != nullptr);
    CHECK(*taken == 5);
}

TEST_CASE("failure: the log reads the detail, the person gets the message") {
    const Failure failure{{"error.disk", {{"file", "a.db"}}}, "write: EIO"};
    CHECK(std::string{failure.what()} == "error.disk: write: EIO");
    CHECK(failure.message() == Message{"error.disk", {{"file", "a.db"}}});
}

}  // namespace cunji::test
