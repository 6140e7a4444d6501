#include "tests/support/test_keys.h"

#include "shared/vault/keyring.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace cunji::test {

Keys test_keys() {
    constexpr std::uint8_t kEach = 0x5a;
    Secret data{32};
    std::fill_n(data.data(), data.size(), kEach);
    return std::make_shared<const FolderKeys>(std::move(data));
}

void give_passphrase(const std::string& folder, const std::string& name) {
    Keyring keyring;
    keyring.name = name;
    close_with_passphrase(keyring, *test_keys(), kPassphrase, kCheap);
    write_keyring(folder, keyring);
}

}  // namespace cunji::test
