#pragma once

#include "shared/base/result.h"
#include "shared/vault/keyring.h"

#include <optional>
#include <string>
#include <string_view>

namespace cunji {

class FieldDevice;

// A data folder is encrypted from its first byte: a passphrase is chosen before anything is typed
// into it, and asked for each time it is opened.

/// Nothing is in the folder yet: a passphrase is to be chosen.
[[nodiscard]] bool is_new_folder(const std::string& folder);

/// Makes the folder and its keys. @returns error.passphrase.*, error.folder.not_new {folder}.
/// @throws Failure error.folder.*, error.file.*
Result<Keys> begin_folder(const std::string& folder, std::string_view passphrase,
                          const PassphraseCost& cost = {});

/// @returns error.passphrase.wrong, error.keys.missing, error.keys.damaged
Result<Keys> unlock_folder(const std::string& folder, std::string_view passphrase);

/// Takes a new passphrase; the old one and what the office keeps no longer matter. @returns
/// error.passphrase.*, error.keys.*. @throws Failure error.file.*
std::optional<Message> change_passphrase(const std::string& folder, const Keys& keys,
                                         std::string_view passphrase,
                                         const PassphraseCost& cost = {});

/// Opens a folder by the office's answer and gives it a new passphrase. Nothing is changed unless
/// the answer opens this folder's database. @returns as finish_recovery() and change_passphrase()
Result<Keys> recover_folder(const std::string& folder, std::string_view answer,
                            std::string_view passphrase, const PassphraseCost& cost = {});

/// What is known once a device is enrolled: the person's name, and the office that can open it when
/// the passphrase is forgotten.
void complete_keyring(const FieldDevice& device);

}  // namespace cunji
