#pragma once

#include "shared/base/result.h"

#include <optional>
#include <string>

namespace cunji {

/// What devices pin: "sha256//" and the base64 of SHA-256 over the public key of the first
/// certificate in a PEM file (RFC 7469 §2.4; libcurl's CURLOPT_PINNEDPUBLICKEY). A new certificate
/// for the same key has the same pin. @returns error.tls.certificate
Result<std::string> tls_pin(const std::string& certificate_file);

/// Where a self-made certificate and its key are written, and for whom.
struct NewCertificate {
    std::string host;         ///< name or address by which devices reach the server
    std::string certificate;  ///< PEM file to make
    std::string key;          ///< PEM file to make, for its owner only
};

/// Makes a key (P-256) and a certificate that it signs itself, good for kCertificateYears: a county
/// without a name on the internet has no authority that would sign, and the pin proves more than
/// one would. @returns error.key_file.exists, error.tls.not_made. @throws Failure error.file.*
std::optional<Message> make_tls_certificate(const NewCertificate& wanted);

inline constexpr int kCertificateYears = 10;

}  // namespace cunji
