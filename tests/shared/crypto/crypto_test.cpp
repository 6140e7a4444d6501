#include "shared/crypto/crypto.h"

#include <doctest/doctest.h>

#include <vector>

namespace cunji::test {

namespace {

template <std::size_t N>
std::array<std::uint8_t, N> hex(std::string_view digits) {
    const auto bytes = array_from_hex<N>(digits);
    REQUIRE(bytes.has_value());
    return *bytes;
}

// RFC 8032 §7.1, test 1 (of the empty text) and test 2 (of the byte 0x72).
struct Vector {
    std::string_view seed;
    std::string_view key;
    std::string_view text;
    std::string_view signature;
};

constexpr std::array<Vector, 2> kVectors = {{
    {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
     "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9"
     "b46bd25bf5f0595bbe24655141438e7a100b"},
    {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
     "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "\x72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f1"
     "1d8c387b2eaeb4302aeeb00d291612bb0c00"},
}};

}  // namespace

TEST_CASE("signatures: Ed25519 as in RFC 8032") {
    for (const Vector& vector : kVectors) {
        const KeyPair keys = key_pair_from_seed(hex<32>(vector.seed));
        CHECK(to_hex(keys.public_key) == vector.key);
        const Signature signature = sign(keys, vector.text);
        CHECK(to_hex(signature) == vector.signature);
        CHECK(verify(keys.public_key, vector.text, signature));
    }
}

TEST_CASE("signatures: another text, key or signature is not verified") {
    const KeyPair keys = new_key_pair();
    const std::string text = "cunji-push-1";
    const Signature signature = sign(keys, text);
    REQUIRE(verify(keys.public_key, text, signature));
    CHECK_FALSE(verify(keys.public_key, "cunji-push-2", signature));
    CHECK_FALSE(verify(keys.public_key, "", signature));
    CHECK_FALSE(verify(new_key_pair().public_key, text, signature));
    CHECK_FALSE(verify(PublicKey{}, text, signature));
    CHECK_FALSE(verify(keys.public_key, text, Signature{}));
    for (std::size_t i = 0; i < signature.size(); ++i) {
        Signature damaged = signature;
        damaged[i] ^= 1U;
        CHECK_FALSE(verify(keys.public_key, text, damaged));
    }
}

TEST_CASE("keys: the secret is the seed followed by the public key; new ones differ") {
    const Hash seed = hex<32>(kVectors[0].seed);
    const KeyPair keys = key_pair_from_seed(seed);
    CHECK(std::equal(seed.begin(), seed.end(), keys.secret.begin()));
    CHECK(std::equal(keys.public_key.begin(), keys.public_key.end(), keys.secret.begin() + 32));
    CHECK(new_key_pair().public_key != new_key_pair().public_key);
}

TEST_CASE("hash: BLAKE2b-256 of known texts") {
    CHECK(to_hex(blake2b({""})) ==
          "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
    CHECK(to_hex(blake2b({"abc"})) ==
          "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
    CHECK(to_hex(blake2b({std::string(1'000'000, 'a')})) ==
          "0741850f36cba4259628355d1073e24ddb9ca0e1bfac36fd39ae5dc2101e23a4");
}

TEST_CASE("hash: parts are hashed one after the other") {
    CHECK(blake2b({"a", "", "bc"}) == blake2b({"abc"}));
    CHECK(blake2b({}) == blake2b({""}));
    const Hash first = blake2b({"first"});
    const std::string together =
        std::string{reinterpret_cast<const char*>(first.data()), first.size()} + "x";
    CHECK(blake2b(first, "x") == blake2b({together}));
}

TEST_CASE("hash: SHA-256 of known texts, at once and in pieces") {
    CHECK(to_hex(sha256("")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(to_hex(sha256("abc")) ==
          "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    Sha256 pieces;
    for (int i = 0; i < 1000; ++i)
        pieces.update(std::string(1000, 'a'));
    CHECK(to_hex(pieces.finish()) ==
          "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    CHECK(Sha256{}.finish() == sha256(""));
}

TEST_CASE("base64: RFC 4648's examples, and back") {
    struct Case {
        std::string_view plain;
        std::string_view encoded;
    };

    const std::vector<Case> cases = {{"", ""},
                                     {"f", "Zg=="},
                                     {"fo", "Zm8="},
                                     {"foo", "Zm9v"},
                                     {"foob", "Zm9vYg=="},
                                     {"fooba", "Zm9vYmE="},
                                     {"foobar", "Zm9vYmFy"},
                                     {"\xfb\xff\xbf", "+/+/"}};
    for (const Case& one : cases) {
        CHECK(to_base64(bytes_of(one.plain)) == one.encoded);
        CHECK(from_base64(one.encoded) == one.plain);
    }
    std::string all;
    for (int i = 0; i < 256; ++i)
        all += static_cast<char>(i);
    CHECK(from_base64(to_base64(bytes_of(all))) == all);
}

TEST_CASE("base64: nothing but the one right spelling") {
    for (const std::string text :
         {"Z", "Zg", "Zg=", "Zg===", "Zh==", "Zm9", "Zm9=", "Zm9v=", "Zm9v\n", " Zm9v", "Zm 9v",
          "Zm9v====", "-_-_", "Zm9*", "=", "====", "Zg==Zg=="}) {
        CAPTURE(text);
        CHECK_FALSE(from_base64(text).has_value());
    }
}

}  // namespace cunji::test
