#include "client/app/unlocking.h"

#include "shared/vault/recovery.h"
#include "tests/client/field_day.h"
#include "tests/support/test_keys.h"

#include <doctest/doctest.h>

#include <filesystem>

namespace cunji::test {

namespace {

constexpr const char* kNewPassphrase = "four geese over the old mill";

std::string problem_of(const Result<Keys>& keys) {
    return keys.ok() ? std::string{} : keys.error().key;
}

/// A first secretary's device as the programs make it, in a county with a recovery key.
struct LockedDevice {
    TempDir folder;
    FakeClock clock;
    SeededRandom random{7};
    EnvelopePair office = new_envelope_pair();
    County county{folder.file("county"), clock, random};
    std::string data = folder.file("ann");
    std::string household;

    LockedDevice() {
        county.write(
            [&](const Store& store) { store.set_meta("recovery_key", to_hex(office.open_to)); });
        const Result<Keys> keys = begin_folder(data, kPassphrase, kCheap);
        REQUIRE(keys.ok());
        FieldDevice device = open(*keys);
        const std::string person = county.add_person("安娜", "first_secretary", kVillage);
        LoopbackTransport transport{county.routes()};
        const Result<Enrolment> joined =
            join_county(device, transport, {"http://loopback", county.code_for(person, kVillage)});
        REQUIRE(joined.ok());
        SaveRequest save;
        save.kind = "household";
        save.fields = a_household();
        const auto saved = record_group(device, {save});
        REQUIRE(saved.ok());
        household = saved->front().saved.id;
    }

    FieldDevice open(const Keys& keys) {
        return FieldDevice::open(data, keys, clock, random, Language::Chinese);
    }

    [[nodiscard]] std::string answer() const {
        const Result<RecoveryRequest> request = begin_recovery(data);
        REQUIRE(request.ok());
        CHECK(request->name == "安娜");
        return *answer_recovery(*request, office);
    }
};

}  // namespace

TEST_CASE("unlocking: a folder opens with its passphrase and with nothing else") {
    const TempDir temp;
    const std::string folder = temp.file("data");
    CHECK(is_new_folder(folder));
    CHECK(problem_of(unlock_folder(folder, kPassphrase)) == "error.keys.missing");
    CHECK(problem_of(begin_folder(folder, "short", kCheap)) == "error.passphrase.short");
    CHECK(is_new_folder(folder));
    REQUIRE(begin_folder(folder, kPassphrase, kCheap).ok());
    CHECK_FALSE(is_new_folder(folder));
    CHECK(problem_of(begin_folder(folder, kNewPassphrase, kCheap)) == "error.folder.not_new");
    CHECK(unlock_folder(folder, kPassphrase).ok());
    CHECK(problem_of(unlock_folder(folder, kNewPassphrase)) == "error.passphrase.wrong");
}

TEST_CASE("unlocking: a new passphrase takes the old one's place; the data stays as it is") {
    LockedDevice locked;
    const Result<Keys> keys = unlock_folder(locked.data, kPassphrase);
    REQUIRE(keys.ok());
    CHECK(change_passphrase(locked.data, *keys, "short", kCheap)->key == "error.passphrase.short");
    CHECK_FALSE(change_passphrase(locked.data, *keys, kNewPassphrase, kCheap).has_value());
    CHECK(problem_of(unlock_folder(locked.data, kPassphrase)) == "error.passphrase.wrong");
    const Result<Keys> again = unlock_folder(locked.data, kNewPassphrase);
    REQUIRE(again.ok());
    CHECK(find_record(locked.open(*again).store(), locked.household).has_value());
}

TEST_CASE(
    "unlocking: the office opens a device whose passphrase is forgotten, with all that is in it") {
    LockedDevice locked;
    const std::string answer = locked.answer();
    CHECK(problem_of(recover_folder(locked.data, answer, "short", kCheap)) ==
          "error.passphrase.short");
    const Result<Keys> keys = recover_folder(locked.data, answer, kNewPassphrase, kCheap);
    REQUIRE(keys.ok());
    CHECK(find_record(locked.open(*keys).store(), locked.household).has_value());
    CHECK(unlock_folder(locked.data, kNewPassphrase).ok());
    CHECK(problem_of(unlock_folder(locked.data, kPassphrase)) == "error.passphrase.wrong");
    // The answer has done its work.
    CHECK(problem_of(recover_folder(locked.data, answer, kPassphrase, kCheap)) ==
          "error.recovery.not_begun");
}

TEST_CASE("unlocking: an answer made for another device changes nothing") {
    LockedDevice mine;
    LockedDevice other;
    const std::string for_other = other.answer();
    CHECK_FALSE(mine.answer().empty());
    CHECK(problem_of(recover_folder(mine.data, for_other, kNewPassphrase, kCheap)) ==
          "error.recovery.answer");
    // The office's key fits, the data key within is that of another folder.
    Result<Keyring> foreign = read_keyring(other.data);
    Result<RecoveryRequest> request = begin_recovery(mine.data);
    REQUIRE(request.ok());
    request->sealed = *foreign->recovery;
    const std::string swapped = *answer_recovery(
        *request, mine.office.open_to == request->sealed.to ? mine.office : other.office);
    CHECK(problem_of(recover_folder(mine.data, swapped, kNewPassphrase, kCheap)) ==
          "error.recovery.answer");
    CHECK(unlock_folder(mine.data, kPassphrase).ok());
}

}  // namespace cunji::test
