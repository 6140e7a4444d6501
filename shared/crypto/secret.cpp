#include "shared/crypto/secret.h"

#include "shared/base/check.h"

#include <sodium.h>

#include <algorithm>
#include <new>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <utility>

namespace cunji {

Secret::Secret(std::size_t size)
    : data_(static_cast<std::uint8_t*>(sodium_malloc(size))), size_(size) {
    if (data_ == nullptr) throw std::bad_alloc{};
    std::fill_n(data_, size_, std::uint8_t{0});
}

Secret::Secret(ByteView bytes) : Secret(bytes.size()) {
    std::copy(bytes.begin(), bytes.end(), data_);
}

Secret::Secret(Secret&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

Secret& Secret::operator=(Secret&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    return *this;
}

Secret::~Secret() {
    sodium_free(data_);  // wipes
}

void fill_random(std::span<std::uint8_t> out) {
    randombytes_buf(out.data(), out.size());
}

Secret new_secret_key() {
    Secret key{crypto_kdf_KEYBYTES};
    randombytes_buf(key.data(), key.size());
    return key;
}

Secret derive_key(const Secret& main, std::string_view use) {
    CHECK_THAT(main.size() == crypto_kdf_KEYBYTES && use.size() == crypto_kdf_CONTEXTBYTES);
    Secret key{crypto_kdf_KEYBYTES};
    crypto_kdf_derive_from_key(key.data(), key.size(), 1, use.data(), main.bytes().data());
    return key;
}

void wipe(std::string& text) {
    sodium_memzero(text.data(), text.size());
    text.clear();
}

void keep_memory_private() {
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);  // NOLINT(cppcoreguidelines-pro-type-vararg): Linux
}

}  // namespace cunji
