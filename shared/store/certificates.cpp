#include "shared/store/certificates.h"

#include <algorithm>

namespace cunji {

namespace {

constexpr std::string_view kPut = R"sql(
INSERT INTO certificate (device, by, bytes, signature) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (device) DO UPDATE SET by = excluded.by, bytes = excluded.bytes,
  signature = excluded.signature)sql";
// A server has those it signed itself beside its devices.
constexpr std::string_view kFind = R"sql(
SELECT bytes, signature FROM certificate WHERE device = ?1
UNION ALL SELECT certificate, signature FROM device WHERE id = ?1 LIMIT 1)sql";
constexpr std::string_view kWithout = R"sql(
SELECT DISTINCT l.device FROM line l
WHERE l.county = 0 AND NOT EXISTS (SELECT 1 FROM certificate c WHERE c.device = l.device)
ORDER BY l.device)sql";
constexpr std::string_view kWrites =
    "SELECT 1 FROM line WHERE device = ?1 AND scope = ?2 AND county = 0 LIMIT 1";

}  // namespace

std::optional<PublicKey> county_key(const Store& store) {
    if (const auto pinned = array_from_hex<32>(store.meta("county_key").value_or(""))) {
        return pinned;
    }
    const auto seed = array_from_hex<32>(store.meta("county_seed").value_or(""));
    if (!seed) return std::nullopt;
    return key_pair_from_seed(*seed).public_key;
}

bool keep_certificate(const Store& store, const Signed& content) {
    const std::optional<PublicKey> key = county_key(store);
    if (!key) return false;
    const std::optional<Certificate> said = trusted_certificate(content, *key);
    if (!said) return false;
    store.db().run(kPut, std::string_view{said->device}, std::string_view{said->by},
                   std::string_view{content.bytes}, ByteView{content.signature});
    return true;
}

std::optional<Signed> certificate_of(const Store& store, std::string_view device) {
    Query query = store.db().query(kFind, device);
    if (!query.step()) return std::nullopt;
    Signed out{query.str(0), {}};
    const ByteView signature = query.blob(1);
    if (signature.size() != out.signature.size()) return std::nullopt;
    std::copy_n(signature.begin(), out.signature.size(), out.signature.begin());
    return out;
}

std::optional<Certificate> trusted_certificate(const Store& store, std::string_view device) {
    const std::optional<PublicKey> key = county_key(store);
    const std::optional<Signed> content = certificate_of(store, device);
    if (!key || !content) return std::nullopt;
    std::optional<Certificate> said = trusted_certificate(*content, *key);
    if (!said || said->device != device) return std::nullopt;
    return said;
}

const Certificate* CertificateBook::of(const std::string& device) {
    auto found = checked_.find(device);
    if (found == checked_.end()) {
        found = checked_.emplace(device, trusted_certificate(store_, device)).first;
    }
    return found->second ? &*found->second : nullptr;
}

std::vector<std::string> devices_without_certificate(const Store& store) {
    std::vector<std::string> out;
    Query query = store.db().query(kWithout);
    while (query.step())
        out.push_back(query.str(0));
    return out;
}

bool writes_in_scope(const Store& store, std::string_view device, std::string_view scope) {
    return store.db().integer(kWrites, device, scope).has_value();
}

}  // namespace cunji
