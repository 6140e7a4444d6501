#pragma once

#include "shared/base/result.h"
#include "shared/crypto/sealing.h"
#include "shared/vault/folder_keys.h"

#include <optional>
#include <string>
#include <string_view>

namespace cunji {

/// DIR/keys.json: a folder's data key, once for each way to open it (docs/data-format.md). Who has
/// only this file has nothing.
struct Keyring {
    struct ByPassphrase {
        PassphraseSalt salt{};
        PassphraseCost cost;
        std::string sealed;  ///< encrypt()ed data key
    };

    struct ByRecovery {
        EnvelopeKey to{};    ///< whose other half the office keeps
        std::string sealed;  ///< close_envelope()d data key
    };

    std::string
        name{};  ///< of the person, for the page that asks for the passphrase; a county: empty
    std::string role{};
    std::optional<ByPassphrase> passphrase{};
    std::string key_file{};  ///< encrypt()ed under the key of a file that lies elsewhere; or empty
    std::optional<ByRecovery> recovery{};
};

std::string encode_keyring(const Keyring& keyring);
/// @returns error.keys.damaged
Result<Keyring> decode_keyring(std::string_view text);

[[nodiscard]] bool has_keyring(const std::string& folder);
/// From DIR/keys.json, or from the copy beside it when that is damaged. @returns
/// error.keys.missing, error.keys.damaged, each with {folder}
Result<Keyring> read_keyring(const std::string& folder);
/// @throws Failure error.file.*
void write_keyring(const std::string& folder, const Keyring& keyring);

void close_with_passphrase(Keyring& keyring, const FolderKeys& keys, std::string_view passphrase,
                           const PassphraseCost& cost);
void close_with_key_file(Keyring& keyring, const FolderKeys& keys, const Secret& file_key);
void close_for_recovery(Keyring& keyring, const FolderKeys& keys, const EnvelopeKey& to);

/// nullptr: it is not the right one.
Keys open_with_passphrase(const Keyring& keyring, std::string_view passphrase);
Keys open_with_key_file(const Keyring& keyring, const Secret& file_key);
Keys open_with_recovery(const Keyring& keyring, const EnvelopePair& office);

}  // namespace cunji
