#include "shared/crypto/sealing.h"

#include "shared/base/check.h"

#include <sodium.h>

#include <algorithm>
#include <new>

namespace cunji {

namespace {

constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(kNonce + kTag == kEncryptionBytes);
static_assert(std::tuple_size_v<PassphraseSalt> == crypto_pwhash_SALTBYTES);
static_assert(std::tuple_size_v<EnvelopeKey> == crypto_box_PUBLICKEYBYTES);

const unsigned char* raw(std::string_view text) {
    return bytes_of(text).data();
}

unsigned char* raw(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}

/// Into `plain`, which has room for sealed.size() - kEncryptionBytes.
bool decrypt_into(const Secret& key, std::string_view sealed, std::string_view about,
                  unsigned char* plain) {
    const std::string_view body = sealed.substr(kNonce);
    return crypto_aead_xchacha20poly1305_ietf_decrypt(plain, nullptr, nullptr, raw(body),
                                                      body.size(), raw(about), about.size(),
                                                      raw(sealed), key.bytes().data()) == 0;
}

}  // namespace

std::string encrypt(const Secret& key, std::string_view plain, std::string_view about) {
    CHECK_THAT(key.size() == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
    std::string out(kEncryptionBytes + plain.size(), '\0');
    randombytes_buf(out.data(), kNonce);
    crypto_aead_xchacha20poly1305_ietf_encrypt(raw(out) + kNonce, nullptr, raw(plain), plain.size(),
                                               raw(about), about.size(), nullptr, raw(out),
                                               key.bytes().data());
    return out;
}

std::optional<std::string> decrypt(const Secret& key, std::string_view sealed,
                                   std::string_view about) {
    if (sealed.size() < kEncryptionBytes) return std::nullopt;
    std::string plain(sealed.size() - kEncryptionBytes, '\0');
    if (!decrypt_into(key, sealed, about, raw(plain))) return std::nullopt;
    return plain;
}

std::optional<Secret> decrypt_secret(const Secret& key, std::string_view sealed,
                                     std::string_view about) {
    if (sealed.size() < kEncryptionBytes) return std::nullopt;
    Secret plain{sealed.size() - kEncryptionBytes};
    if (!decrypt_into(key, sealed, about, plain.data())) return std::nullopt;
    return plain;
}

EnvelopePair new_envelope_pair() {
    EnvelopePair pair;
    crypto_box_keypair(pair.open_to.data(), pair.opens.data());
    return pair;
}

EnvelopePair envelope_pair(Secret opens) {
    CHECK_THAT(opens.size() == crypto_box_SECRETKEYBYTES);
    EnvelopePair pair;
    crypto_scalarmult_base(pair.open_to.data(), opens.bytes().data());
    pair.opens = std::move(opens);
    return pair;
}

std::string close_envelope(const EnvelopeKey& to, ByteView content) {
    std::string out(crypto_box_SEALBYTES + content.size(), '\0');
    crypto_box_seal(raw(out), content.data(), content.size(), to.data());
    return out;
}

std::optional<Secret> open_envelope(const EnvelopePair& pair, std::string_view sealed) {
    if (sealed.size() <= crypto_box_SEALBYTES) return std::nullopt;
    Secret content{sealed.size() - crypto_box_SEALBYTES};
    if (crypto_box_seal_open(content.data(), raw(sealed), sealed.size(), pair.open_to.data(),
                             pair.opens.bytes().data()) != 0) {
        return std::nullopt;
    }
    return content;
}

PassphraseSalt new_passphrase_salt() {
    PassphraseSalt salt{};
    randombytes_buf(salt.data(), salt.size());
    return salt;
}

Secret passphrase_key(std::string_view passphrase, const PassphraseSalt& salt,
                      const PassphraseCost& cost) {
    Secret key{crypto_aead_xchacha20poly1305_ietf_KEYBYTES};
    if (crypto_pwhash(key.data(), key.size(), passphrase.data(), passphrase.size(), salt.data(),
                      cost.passes, cost.memory, crypto_pwhash_ALG_ARGON2ID13) != 0) {
        throw std::bad_alloc{};
    }
    return key;
}

}  // namespace cunji
