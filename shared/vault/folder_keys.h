#pragma once

#include "shared/crypto/secret.h"

#include <memory>

namespace cunji {

/// The keys of one data folder, derived from its data key: 32 random bytes that never change. What
/// is kept beside the data (keyring.h) is that key under a passphrase and the like, so a new
/// passphrase rewrites nothing.
struct FolderKeys {
    explicit FolderKeys(Secret data_key);

    Secret data;
    Secret database;  ///< of the SQLite file
    Secret files;     ///< of pictures (sealed_file.h)
};

/// Shared by all connections to a folder; wiped when the last is closed.
using Keys = std::shared_ptr<const FolderKeys>;

Keys new_folder_keys();

}  // namespace cunji
