#include "shared/base/bytes.h"

#include <doctest/doctest.h>

namespace cunji::test {

TEST_CASE("hex: two lower-case digits a byte, and back") {
    const std::array<std::uint8_t, 4> bytes{0x00, 0x0f, 0xa5, 0xff};
    CHECK(to_hex(bytes) == "000fa5ff");
    CHECK(to_hex({}).empty());
    CHECK(array_from_hex<4>("000fa5ff") == bytes);
    CHECK(array_from_hex<0>("") == std::array<std::uint8_t, 0>{});
}

TEST_CASE("hex: nothing but lower-case digits of the right number") {
    for (const std::string hex : {"", "00", "000fa5f", "000fa5ff0", "000fa5ff00", "000FA5FF",
                                  "000fa5fg", " 00fa5ff", "0x0fa5ff", "000fa5f ", "-00fa5ff"}) {
        CAPTURE(hex);
        CHECK_FALSE(array_from_hex<4>(hex).has_value());
    }
}

TEST_CASE("hex: a line's number is 16 digits, most significant first") {
    CHECK(to_hex64(0x5f0c9a3e1b7d2c44) == "5f0c9a3e1b7d2c44");
    CHECK(to_hex64(0) == "0000000000000000");
    CHECK(to_hex64(~std::uint64_t{0}) == "ffffffffffffffff");
    for (const std::uint64_t value : {std::uint64_t{0}, std::uint64_t{1}, ~std::uint64_t{0}}) {
        CHECK(from_hex64(to_hex64(value)) == value);
    }
    for (const std::string hex : {"", "0", "5f0c9a3e1b7d2c4", "5f0c9a3e1b7d2c440",
                                  "5F0C9A3E1B7D2C44", "5f0c9a3e1b7d2c4 ", "+f0c9a3e1b7d2c44"}) {
        CAPTURE(hex);
        CHECK_FALSE(from_hex64(hex).has_value());
    }
}

TEST_CASE("bytes: a text is seen as it is, zero bytes and all") {
    const std::string text("a\0\xff", 3);
    const ByteView view = bytes_of(text);
    REQUIRE(view.size() == 3);
    CHECK(view[1] == 0);
    CHECK(view[2] == 0xff);
    CHECK(bytes_of("").empty());
}

}  // namespace cunji::test
