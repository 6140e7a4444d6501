#include "shared/policy/field_check.h"

#include "shared/policy/field_limits.h"

#include <doctest/doctest.h>

#include <string>

namespace cunji {

namespace {

Field a_field(FieldType type) {
    Field field;
    field.name = "it";
    field.type = type;
    return field;
}

std::string problem(const Field& field, std::string_view text) {
    const std::optional<Message> message = check_text(field, text);
    if (!message) return "";
    CHECK(message->args.at(0) == std::pair<std::string, std::string>{"field", field.name});
    return message->key;
}

std::string problem(FieldType type, std::string_view text) {
    return problem(a_field(type), text);
}

std::string problem(const Field& field, std::int64_t number) {
    const std::optional<Message> message = check_integer(field, number);
    return message ? message->key : "";
}

std::string repeat(std::string_view text, std::int64_t count) {
    std::string out;
    for (std::int64_t i = 0; i < count; ++i)
        out += text;
    return out;
}

}  // namespace

TEST_CASE("field check: text has its length in characters and no hidden ones") {
    CHECK(problem(FieldType::Text, "").empty());
    CHECK(problem(FieldType::Text, repeat("村", kTextLengthMax)).empty());
    CHECK(problem(FieldType::Text, repeat("村", kTextLengthMax + 1)) == "error.field.too_long");
    CHECK(problem(FieldType::Text, "a\nb") == "error.field.one_line");
    CHECK(problem(FieldType::Text, "a\tb") == "error.field.one_line");
    CHECK(problem(FieldType::LongText, "a\n\tb").empty());
    CHECK(problem(FieldType::LongText, "a\r\nb") == "error.field.control_character");
    CHECK(problem(FieldType::LongText, std::string_view("a\0b", 3)) ==
          "error.field.control_character");
    CHECK(problem(FieldType::LongText, "a\x7f") == "error.field.control_character");
    CHECK(problem(FieldType::LongText, "a\xc2\x85") == "error.field.control_character");
    CHECK(problem(FieldType::LongText, "\xc2\xa5").empty());  // the yen sign
    CHECK(problem(FieldType::LongText, repeat("村", kLongTextLengthMax)).empty());
    CHECK(problem(FieldType::LongText, repeat("村", kLongTextLengthMax + 1)) ==
          "error.field.too_long");

    Field brief = a_field(FieldType::Text);
    brief.max_length = 2;
    CHECK(problem(brief, "回头").empty());
    CHECK(problem(brief, "回头看") == "error.field.too_long");
}

TEST_CASE("field check: a date is a day of the calendar") {
    for (const char* good :
         {"2024-02-29", "2000-02-29", "1850-01-01", "2200-12-31", "2026-11-21"}) {
        CAPTURE(good);
        CHECK(problem(FieldType::Date, good).empty());
    }
    for (const char* bad :
         {"", "2023-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-11-00",
          "2026-1-1", "2026/11/21", "2026-11-21 ", "-026-11-21", "20261121", "2026-11-2x"}) {
        CAPTURE(bad);
        CHECK(problem(FieldType::Date, bad) == "error.field.date");
    }
    CHECK(problem(FieldType::Date, "1849-12-31") == "error.field.date_range");
    CHECK(problem(FieldType::Date, "2201-01-01") == "error.field.date_range");
}

TEST_CASE("field check: a time says its zone") {
    for (const char* good : {"2026-11-21T14:05+08:00", "2026-11-21T14:05:59+08:00",
                             "2026-11-21T00:00Z", "2026-11-21T23:59:00-11:30"}) {
        CAPTURE(good);
        CHECK(problem(FieldType::Time, good).empty());
    }
    for (const char* bad :
         {"", "2026-11-21", "2026-11-21T", "2026-11-21T14:05", "2026-11-21T24:00Z",
          "2026-11-21T14:60Z", "2026-11-21T14:05:60Z", "2026-11-21T14:05:5Z",
          "2026-11-21T14:05:", "2026-11-21 14:05Z", "2026-11-21T14:05+0800",
          "2026-11-21T14:05+15:00", "2026-11-21T14:05+08:00x", "2023-02-29T14:05Z",
          "2026-11-21T14:05:30.5Z", "2026-11-21T14:05z"}) {
        CAPTURE(bad);
        CHECK(problem(FieldType::Time, bad) == "error.field.time");
    }
    CHECK(problem(FieldType::Time, "1849-12-31T14:05Z") == "error.field.date_range");
}

TEST_CASE("field check: choices and tri know their words") {
    CHECK(problem(FieldType::Tri, "unknown").empty());
    CHECK(problem(FieldType::Tri, "Yes") == "error.field.tri");
    Field field = a_field(FieldType::Choice);
    field.choices = {{"routine", {}}, {"first", {}}};
    CHECK(problem(field, "first").empty());
    CHECK(problem(field, "second") == "error.field.choice");
    field.type = FieldType::Choices;
    CHECK(problem(field, "routine").empty());
    CHECK(problem(field, "") == "error.field.choice");
}

TEST_CASE("field check: references, photos and signatures have their form") {
    constexpr std::string_view kId = "01931f6e-7c1a-7e07-9d0e-2f5b8d1c9a10";
    CHECK(problem(FieldType::Reference, kId).empty());
    CHECK(problem(FieldType::Reference, "01931F6E-7C1A-7E07-9D0E-2F5B8D1C9A10") ==
          "error.field.reference");
    CHECK(problem(FieldType::Photos, kId).empty());
    CHECK(problem(FieldType::Photos, "1") == "error.field.photos");
    CHECK(problem(FieldType::DrawnSignature, repeat("0a", 32)).empty());
    CHECK(problem(FieldType::DrawnSignature, repeat("0A", 32)) == "error.field.signature");
    CHECK(problem(FieldType::DrawnSignature, repeat("0a", 31)) == "error.field.signature");
}

TEST_CASE("field check: an identity number has a possible birth and its check character") {
    // The first two are the examples of GB 11643-1999.
    for (const char* good : {"11010519491231002X", "440524188001010014", "990101195503120017"}) {
        CAPTURE(good);
        CHECK(problem(FieldType::IdNumber, good).empty());
    }
    CHECK(problem(FieldType::IdNumber, "11010519491231002x") == "error.field.id_small_x");
    CHECK(problem(FieldType::IdNumber, "110105194912310021") == "error.field.id_check");
    CHECK(problem(FieldType::IdNumber, "110105194902310021") == "error.field.id_birth");
    CHECK(problem(FieldType::IdNumber, "11010519491231002") == "error.field.id_length");
    CHECK(problem(FieldType::IdNumber, "1101051949123100 X") == "error.field.id_digits");
    CHECK(problem(FieldType::IdNumber, "11010519491231002Y") == "error.field.id_digits");
    CHECK(problem(FieldType::IdNumber, "") == "error.field.id_length");
}

TEST_CASE("field check: an identity number with any one digit wrong is noticed") {
    const std::string good = "440524188001010014";
    for (std::size_t i = 0; i < good.size(); ++i) {
        for (char digit = '0'; digit <= '9'; ++digit) {
            if (digit == good[i]) continue;
            std::string wrong = good;
            wrong[i] = digit;
            CAPTURE(wrong);
            CHECK_FALSE(problem(FieldType::IdNumber, wrong).empty());
        }
    }
}

TEST_CASE("field check: telephone numbers, mobile and landline") {
    for (const char* good :
         {"13800000000", "19912345678", "0931-1234567", "010-12345678", "01012345678",
          "09311234567", "0931-12345678-12", "09311234567-123456", "0101234567"}) {
        CAPTURE(good);
        CHECK(problem(FieldType::Phone, good).empty());
    }
    for (const char* bad :
         {"", "-", "12800000000", "1380000000", "138000000000", "138-00000000", "931-1234567",
          "0931-123456", "0931-123456789", "0931-1234567-", "0931-1234567-1234567",
          "0931-1234567-1-2", "0931--1234567", "0931 1234567", "+8613800000000", "00-1234567",
          "0101234567890", "13800000000-1"}) {
        CAPTURE(bad);
        CHECK(problem(FieldType::Phone, bad) == "error.field.phone");
    }
}

TEST_CASE("field check: numbers keep to their limits, shown as people write them") {
    Field money = a_field(FieldType::Money);
    CHECK(problem(money, kIntegerMax).empty());
    CHECK(problem(money, kIntegerMax + 1) == "error.field.too_large");
    CHECK(problem(money, -kIntegerMax).empty());
    CHECK(problem(money, -kIntegerMax - 1) == "error.field.too_small");
    money.min = -5;
    money.max = 12345;
    CHECK(problem(money, -5).empty());
    CHECK(check_integer(money, -6)->args.at(1).second == "-0.05");
    CHECK(check_integer(money, 12346)->args.at(1).second == "123.45");

    Field count = a_field(FieldType::Integer);
    count.min = 1;
    CHECK(check_integer(count, 0)->args.at(1).second == "1");
    Field share = a_field(FieldType::Decimal);
    share.scale = 3;
    share.max = 50;
    CHECK(check_integer(share, 51)->args.at(1).second == "0.050");
}

TEST_CASE("field check: places lie on the earth") {
    Field latitude = a_field(FieldType::Degrees);
    latitude.name = "geo_lat";
    CHECK(problem(latitude, 900'000'000).empty());
    CHECK(problem(latitude, 900'000'001) == "error.field.degrees");
    Field longitude = a_field(FieldType::Degrees);
    longitude.name = "geo_lon";
    CHECK(problem(longitude, -1'800'000'000).empty());
    CHECK(problem(longitude, -1'800'000'001) == "error.field.degrees");
}

TEST_CASE("field check: a number where text belongs, and text where a number belongs") {
    CHECK(problem(FieldType::Integer, "5") == "error.field.not_number");
    CHECK(problem(a_field(FieldType::Text), 5) == "error.field.not_text");
    CHECK(holds_integer(FieldType::Area));
    CHECK_FALSE(holds_integer(FieldType::Date));
}

}  // namespace cunji
