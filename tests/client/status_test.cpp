#include "client/app/status.h"

#include "tests/client/field_day.h"

#include <doctest/doctest.h>

namespace cunji::test {

TEST_CASE("status: what is here, what the server has got") {
    FieldDay day;
    DeviceStatus status = device_status(day.ann.store());
    REQUIRE(status.enrolment.has_value());
    CHECK(status.enrolment->name == "安娜");
    CHECK(status.ops == 0);
    REQUIRE(status.scopes.size() == 1);
    CHECK_FALSE(status.scopes.front().lost);

    const std::string id = day.ann.save("household", a_household()).saved.id;
    day.ann.save("visit", a_visit(id, day.ann.person()));
    status = device_status(day.ann.store());
    CHECK(status.ops == 2);
    CHECK(status.on_device == 2);
    CHECK(status.acknowledged == 0);
    CHECK(status.records == 2);
    CHECK(status.by_kind == std::map<std::string, std::int64_t>{{"household", 1}, {"visit", 1}});

    day.ann.sync();
    status = device_status(day.ann.store());
    CHECK(status.on_device == 0);
    CHECK(status.acknowledged == 2);
    CHECK(to_hex(status.digests.at(kVillage)) == digest_of(day.county.reader()));

    Desk bo = day.another("bo", "village_cadre");
    bo.sync();
    status = device_status(bo.store());
    CHECK(status.ops == 2);
    CHECK(status.records == 2);
    CHECK(status.on_device == 0);
    CHECK(status.acknowledged == 0);  // of bo's own there are none
}

TEST_CASE("status: the trace of a record says where each change of it is") {
    FieldDay day;
    const std::string id = day.ann.save("household", a_household()).saved.id;
    day.ann.sync();
    day.ann.save("household", {{"id", id}, {"address", "井东"}, {"why", "搬家"}});
    const std::optional<Json> record = trace_record(day.ann.store(), id);
    REQUIRE(record.has_value());
    const Json& history = record->at("history");
    REQUIRE(history.size() == 2);
    CHECK(history[0].at("where") == "server");
    CHECK(history[0].at("name") == "安娜");
    CHECK(history[1].at("where") == "device");
    CHECK(history[1].at("why") == "搬家");
    CHECK_FALSE(trace_record(day.ann.store(), "nothing").has_value());

    SUBCASE("what others wrote came from the server") {
        day.ann.sync();
        Desk bo = day.another("bo", "village_cadre");
        bo.sync();
        const std::optional<Json> there = trace_record(bo.store(), id);
        REQUIRE(there.has_value());
        for (const Json& entry : there->at("history"))
            CHECK(entry.at("where") == "server");
    }
}

}  // namespace cunji::test
