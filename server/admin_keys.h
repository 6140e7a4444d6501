#pragma once

#include "server/admin.h"
#include "server/tls_certificate.h"

namespace cunji {

/// Adds `admin recovery ...`: the key that opens a device whose passphrase is forgotten.
void add_recovery_commands(CLI::App& admin, AdminCommand& chosen);

/// `key new`, which has no data folder yet. @returns the exit code
int run_key_new(const std::string& file);

/// `key certificate`, likewise: a TLS certificate of the county's own. @returns the exit code
int run_key_certificate(const NewCertificate& wanted);

}  // namespace cunji
