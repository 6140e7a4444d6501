#pragma once

#include "server/node.h"
#include "shared/base/result.h"
#include "shared/policy/texts.h"

#include <string>

namespace cunji {

/// How whoever runs the server opens its data folder: by a file that lies elsewhere (on a stick, in
/// a secrets store), or by a passphrase at each start.
struct CountyLock {
    std::string key_file;
    std::string passphrase_file;  ///< both empty: the terminal is asked
};

/// Opens a county's folder, or closes a new one for the first time. @returns error.keys.* ,
/// error.key_file.inside {file}, .open_to_all {file}, .unreadable {file}; error.passphrase.*;
/// error.keys.plain {folder} for a folder from before encryption
Result<CountyFolder> unlock_county(const std::string& folder, const CountyLock& lock,
                                   const Texts& texts);

/// Makes a folder that is opened by `lock` and has the keys of a backup, which the county's
/// recovery key opens: the machine is gone, and the key file with it. @returns as unlock_county(),
/// and error.restore.folder_in_use {folder}, error.restore.no_recovery {file},
/// error.recovery.key_file, error.restore.other_recovery_key {file}
std::optional<Message> adopt_county_keys(const std::string& folder, const std::string& keyring_file,
                                         const std::string& recovery_key_file,
                                         const CountyLock& lock, const Texts& texts);

/// Writes a new key file that only its owner can read; one that is there stays. @returns
/// error.key_file.exists {file}. @throws Failure error.file.*
std::optional<Message> make_key_file(const std::string& file);

}  // namespace cunji
