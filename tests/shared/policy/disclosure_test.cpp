#include "shared/policy/disclosure.h"

#include "shared/json/json.h"

#include <doctest/doctest.h>

using namespace cunji;

namespace {

Field sensitive(FieldType type) {
    Field field;
    field.name = "f";
    field.type = type;
    field.privacy = Privacy::Sensitive;
    return field;
}

}  // namespace

TEST_CASE("disclosure: a number shows its last four, whatever divides it") {
    CHECK(disclosed_text(sensitive(FieldType::IdNumber), "11010519491231002X") == "***002X");
    CHECK(disclosed_text(sensitive(FieldType::Phone), "139 0000 1234") == "***1234");
    CHECK(disclosed_text(sensitive(FieldType::Text), "6228480402564890018") == "***0018");
    CHECK(disclosed_text(sensitive(FieldType::Text), "12345678") == "***5678");
}

TEST_CASE("disclosure: of what is no number, or a short one, nothing is shown") {
    CHECK(disclosed_text(sensitive(FieldType::Text), "1234567") == "***");
    CHECK(disclosed_text(sensitive(FieldType::Text), "尿毒症2025年起") == "***");
    CHECK(disclosed_text(sensitive(FieldType::Text), "hypertension") == "***");
    CHECK(disclosed_text(sensitive(FieldType::Date), "1949-12-31") == "***");
    CHECK(disclosed_text(sensitive(FieldType::LongText), "13900001234") == "***");
    CHECK(disclosed_text(sensitive(FieldType::Text), "").empty());
}

TEST_CASE("disclosure: other fields stay as they are, numbers and lists become nothing") {
    Field open = sensitive(FieldType::IdNumber);
    open.privacy = Privacy::Internal;
    CHECK(disclosed_text(open, "11010519491231002X") == "11010519491231002X");
    CHECK(disclosed(open, Json{5}) == Json{5});
    CHECK(disclosed(sensitive(FieldType::Money), Json(1200)) == Json("***"));
    CHECK(disclosed(sensitive(FieldType::Choices), Json::array({"long_term_illness"})) ==
          Json("***"));
    CHECK(disclosed(sensitive(FieldType::Money), Json{}).is_null());
}
