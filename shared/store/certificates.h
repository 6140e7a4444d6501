#pragma once

#include "shared/record/certificate.h"
#include "shared/store/store.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cunji {

/// The key this database trusts for its county: pinned by a device when it was enrolled, the
/// county's own on its server. Nothing on a device that belongs to no county yet.
std::optional<PublicKey> county_key(const Store& store);

/// Keeps what the county says of a device. False, and nothing kept, for what this county did not
/// sign.
bool keep_certificate(const Store& store, const Signed& content);

/// What is kept of a device, as it came: to be sent on.
std::optional<Signed> certificate_of(const Store& store, std::string_view device);

/// The same, only when the county's key says that it is genuine: what a file holds may have been
/// changed by anyone who had the file.
std::optional<Certificate> trusted_certificate(const Store& store, std::string_view device);

/// The same for who walks over many ops: each certificate is checked once.
class CertificateBook {
public:
    /// @pre the store outlives it
    explicit CertificateBook(const Store& store) : store_(store) {}

    [[nodiscard]] const Store& store() const { return store_; }

    /// nullptr when none is to be trusted; lives as long as this object.
    const Certificate* of(const std::string& device);

private:
    const Store& store_;
    std::map<std::string, std::optional<Certificate>> checked_;
};

/// Devices whose lines are held here without their certificates.
std::vector<std::string> devices_without_certificate(const Store& store);

/// Whether the device writes, or wrote, some line of the scope.
bool writes_in_scope(const Store& store, std::string_view device, std::string_view scope);

}  // namespace cunji
