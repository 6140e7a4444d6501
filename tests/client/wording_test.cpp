#include "client/app/wording.h"

#include "client/cli/display_width.h"
#include "tests/client/field_day.h"

#include <doctest/doctest.h>

namespace cunji::test {

TEST_CASE("wording: values as people write them") {
    FieldDay day;
    const Texts texts{Language::Chinese};
    Wording wording{day.ann.store(), texts};
    const auto said = [&](const char* kind, const char* field, const Json& value) {
        return wording.value(*day.ann.store().policy().find(kind)->find(field), value);
    };
    CHECK(said("project", "total", 1'234'505) == "12345.05 元");
    CHECK(said("project", "total", -5) == "-0.05 元");
    CHECK(said("project", "scale", 350) == "3.50");
    CHECK(said("household", "geo_lat", 347'000'001) == "34.7000001");
    CHECK(said("household", "geo_acc", 12) == "12");
    CHECK(said("visit", "policy_told", "unknown") == "不清楚");
    CHECK(said("visit", "satisfaction", "very") == "很满意");
    CHECK(said("visit", "findings", Json::array({"water", "housing"})) == "饮水、住房");
    CHECK(said("visit", "start_at", "2025-11-21T09:30+08:00") == "2025-11-21 09:30");
    CHECK(said("visit", "start_at", "2025-11-21T01:30Z") == "2025-11-21 01:30Z");
    CHECK(said("visit", "satisfaction", nullptr) == "（空）");
}

TEST_CASE("wording: a record is called by its name, else by its number") {
    FieldDay day;
    const Texts texts{Language::English};
    Wording wording{day.ann.store(), texts};
    const std::string household = day.ann.save("household", a_household()).saved.id;
    const std::string visit = day.ann.save("visit", a_visit(household, household)).saved.id;
    CHECK(wording.title(household) == "王铁柱");
    CHECK(wording.title(visit).empty());
    CHECK(wording.title("nothing").empty());
    const Field& field = *day.ann.store().policy().find("visit")->find("household");
    CHECK(wording.value(field, household) == "王铁柱");
    CHECK(wording.value(field, "01931f6e-7c1a-7e07-9d0e-2f5b8d1c9a10") ==
          "01931f6e-7c1a-7e07-9d0e-2f5b8d1c9a10");
}

TEST_CASE("wording: who works here is called by name although no record of them has come") {
    FieldDay day;
    const Texts texts{Language::Chinese};
    Wording wording{day.ann.store(), texts};
    CHECK(wording.title(day.ann.person()) == "安娜");
    const Field& visitors = *day.ann.store().policy().find("visit")->find("visitors");
    CHECK(wording.value(visitors, day.ann.person()) == "安娜");
}

TEST_CASE("wording: messages name a field as the form does, and as JSON does") {
    FieldDay day;
    const Texts texts{Language::English};
    const Wording wording{day.ann.store(), texts};
    const Message message{"error.field.tri", {{"field", "policy_told"}}};
    CHECK(wording.say(message, "visit").starts_with("Policies were explained (policy_told) "));
    CHECK(wording.say(message, "spaceship").starts_with("policy_told "));
}

TEST_CASE("display width: Chinese characters take two cells") {
    CHECK(display_width("") == 0);
    CHECK(display_width("abc") == 3);
    CHECK(display_width("王铁柱") == 6);
    CHECK(display_width("e\u0301") == 1);
    CHECK(display_width("\xff") == 1);
    CHECK(clip("王铁柱", 6) == "王铁柱");
    CHECK(clip("王铁柱家", 6) == "王铁…");
    CHECK(display_width(clip("王铁柱家", 4)) <= 4);
    CHECK(pad("王", 4) == "王  ");
    CHECK(pad("王铁柱", 4) == "王铁柱");
}

TEST_CASE("display width: what others typed cannot steer the terminal") {
    CHECK(plain_line("a\nb\tc") == "a b c");
    CHECK(plain_line("a\x1b[31mb") == "a[31mb");
    CHECK(plain_line("a\u202Eb\u2066c") == "abc");
    CHECK(plain_line("a\xff") == "a");
}

}  // namespace cunji::test
