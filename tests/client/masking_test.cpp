#include "client/app/masking.h"

#include <doctest/doctest.h>

namespace cunji::test {

namespace {

Field a_field(FieldType type, Privacy privacy = Privacy::Internal) {
    Field field;
    field.type = type;
    field.privacy = privacy;
    return field;
}

}  // namespace

TEST_CASE("masking: of numbers that are somebody's the last four stay") {
    const Field id = a_field(FieldType::IdNumber);
    CHECK(masked(id, "110101199001011237") == "**************1237");
    CHECK(masked(a_field(FieldType::Phone), "13812345678") == "138****5678");
    const Field secret = a_field(FieldType::Text, Privacy::Sensitive);
    CHECK(masked(secret, "6222000000000001") == "************0001");
    CHECK(masked(secret, "52210119610304001244") == "****************1244");
    CHECK(masked(secret, "高血压") == "高血压");
    // The number of a household is nobody's secret; a secret one stays so though it is searched.
    Field number = a_field(FieldType::Text);
    number.search = "number";
    CHECK(masked(number, "9901011012010110") == "9901011012010110");
    number.privacy = Privacy::Sensitive;
    CHECK(masked(number, "9901011012010110") == "************0110");
}

TEST_CASE("masking: also where they stand in a longer text, whose field need not be secret") {
    const Field open = a_field(FieldType::LongText);
    CHECK(masked(open, "电话 13812345678，卡号 6222000000000001。") ==
          "电话 138****5678，卡号 ************0001。");
    CHECK(masked(open, "身份证110101199001011237，患病") == "身份证**************1237，患病");
    CHECK(masked(open, "2026 年 11 月 21 日，12 亩") == "2026 年 11 月 21 日，12 亩");
    CHECK(masked(a_field(FieldType::Date, Privacy::Sensitive), "1961-03-04") == "1961-03-04");
    CHECK(masked(a_field(FieldType::Choice), "13812345678") == "13812345678");
}

}  // namespace cunji::test
