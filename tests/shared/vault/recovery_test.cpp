#include "shared/vault/recovery.h"

#include "tests/support/temp_dir.h"
#include "tests/support/test_keys.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace cunji;
using namespace cunji::test;

TEST_CASE("recovery: the office opens a device without learning or lending its key") {
    const TempDir folder;
    const std::string path = folder.path().string();
    const EnvelopePair office = new_envelope_pair();
    const Keys keys = new_folder_keys();
    Keyring keyring;
    keyring.name = "安娜";
    close_with_passphrase(keyring, *keys, kPassphrase, kCheap);
    write_keyring(path, keyring);
    CHECK(begin_recovery(path).error().key == "error.recovery.none");
    close_for_recovery(keyring, *keys, office.open_to);
    write_keyring(path, keyring);
    CHECK(finish_recovery(path, "CJR1").error().key == "error.recovery.not_begun");

    const Result<RecoveryRequest> asked = begin_recovery(path);
    REQUIRE(asked.ok());
    const Result<RecoveryRequest> request =
        decode_recovery_request(encode_recovery_request(*asked));
    REQUIRE(request.ok());
    CHECK(request->name == "安娜");
    CHECK(answer_recovery(*request, new_envelope_pair()).error().key == "error.recovery.other_key");
    const Result<EnvelopePair> kept = decode_envelope_pair(encode_envelope_pair(office));
    REQUIRE(kept.ok());
    const Result<std::string> answer = answer_recovery(*request, *kept);
    REQUIRE(answer.ok());

    std::string broken = *answer;
    broken.insert(20, "\r\n ");
    const Result<Keys> opened = finish_recovery(path, broken);
    REQUIRE(opened.ok());
    CHECK(std::equal((*opened)->data.bytes().begin(), (*opened)->data.bytes().end(),
                     keys->data.bytes().begin()));
    broken[30] = broken[30] == 'A' ? 'B' : 'A';
    CHECK(finish_recovery(path, broken).error().key == "error.recovery.answer");
    end_recovery(path);
    CHECK(finish_recovery(path, *answer).error().key == "error.recovery.not_begun");
}

TEST_CASE("recovery: what is no request and no key is said to be none") {
    for (const char* text :
         {"", "[]", "{\"cunji_recovery\":2}", "{\"cunji_recovery\":1}",
          "{\"cunji_recovery\":1,\"reply_to\":\"AA==\",\"to\":\"\",\"key\":1}"}) {
        CHECK(decode_recovery_request(text).error().key == "error.recovery.request");
    }
    CHECK(decode_envelope_pair("12").error().key == "error.recovery.key_file");
}
