#include "tests/bench/signing_switch.h"

#include "shared/base/check.h"

#include <atomic>
#include <cstring>
#include <dlfcn.h>

// The program's own functions of these names come before those of the library, which is loaded
// later: the product has no such switch.

namespace {

constexpr std::size_t kSignatureBytes = 64;

// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables): read by functions of C
std::atomic<bool> costs_nothing{false};
// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables): likewise
std::atomic<std::int64_t> counted{0};

template <typename Function>
Function* library_function(const char* name) {
    void* found = dlsym(RTLD_NEXT, name);
    CHECK_THAT(found != nullptr);
    return reinterpret_cast<Function*>(found);  // NOLINT: how POSIX hands out functions
}

using SignFunction = int(unsigned char*, unsigned long long*, const unsigned char*,
                         unsigned long long, const unsigned char*);
using VerifyFunction = int(const unsigned char*, const unsigned char*, unsigned long long,
                           const unsigned char*);

}  // namespace

extern "C" int crypto_sign_detached(unsigned char* out, unsigned long long* out_size,
                                    const unsigned char* text, unsigned long long size,
                                    const unsigned char* key) {
    if (costs_nothing) {
        std::memset(out, 0, kSignatureBytes);
        return 0;
    }
    ++counted;
    static SignFunction* const real = library_function<SignFunction>("crypto_sign_detached");
    return real(out, out_size, text, size, key);
}

extern "C" int crypto_sign_verify_detached(const unsigned char* signature,
                                           const unsigned char* text, unsigned long long size,
                                           const unsigned char* key) {
    if (costs_nothing) return 0;
    ++counted;
    static VerifyFunction* const real =
        library_function<VerifyFunction>("crypto_sign_verify_detached");
    return real(signature, text, size, key);
}

namespace cunji::bench {

WithoutSignatures::WithoutSignatures() {
    costs_nothing = true;
}

WithoutSignatures::~WithoutSignatures() {
    costs_nothing = false;
}

std::int64_t signatures_counted() {
    return counted;
}

}  // namespace cunji::bench
