#include "client/form/typing.h"

#include <doctest/doctest.h>

#include <array>

namespace cunji {

namespace {

Field a_field(FieldType type, int scale = 0) {
    Field field;
    field.name = "f";
    field.type = type;
    field.scale = scale;
    return field;
}

struct Example {
    FieldType type;
    std::string_view typed;
    Json value;
    int scale = 0;
};

}  // namespace

TEST_CASE("typing: what means the same comes to the same value") {
    const auto kExamples = std::to_array<Example>({
        {FieldType::Money, "1234.5", 123450},
        {FieldType::Money, "１，２３４．５０", 123450},
        {FieldType::Money, "-0.05", -5},
        {FieldType::Money, "1,234", 123400},
        {FieldType::Money, ".5", 50},
        {FieldType::Money, "007", 700},
        {FieldType::Area, "3.20", 320},
        {FieldType::Integer, "12.0", 12},
        {FieldType::Integer, "0", 0},
        {FieldType::Decimal, "2.5", 25, 1},
        {FieldType::Degrees, "26.5812345", 265812345},
        {FieldType::Date, "2026-11-3", "2026-11-03"},
        {FieldType::Date, "2026/11/03", "2026-11-03"},
        {FieldType::Date, "2026年11月3日", "2026-11-03"},
        {FieldType::Date, "20261103", "2026-11-03"},
        {FieldType::Date, " 2026.11.3 ", "2026-11-03"},
        {FieldType::Time, "2026-11-03 9:05", "2026-11-03T09:05+08:00"},
        {FieldType::Time, "2026年11月3日 14：05", "2026-11-03T14:05+08:00"},
        {FieldType::Time, "2026-11-03T14:05+08:00", "2026-11-03T14:05+08:00"},
        {FieldType::Time, "2026-11-03T14:05:09Z", "2026-11-03T14:05:09Z"},
        {FieldType::Phone, "138 0000 0000", "13800000000"},
        {FieldType::Phone, "+86 13800000000", "13800000000"},
        {FieldType::Text, " 王𬭎 ", "王𬭎"},
        {FieldType::Text, "", nullptr},
        {FieldType::Money, "  ", nullptr},
    });
    for (const Example& example : kExamples) {
        CAPTURE(example.typed);
        const TypedValue read = read_typed(a_field(example.type, example.scale), example.typed);
        CHECK_FALSE(read.problem.has_value());
        CHECK(read.value == example.value);
    }
}

TEST_CASE("typing: what is wrong is no value and says why") {
    struct Wrong {
        FieldType type;
        std::string_view typed;
        std::string_view key;
    };

    const auto kExamples = std::to_array<Wrong>({
        {FieldType::Money, "很多", "form.typed.number"},
        {FieldType::Money, "1.234", "form.typed.decimals"},
        {FieldType::Money, "1.2.3", "form.typed.number"},
        {FieldType::Money, "-", "form.typed.number"},
        {FieldType::Integer, "1.5", "form.typed.whole"},
        {FieldType::Integer, "12345678901234567", "form.typed.too_many_digits"},
        {FieldType::Date, "2026-02-30", "error.field.date"},
        {FieldType::Date, "明天", "error.field.date"},
        {FieldType::Time, "2026-11-03", "form.typed.time"},
        {FieldType::Time, "昨天下午", "form.typed.time"},
        {FieldType::Phone, "1380000", "error.field.phone"},
        {FieldType::IdNumber, "123", "error.field.id_length"},
        {FieldType::Text, "\xff", "error.field.not_text"},
    });
    for (const Wrong& example : kExamples) {
        CAPTURE(example.typed);
        const TypedValue read = read_typed(a_field(example.type), example.typed);
        CHECK(read.value.is_null());
        REQUIRE(read.problem.has_value());
        CHECK(read.problem->key == example.key);
    }
}

TEST_CASE("typing: the text of a value comes to that value again") {
    const auto kExamples = std::to_array<Example>({
        {FieldType::Money, "1234.50", 123450},
        {FieldType::Money, "-0.05", -5},
        {FieldType::Date, "2026-11-03", "2026-11-03"},
        {FieldType::Time, "2026-11-03 14:05", "2026-11-03T14:05+08:00"},
        {FieldType::Time, "2026-11-03T14:05Z", "2026-11-03T14:05Z"},
        {FieldType::Text, "王𬭎", "王𬭎"},
        {FieldType::Text, "", nullptr},
    });
    for (const Example& example : kExamples) {
        const Field field = a_field(example.type);
        CHECK(typed_text(field, example.value) == example.typed);
        CHECK(read_typed(field, example.typed).value == example.value);
    }
}

}  // namespace cunji
