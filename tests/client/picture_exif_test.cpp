#include "client/app/picture_exif.h"

#include "tests/support/jpeg_maker.h"

#include <doctest/doctest.h>

#include <string>

namespace cunji {
namespace {

using test::ExifSpec;

Exif read(const ExifSpec& spec) {
    return read_exif(test::make_exif(spec));
}

std::string time_of(const std::string& taken_at, const std::string& offset = {}) {
    return read({.taken_at = taken_at, .offset = offset}).taken_at.value_or("none");
}

TEST_CASE("the time of a picture has its camera's zone, else China's") {
    CHECK(time_of("2026:05:01 10:30:59") == "2026-05-01T10:30:59+08:00");
    CHECK(time_of("2026:05:01 10:30:59", "+06:00") == "2026-05-01T10:30:59+06:00");
    CHECK(time_of("2026:05:01 10:30:59", "-03:30") == "2026-05-01T10:30:59-03:30");
    CHECK(time_of("2026:05:01 10:30:59", "+8:00") == "2026-05-01T10:30:59+08:00");
    CHECK(time_of("2026:05:01 10:30:59", "+99:00") == "2026-05-01T10:30:59+08:00");
    CHECK(time_of("2026:05:01 10:30:  ") == "2026-05-01T10:30+08:00");
    CHECK(time_of("2026-05-01 10:30:59") == "2026-05-01T10:30:59+08:00");
    CHECK(time_of("2024:02:29 23:59:00") == "2024-02-29T23:59:00+08:00");
}

TEST_CASE("an impossible date is no date") {
    for (const char* text :
         {"0000:00:00 00:00:00", "2026:13:01 10:30:00", "2026:00:01 10:30:00",
          "2026:02:30 10:30:00", "2025:02:29 10:30:00", "2026:05:01 24:00:00",
          "2026:05:01 10:60:00", "2026:05:01 10:30:60", "1970:01:01 00:00:00", "2026:05:01",
          "20260501 10:30:00", "2026:05:01T10:30:00", "    :  :     :  :  ", "2O26:05:01 10:30:00",
          "2026:05:01 10:30:5", "-026:05:01 10:30:00"})
        CHECK_MESSAGE(time_of(text) == "none", text);
}

TEST_CASE("the place is read in every quarter of the earth") {
    for (const auto& [lat, lon] : {std::pair{305'728'160, 1'142'795'700},     // Wuhan
                                   std::pair{-338'688'000, 1'512'093'000},    // Sydney
                                   std::pair{407'127'800, -740'060'000},      // New York
                                   std::pair{-229'068'470, -431'728'960}}) {  // Rio de Janeiro
        const Exif exif = read({.lat_e7 = lat, .lon_e7 = lon});
        REQUIRE(exif.place);
        CHECK(*exif.place == ShotPlace{.lat_e7 = lat, .lon_e7 = lon, .accuracy_m = 0});
    }
}

TEST_CASE("the place carries its accuracy where the camera knows it") {
    CHECK(read({.lat_e7 = 305'728'160, .lon_e7 = 1'142'795'700, .accuracy_m = 12})
              .place->accuracy_m == 12);
    CHECK(read({.lat_e7 = 305'728'160, .lon_e7 = 1'142'795'700, .accuracy_m = 4'000'000'000})
              .place->accuracy_m == 0);
}

TEST_CASE("a place that cannot be is no place") {
    CHECK_FALSE(read({.lat_e7 = 0, .lon_e7 = 0}).place);
    CHECK_FALSE(read({.lat_e7 = 900'000'001, .lon_e7 = 1'142'795'700}).place);
    CHECK_FALSE(read({.lat_e7 = 305'728'160, .lon_e7 = 1'800'000'001}).place);
    CHECK_FALSE(read({.lat_e7 = 305'728'160}).place);
    CHECK_FALSE(read({.lon_e7 = 1'142'795'700}).place);
    CHECK(read({.lat_e7 = 0, .lon_e7 = 1'142'795'700}).place);
    CHECK(read({.lat_e7 = 900'000'000, .lon_e7 = -1'800'000'000}).place);

    // No hemisphere: a guess would put the household on the other side of the earth.
    std::string block = test::make_exif({.lat_e7 = 305'728'160, .lon_e7 = 1'142'795'700});
    const std::size_t north = block.find({"\x01\0\x02\0\x02\0\0\0N\0", 10});
    REQUIRE(north != std::string::npos);
    block[north + 8] = '?';
    CHECK_FALSE(read_exif(block).place);
}

TEST_CASE("a number over nought is no place") {
    std::string block = test::make_exif({.lat_e7 = 305'728'160, .lon_e7 = 1'142'795'700});
    const std::size_t seconds = block.find({"\xA0\x86\x01\0", 4});  // 100,000
    REQUIRE(seconds != std::string::npos);
    block.replace(seconds, 4, 4, '\0');
    CHECK_FALSE(read_exif(block).place);
}

TEST_CASE("the camera is its make and model, once") {
    CHECK(read({.make = "HUAWEI", .model = "JNY-AL10"}).camera == "HUAWEI JNY-AL10");
    CHECK(read({.make = "Canon", .model = "Canon EOS 90D"}).camera == "Canon EOS 90D");
    CHECK(read({.make = "  Xiaomi ", .model = " 13T  "}).camera == "Xiaomi 13T");
    CHECK(read({.make = "Apple"}).camera == "Apple");
    CHECK(read({.model = "V30"}).camera == "V30");
    CHECK(read({.make = "bad\xFF\x01name"}).camera == "badname");
    CHECK(read({.make = std::string(500, 'x')}).camera.size() == 64);
    CHECK(read({.taken_at = "2026:05:01 10:30:59"}).camera.empty());
}

TEST_CASE("a file that an editor wrote is marked") {
    const std::string time = "2026:05:01 10:30:59";
    CHECK(read({.taken_at = time, .software = "Adobe Photoshop 24.0 (Windows)"}).edited);
    CHECK(read({.taken_at = time, .software = "美图秀秀"}).edited);
    CHECK(read({.taken_at = time, .software = "Snapseed 2.0"}).edited);
    CHECK_FALSE(read({.taken_at = time, .software = "17.4.1"}).edited);
    CHECK_FALSE(read({.taken_at = time, .software = "HarmonyOS 4.0.0"}).edited);
    CHECK_FALSE(read({.taken_at = time}).edited);
    CHECK(read({.software = "some program"}).edited);
    CHECK_FALSE(read({.make = "HUAWEI"}).edited);
    CHECK_FALSE(read_exif("").edited);
}

TEST_CASE("an orientation outside 1 to 8 is upright") {
    for (int orientation = 1; orientation <= 8; ++orientation)
        CHECK(read({.orientation = orientation}).orientation == orientation);
    for (const int orientation : {9, 255, 65535})
        CHECK(read({.orientation = orientation}).orientation == 1);
}

TEST_CASE("a damaged block says nothing and breaks nothing") {
    CHECK(read_exif("").orientation == 1);
    CHECK(read_exif("II").orientation == 1);
    CHECK(read_exif("nonsense").camera.empty());
    const std::string whole = test::make_exif({.taken_at = "2026:05:01 10:30:59",
                                               .lat_e7 = 305'728'160,
                                               .lon_e7 = 1'142'795'700,
                                               .orientation = 6,
                                               .make = "HUAWEI"});
    for (std::size_t length = 0; length < whole.size(); ++length)
        read_exif(std::string_view{whole}.substr(0, length));
    for (std::size_t at = 0; at < whole.size(); ++at)
        for (const int flip : {0x01, 0x80, 0xFF}) {
            std::string changed = whole;
            changed[at] = static_cast<char>(changed[at] ^ flip);
            read_exif(changed);
        }
}

}  // namespace
}  // namespace cunji
