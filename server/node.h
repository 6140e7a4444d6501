#pragma once

#include "shared/base/random.h"
#include "shared/crypto/crypto.h"
#include "shared/store/store.h"

#include <string>

namespace cunji {

/// Who this server is. The keys and ids live in its database, so that a backup carries them.
struct Identity {
    std::string node;   ///< UUID
    std::string epoch;  ///< 16 hex digits, new at every restore
    KeyPair keys;       ///< the county's: pinned by devices, signs certificates and annulments
};

/// A county's data folder with what opens it.
struct CountyFolder {
    std::string path;
    Keys keys;
};

/// DIR/county.db
std::string county_file(const std::string& folder);
/// DIR/blobs
std::string blob_folder(const std::string& folder);

/// Opens the county's store for its one writer; an empty folder becomes an empty county with the
/// policy built into this program. @throws Failure
Store open_county(const CountyFolder& folder, Random& random);

/// A reader beside the writer.
Store open_county_reader(const CountyFolder& folder);

Identity read_identity(const Store& store);

/// The pin of the certificate that this county was last served with, which each enrolment code says
/// (tls_certificate.h); empty where it was plain HTTP.
std::string noted_tls_pin(const Store& store);
void note_tls_pin(const Store& store, std::string_view pin);

}  // namespace cunji
