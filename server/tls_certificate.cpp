#include "server/tls_certificate.h"

#include "shared/base/files.h"
#include "shared/crypto/crypto.h"
#include "shared/crypto/secret.h"

#include <filesystem>
#include <memory>
#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

namespace cunji {

namespace {

constexpr std::int64_t kCertificateBytesMax = 64LL * 1024;
constexpr long kDaySeconds = 24L * 60 * 60;

template <auto Free>
struct Freed {
    template <typename T>
    void operator()(T* object) const {
        Free(object);
    }
};

using BioPtr = std::unique_ptr<BIO, Freed<BIO_free>>;
using X509Ptr = std::unique_ptr<X509, Freed<X509_free>>;
using KeyPtr = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using ExtensionPtr = std::unique_ptr<X509_EXTENSION, Freed<X509_EXTENSION_free>>;

std::string text_of(BIO* bio) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return size > 0 ? std::string(data, static_cast<std::size_t>(size)) : std::string{};
}

bool is_address(const std::string& host) {
    return host.find(':') != std::string::npos ||
           host.find_first_not_of("0123456789.") == std::string::npos;
}

bool add_extension(X509* certificate, int kind, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    const ExtensionPtr extension{X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str())};
    return extension != nullptr && X509_add_ext(certificate, extension.get(), -1) == 1;
}

bool set_serial(X509* certificate) {
    std::uint64_t number = 0;
    return RAND_bytes(reinterpret_cast<unsigned char*>(&number),  // NOLINT: the library's type
                      sizeof number) == 1 &&
           ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), number) == 1;
}

/// Signed by itself; nothing when the library refuses, a host of strange letters for one.
X509Ptr certificate_of(EVP_PKEY* key, const std::string& host) {
    X509Ptr out{X509_new()};
    if (!out || X509_set_version(out.get(), X509_VERSION_3) != 1 || !set_serial(out.get()))
        return nullptr;
    // A server's clock may be wrong, and so may the phone's: a day is too little to worry about.
    X509_gmtime_adj(X509_getm_notBefore(out.get()), -kDaySeconds);
    X509_gmtime_adj(X509_getm_notAfter(out.get()), kCertificateYears * 365L * kDaySeconds);
    X509_NAME* name = X509_get_subject_name(out.get());
    const auto* bytes =
        reinterpret_cast<const unsigned char*>(host.data());  // NOLINT: the library's type
    const bool named = X509_NAME_add_entry_by_NID(name, NID_commonName, MBSTRING_UTF8, bytes,
                                                  static_cast<int>(host.size()), -1, 0) == 1 &&
                       X509_set_issuer_name(out.get(), name) == 1;
    const bool made = named && X509_set_pubkey(out.get(), key) == 1 &&
                      add_extension(out.get(), NID_basic_constraints, "critical,CA:FALSE") &&
                      add_extension(out.get(), NID_subject_alt_name,
                                    (is_address(host) ? "IP:" : "DNS:") + host) &&
                      X509_sign(out.get(), key, EVP_sha256()) > 0;
    return made ? std::move(out) : nullptr;
}

}  // namespace

Result<std::string> tls_pin(const std::string& certificate_file) {
    const Message problem{"error.tls.certificate", {{"file", certificate_file}}};
    const Result<std::string> pem = read_whole(certificate_file, kCertificateBytesMax);
    if (!pem) return pem.error();
    const BioPtr bio{BIO_new_mem_buf(pem->data(), static_cast<int>(pem->size()))};
    const X509Ptr certificate{bio ? PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)
                                  : nullptr};
    if (!certificate) return problem;
    unsigned char* der = nullptr;
    const int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate.get()), &der);
    if (size <= 0) return problem;
    const Hash hash = sha256({reinterpret_cast<const char*>(der),  // NOLINT: the library's type
                              static_cast<std::size_t>(size)});
    OPENSSL_free(der);
    return "sha256//" + to_base64(hash);
}

std::optional<Message> make_tls_certificate(const NewCertificate& wanted) {
    for (const std::string& file : {wanted.certificate, wanted.key}) {
        std::error_code error;
        if (std::filesystem::exists(file, error)) {
            return Message{"error.key_file.exists", {{"file", file}}};
        }
    }
    const Message problem{"error.tls.not_made", {{"host", wanted.host}}};
    const KeyPtr key{EVP_EC_gen("P-256")};
    if (!key) return problem;
    const X509Ptr certificate = certificate_of(key.get(), wanted.host);
    const BioPtr certificate_text{BIO_new(BIO_s_mem())};
    const BioPtr key_text{BIO_new(BIO_s_secmem())};
    if (!certificate || !certificate_text || !key_text) return problem;
    if (PEM_write_bio_X509(certificate_text.get(), certificate.get()) != 1 ||
        PEM_write_bio_PrivateKey(key_text.get(), key.get(), nullptr, nullptr, 0, nullptr,
                                 nullptr) != 1) {
        return problem;
    }
    std::string secret = text_of(key_text.get());
    write_durably(wanted.key, secret);
    wipe(secret);
    write_durably(wanted.certificate, text_of(certificate_text.get()));
    return std::nullopt;
}

}  // namespace cunji
