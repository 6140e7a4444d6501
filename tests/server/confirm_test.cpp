#include "server/access.h"
#include "shared/record/fingerprint.h"
#include "tests/support/county.h"

#include <doctest/doctest.h>

using namespace cunji;
using namespace cunji::test;

TEST_CASE("confirm: a device gets nothing until the office has compared its key") {
    TempDir folder;
    FakeClock clock;
    SeededRandom random{11};
    County county{folder.file("county"), clock, random};
    const std::string person = county.add_person("安娜", "first_secretary", kVillage);
    Phone known{folder.file("known"), clock, random};
    known.connect(county);
    known.join(county.code_for(person, kVillage));
    known.save("household", {{"head_name", "王铁柱"}});
    known.must_sync();

    std::string code;
    county.write([&](const Store& store) {
        code = make_enrol_code(store, person, kVillage, clock.now(), random, true).code;
    });
    Phone phone{folder.file("phone"), clock, random};
    phone.connect(county);
    phone.join(code);
    const Enrolment enrolment = *read_enrolment(phone.store());
    CHECK(enrolment.confirm);
    const std::string number = fingerprint_of(enrolment.device_keys.public_key);
    CHECK(number.size() == 6);
    const Saved saved = phone.save("household", {{"head_name", "李秀英"}});

    const SyncOutcome refused = phone.sync();
    REQUIRE(refused.problem.has_value());
    CHECK(refused.problem->key == "error.server.says");
    CHECK(refused.problem->args.front().second.find(number) != std::string::npos);
    CHECK(phone.store().db().integer("SELECT count(*) FROM household") == 1);
    CHECK(county.reader().db().integer("SELECT count(*) FROM household") == 1);

    // The office hears the number, and finds it with that device and no other.
    const std::optional<Device> waiting = find_device(county.reader(), enrolment.device);
    REQUIRE(waiting.has_value());
    CHECK(waiting->unconfirmed);
    CHECK(fingerprint_of(waiting->key) == number);
    const Enrolment others = *read_enrolment(known.store());
    CHECK(fingerprint_of(others.device_keys.public_key) != number);
    county.write([&](const Store& store) { confirm_device(store, enrolment.device); });
    CHECK(phone.must_sync().pushed == 1);
    CHECK(phone.store().db().integer("SELECT count(*) FROM household") == 2);
    CHECK(county.reader()
              .db()
              .integer("SELECT count(*) FROM household WHERE id = ?1", std::string_view{saved.id})
              .value_or(0) == 1);
}
