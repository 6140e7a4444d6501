#include "shared/crypto/crypto.h"

#include "shared/base/check.h"
#include "shared/base/failure.h"

#include <sodium.h>

namespace cunji {

namespace {

const unsigned char* raw(std::string_view text) {
    return bytes_of(text).data();
}

static_assert(sizeof(crypto_hash_sha256_state) <= 128);

crypto_hash_sha256_state* sha_state(std::array<std::uint8_t, 128>& storage) {
    return reinterpret_cast<crypto_hash_sha256_state*>(storage.data());
}

}  // namespace

void start_crypto() {
    if (sodium_init() < 0) throw Failure({"error.crypto", {}}, "sodium_init");
}

Hash blake2b(std::initializer_list<std::string_view> parts) {
    crypto_generichash_state state;
    crypto_generichash_init(&state, nullptr, 0, sizeof(Hash));
    for (const std::string_view part : parts) {
        crypto_generichash_update(&state, raw(part), part.size());
    }
    Hash out{};
    crypto_generichash_final(&state, out.data(), out.size());
    return out;
}

Hash blake2b(const Hash& first, std::string_view second) {
    return blake2b({{reinterpret_cast<const char*>(first.data()), first.size()}, second});
}

Sha256::Sha256() {
    crypto_hash_sha256_init(sha_state(state_));
}

void Sha256::update(std::string_view bytes) {
    crypto_hash_sha256_update(sha_state(state_), raw(bytes), bytes.size());
}

Hash Sha256::finish() {
    Hash out{};
    crypto_hash_sha256_final(sha_state(state_), out.data());
    return out;
}

Hash sha256(std::string_view bytes) {
    Hash out{};
    crypto_hash_sha256(out.data(), raw(bytes), bytes.size());
    return out;
}

KeyPair new_key_pair() {
    KeyPair keys;
    crypto_sign_keypair(keys.public_key.data(), keys.secret.data());
    return keys;
}

KeyPair key_pair_from_seed(const Hash& seed) {
    KeyPair keys;
    crypto_sign_seed_keypair(keys.public_key.data(), keys.secret.data(), seed.data());
    return keys;
}

Signature sign(const KeyPair& keys, std::string_view text) {
    Signature out{};
    crypto_sign_detached(out.data(), nullptr, raw(text), text.size(), keys.secret.data());
    return out;
}

bool verify(const PublicKey& key, std::string_view text, const Signature& signature) {
    return crypto_sign_verify_detached(signature.data(), raw(text), text.size(), key.data()) == 0;
}

std::string to_base64(ByteView bytes) {
    std::string out(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(out.data(), out.size(), bytes.data(), bytes.size(),
                      sodium_base64_VARIANT_ORIGINAL);
    out.pop_back();  // the terminating zero that sodium counts
    return out;
}

std::optional<std::string> from_base64(std::string_view text) {
    std::string out(text.size() / 4 * 3 + 3, '\0');
    std::size_t size = 0;
    if (sodium_base642bin(reinterpret_cast<unsigned char*>(out.data()), out.size(), text.data(),
                          text.size(), nullptr, &size, nullptr,
                          sodium_base64_VARIANT_ORIGINAL) != 0) {
        return std::nullopt;
    }
    out.resize(size);
    return out;
}

}  // namespace cunji
