#include "shared/store/certificates.h"
#include "shared/store/lines.h"
#include "shared/store/verifying.h"
#include "sync/pull_page.h"
#include "tests/sync/two_phones.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace cunji::test {

namespace {

/// Bo's phone holds a household of Ann's, who wrote it on hers.
struct PulledHousehold : TwoPhones {
    std::string ann_device;

    PulledHousehold() {
        ann.save("household", {{"head_name", "王铁柱"}});
        ann.must_sync();
        bo.must_sync();
        ann_device = read_enrolment(ann.store())->device;
    }

    [[nodiscard]] bool reported(const char* key) {
        const std::vector<Message> found = verify(bo.store());
        return std::any_of(found.begin(), found.end(),
                           [&](const Message& message) { return message.key == key; });
    }
};

Signed signed_by(const KeyPair& county, const Certificate& certificate) {
    Signed out{encode_certificate(certificate), {}};
    out.signature = sign(county, certificate_text(out.bytes));
    return out;
}

}  // namespace

TEST_CASE("certificates: a phone learns from a pull whose device wrote a line") {
    PulledHousehold village;
    const auto said = trusted_certificate(village.bo.store(), village.ann_device);
    REQUIRE(said);
    CHECK(said->name == "Ann");
    CHECK(said->device_key == read_enrolment(village.ann.store())->device_keys.public_key);
    CHECK(said->person_key == read_enrolment(village.ann.store())->person_keys->public_key);
    CHECK(verify(village.bo.store()).empty());
}

TEST_CASE("certificates: a phone that held the line before asks for the one it lacks") {
    PulledHousehold village;
    village.bo.store().db().run("DELETE FROM certificate");
    village.ann.save("household", {{"head_name", "李四"}});
    village.ann.must_sync();
    village.bo.must_sync();
    CHECK(trusted_certificate(village.bo.store(), village.ann_device).has_value());
    CHECK(devices_without_certificate(village.bo.store()).empty());
}

TEST_CASE("certificates: what the county did not sign is not kept") {
    PulledHousehold village;
    const Store& store = village.bo.store();
    Certificate forged = *trusted_certificate(store, village.ann_device);
    forged.person_key = new_key_pair().public_key;
    const KeyPair other_county = new_key_pair();
    Signed altered = *certificate_of(store, village.ann_device);
    altered.bytes.replace(altered.bytes.find("Ann"), 3, "Eve");

    PullAnswer page;
    page.certificates = {signed_by(other_county, forged), altered};
    take_page(store, *read_enrolment(store), page, 0);

    CHECK(trusted_certificate(store, village.ann_device)->name == "Ann");
    CHECK(trusted_certificate(store, village.ann_device)->person_key != forged.person_key);
}

TEST_CASE("certificates: verify finds a seal that its device did not make") {
    PulledHousehold village;
    village.bo.store().db().run(
        "UPDATE seal SET signature = zeroblob(64) WHERE rid IN "
        "(SELECT rid FROM line WHERE mine = 0)");
    CHECK(village.reported("verify.seal"));
}

TEST_CASE("certificates: verify finds one that was put in its place") {
    PulledHousehold village;
    Certificate forged = *trusted_certificate(village.bo.store(), village.ann_device);
    const KeyPair thief = new_key_pair();
    forged.device_key = thief.public_key;
    const Signed content = signed_by(thief, forged);
    village.bo.store().db().run(
        "UPDATE certificate SET bytes = ?2, signature = ?3 WHERE device = ?1",
        std::string_view{village.ann_device}, std::string_view{content.bytes},
        ByteView{content.signature});
    CHECK(village.reported("verify.certificate"));
    CHECK_FALSE(trusted_certificate(village.bo.store(), village.ann_device).has_value());
}

}  // namespace cunji::test
