#include "shared/vault/folder_keys.h"

#include <utility>

namespace cunji {

FolderKeys::FolderKeys(Secret data_key)
    : data(std::move(data_key)),
      database(derive_key(data, "database")),
      files(derive_key(data, "pictures")) {}

Keys new_folder_keys() {
    return std::make_shared<const FolderKeys>(new_secret_key());
}

}  // namespace cunji
