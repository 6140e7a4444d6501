#pragma once

#include "client/app/device.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace cunji {

/// Room that stays free on the medium: a stick that is full to the last byte is slow and worn.
inline constexpr std::int64_t kBackupRoomSpare = 16LL * 1024 * 1024;

struct BackupReport {
    std::string folder;  ///< what was made
    std::int64_t records = 0;
    std::int64_t pictures = 0;
    std::int64_t bytes = 0;
    std::vector<Message> missing;  ///< pictures that this device itself has lost or damaged
};

/// Files done and all there are. False stops it; nothing is left behind.
using OnBackup = std::function<bool(std::int64_t done, std::int64_t total)>;

/// Copies this device into a new folder below `target`, called by the day and the minute; what is
/// there already stays. The database is one consistent state while it is in use, every copy is read
/// back and compared, and the folder gets its name when all of it is whole. It is encrypted like
/// this device: the same passphrase opens it, and the office's recovery key.
/// @returns error.backup.no_folder, .inside, .not_writable {folder}, .no_room {need, free},
/// .differs, .stopped. @throws DbError, Failure of the disk read from
Result<BackupReport> back_up(const FieldDevice& device, const std::string& target,
                             const OnBackup& progress = {});

enum class DatabaseState {
    Missing,  ///< nothing there yet
    Fine,
    Damaged,     ///< opens, and is not whole
    Unreadable,  ///< does not open
};

/// What a look at a person's folder says, before anything is opened for good.
struct DatabaseCheck {
    DatabaseState state = DatabaseState::Fine;
    Message problem;  ///< for Damaged and Unreadable
};

/// SQLite's quick_check of DIR/cunji.db: reads each page once.
DatabaseCheck check_database(const std::string& folder, const Keys& keys);

/// The same when a program did not end well, which leaves a file beside the database; else nothing
/// is read. @returns error.db.damaged {file} when it is not whole
std::optional<Message> damage_at_start(const std::string& folder, const Keys& keys);

/// Copies the files as they lie there, damaged as they may be: before anything is tried on them.
/// @returns as back_up()
Result<BackupReport> back_up_files(const std::string& folder, const std::string& target,
                                   Millis now);

/// Makes rows, index and search of a damaged database again from the ops (verifying.h). @returns
/// what is still wrong after it: nothing when it is whole again. @throws DbError when the ops
/// themselves cannot be read.
std::vector<Message> mend_database(const std::string& folder, const Keys& keys);

/// Puts an unreadable database aside under a new name, so that the folder can be enrolled again and
/// the server fill it. @returns the new name. @throws Failure error.file.not_writable
std::string put_database_aside(const std::string& folder, Millis now);

}  // namespace cunji
