#pragma once

#include "shared/vault/folder_keys.h"

#include <string>
#include <string_view>

namespace cunji {

/// Tells whether two ID numbers are the same without telling what they are. Codes of two folders
/// have nothing to do with each other: eighteen digits can be guessed, so a key that every device
/// knew would hide nothing.
class Matcher {
public:
    explicit Matcher(const FolderKeys& keys);

    /// 32 hex digits; the same for an ID number with a small x at its end.
    [[nodiscard]] std::string code_of(std::string_view id_number) const;

private:
    Secret key_;
};

}  // namespace cunji
