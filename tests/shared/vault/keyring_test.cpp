#include "shared/vault/keyring.h"

#include "tests/support/temp_dir.h"
#include "tests/support/test_keys.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace cunji;
using namespace cunji::test;

namespace {

bool same(const Keys& one, const Keys& other) {
    return one && other &&
           std::equal(one->data.bytes().begin(), one->data.bytes().end(),
                      other->data.bytes().begin(), other->data.bytes().end());
}

}  // namespace

TEST_CASE("keyring: passphrase, key file and office each open it; nothing else does") {
    const TempDir folder;
    const std::string path = folder.path().string();
    const Keys keys = new_folder_keys();
    const Secret file_key = new_secret_key();
    const EnvelopePair office = new_envelope_pair();
    Keyring keyring;
    keyring.name = "王𬭎𠮷";
    close_with_passphrase(keyring, *keys, kPassphrase, kCheap);
    close_with_key_file(keyring, *keys, file_key);
    close_for_recovery(keyring, *keys, office.open_to);
    write_keyring(path, keyring);

    const Result<Keyring> read = read_keyring(path);
    REQUIRE(read.ok());
    CHECK(read->name == "王𬭎𠮷");
    CHECK(same(open_with_passphrase(*read, kPassphrase), keys));
    CHECK(same(open_with_key_file(*read, file_key), keys));
    CHECK(open_with_passphrase(*read, "three ducks on a green ponD") == nullptr);
    CHECK(open_with_key_file(*read, new_secret_key()) == nullptr);
    CHECK_FALSE(open_envelope(new_envelope_pair(), read->recovery->sealed).has_value());
    CHECK(open_envelope(office, read->recovery->sealed).has_value());
}

TEST_CASE("keyring: none of a thousand wrong passphrases opens it") {
    const Keys keys = new_folder_keys();
    Keyring keyring;
    close_with_passphrase(keyring, *keys, kPassphrase, kCheap);
    int opened = 0;
    constexpr int kWrong = 1000;
    for (int i = 0; i < kWrong; ++i) {
        std::string wrong = kPassphrase;
        wrong[static_cast<std::size_t>(i) % wrong.size()] =
            static_cast<char>('0' + i / static_cast<int>(wrong.size()) % 10);
        if (wrong != kPassphrase && open_with_passphrase(keyring, wrong)) ++opened;
    }
    CHECK(opened == 0);
    CHECK(open_with_passphrase(keyring, kPassphrase) != nullptr);
}

TEST_CASE("keyring: the copy beside it opens the folder when the first is damaged") {
    const TempDir folder;
    const std::string path = folder.path().string();
    CHECK(read_keyring(path).error().key == "error.keys.missing");
    Keyring keyring;
    close_with_passphrase(keyring, *test_keys(), kPassphrase, kCheap);
    write_keyring(path, keyring);
    write_file(folder.file("keys.json"), "{\"v\":1,\"pass");
    CHECK(same(open_with_passphrase(*read_keyring(path), kPassphrase), test_keys()));
    write_file(folder.file("keys.copy.json"), "");
    CHECK(read_keyring(path).error().key == "error.keys.damaged");
}

TEST_CASE("keyring: a file that asks for endless work is refused") {
    Keyring keyring;
    close_with_passphrase(keyring, *test_keys(), kPassphrase, kCheap);
    keyring.passphrase->cost.memory = kPassphraseCostMax.memory + 1;
    CHECK_FALSE(decode_keyring(encode_keyring(keyring)).ok());
    for (const char* text : {"", "[]", "{}", "{\"v\":\"1\"}", "{\"v\":1,\"passphrase\":7}",
                             "{\"v\":1,\"key_file\":[]}", "{\"v\":1,\"recovery\":{}}",
                             "{\"v\":1,\"passphrase\":{\"kdf\":\"md5\"}}"}) {
        CHECK_FALSE(decode_keyring(text).ok());
    }
}
