#include "shared/vault/matching.h"

#include "shared/crypto/crypto.h"
#include "shared/crypto/keyed_hash.h"

namespace cunji {

Matcher::Matcher(const FolderKeys& keys) : key_(derive_key(keys.data, "matching")) {}

std::string Matcher::code_of(std::string_view id_number) const {
    std::string text{id_number};
    if (text.ends_with('x')) text.back() = 'X';
    return to_hex(keyed_hash(key_, text));
}

}  // namespace cunji
