#include "shared/base/uuid.h"

#include <doctest/doctest.h>

#include <set>

namespace cunji::test {

TEST_CASE("uuid: version 7 with its time first, as RFC 9562 has it") {
    SeededRandom random{1};
    const std::string id = new_uuid(0x017F22E279B0, random);  // the RFC's own example of a time
    CHECK(id.starts_with("017f22e2-79b0-7"));
    const std::string variants = "89ab";
    for (int i = 0; i < 200; ++i) {
        const std::string one = new_uuid(i, random);
        CAPTURE(one);
        CHECK(is_uuid(one));
        CHECK(one[14] == '7');
        CHECK(variants.find(one[19]) != std::string::npos);
    }
}

TEST_CASE("uuid: later ones sort later, and those of one moment differ") {
    SeededRandom random{2};
    CHECK(new_uuid(1'763'700'000'000, random) < new_uuid(1'763'700'000'001, random));
    std::set<std::string> all;
    for (int i = 0; i < 10'000; ++i)
        all.insert(new_uuid(1'763'700'000'000, random));
    CHECK(all.size() == 10'000);
}

TEST_CASE("uuid: a clock before 1970 still makes one") {
    SeededRandom random{3};
    CHECK(is_uuid(new_uuid(-1, random)));
}

TEST_CASE("uuid: the same seed makes the same id") {
    SeededRandom one{4};
    SeededRandom two{4};
    CHECK(new_uuid(5, one) == new_uuid(5, two));
}

TEST_CASE("uuid: what is none") {
    REQUIRE(is_uuid("01931f6e-7c1a-7e07-9d0e-2f5b8d1c9a10"));
    for (const std::string text :
         {"", "01931f6e7c1a7e079d0e2f5b8d1c9a10", "01931F6E-7C1A-7E07-9D0E-2F5B8D1C9A10",
          "01931f6e-7c1a-7e07-9d0e-2f5b8d1c9a1", "01931f6e-7c1a-7e07-9d0e-2f5b8d1c9a100",
          "{01931f6e-7c1a-7e07-9d0e-2f5b8d1c9a1}", "01931f6e-7c1a-7e07-9d0e-2f5b8d1c9a1g",
          "01931f6e-7c1a-7e07-9d0e 2f5b8d1c9a10", "01931f6-e7c1a-7e07-9d0e-2f5b8d1c9a10",
          "01931f6e-7c1a-7e07-9d0e-2f5b8d1c9a1-", "------------------------------------"}) {
        CAPTURE(text);
        CHECK_FALSE(is_uuid(text));
    }
}

}  // namespace cunji::test
