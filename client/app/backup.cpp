#include "client/app/backup.h"

#include "client/app/wording.h"
#include "shared/base/files.h"
#include "shared/store/blob_table.h"
#include "shared/store/verifying.h"
#include "shared/vault/keyring.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>

namespace cunji {

namespace {

namespace fs = std::filesystem;

constexpr const char* kDatabase = "cunji.db";
constexpr const char* kReadMe = "README.txt";
constexpr std::string_view kPictures =
    "SELECT sha256, max(bytes) FROM blob WHERE held = 1 GROUP BY sha256 ORDER BY min(rowid)";
constexpr std::string_view kRecords = "SELECT count(*) FROM record WHERE live = 1";
constexpr int kNamesMax = 100;  ///< backups of one minute

/// A folder that goes again unless it is finished: what bears a backup's name is whole.
class NewFolder {
public:
    NewFolder(std::string part, std::string name)
        : part_(std::move(part)), name_(std::move(name)) {}

    NewFolder(const NewFolder&) = delete;
    NewFolder& operator=(const NewFolder&) = delete;

    ~NewFolder() {
        std::error_code error;
        if (!finished_) fs::remove_all(part_, error);
    }

    [[nodiscard]] const std::string& path() const { return part_; }

    [[nodiscard]] std::string file(const char* name) const { return part_ + '/' + name; }

    const std::string& finish() {
        move_durably(part_, name_);
        finished_ = true;
        return name_;
    }

private:
    std::string part_;
    std::string name_;
    bool finished_ = false;
};

/// "20261124-1530"
std::string stamp(Millis now) {
    std::string out;
    for (const char c : Wording::minute(now)) {
        if (c >= '0' && c <= '9') out += c;
        if (c == ' ') out += '-';
    }
    return out;
}

/// A name below the target that nothing has yet.
Result<std::string> new_name(const std::string& target, Millis now) {
    std::error_code error;
    const std::string begin = target + "/cunji-" + stamp(now);
    for (int i = 1; i <= kNamesMax; ++i) {
        std::string name = i == 1 ? begin : begin + '-' + std::to_string(i);
        if (!fs::exists(name, error) && !fs::exists(name + ".part", error)) return name;
    }
    return Message{"error.backup.not_writable", {{"folder", target}}};
}

Result<std::string> make_part(const std::string& target, std::int64_t need, Millis now) {
    std::error_code error;
    if (!fs::is_directory(target, error)) {
        return Message{"error.backup.no_folder", {{"folder", target}}};
    }
    const fs::space_info space = fs::space(target, error);
    if (!error && static_cast<std::int64_t>(space.available) < need + kBackupRoomSpare) {
        constexpr std::int64_t kMega = 1024LL * 1024;
        return Message{
            "error.backup.no_room",
            {{"need", std::to_string((need + kBackupRoomSpare) / kMega + 1)},
             {"free", std::to_string(static_cast<std::int64_t>(space.available) / kMega)},
             {"folder", target}}};
    }
    Result<std::string> name = new_name(target, now);
    if (!name) return name;
    if (!fs::create_directory(*name + ".part", error)) {
        return Message{"error.backup.not_writable", {{"folder", target}}};
    }
    return name;
}

std::int64_t size_of(const std::string& file) {
    std::error_code error;
    const std::uintmax_t size = fs::file_size(file, error);
    return error ? 0 : static_cast<std::int64_t>(size);
}

struct PictureFile {
    std::string sha256;
    std::int64_t bytes = 0;
};

std::vector<PictureFile> held_pictures(const Store& store) {
    std::vector<PictureFile> out;
    Query query = store.db().query(kPictures);
    while (query.step())
        out.push_back({query.str(0), query.integer(1)});
    return out;
}

/// Copies what there is, reads each copy back. @returns false when it was stopped
class PictureCopy {
public:
    PictureCopy(const FieldDevice& device, const std::string& folder, BackupReport& report)
        : from_(device.blob_folder(), device.keys()), to_(folder, device.keys()), report_(report) {}

    bool run(const std::vector<PictureFile>& pictures, const OnBackup& progress) {
        std::int64_t done = 0;
        const auto total = static_cast<std::int64_t>(pictures.size()) + 1;  // 1: the database
        for (const PictureFile& picture : pictures) {
            if (progress && !progress(++done, total)) return false;
            copy(picture);
        }
        return true;
    }

private:
    void copy(const PictureFile& picture) {
        const std::string bytes =
            from_.has(picture.sha256)
                ? from_.read(picture.sha256, 0, static_cast<std::size_t>(picture.bytes))
                : std::string{};
        const std::string name = to_.put(bytes);
        if (name != picture.sha256 || !to_.is_whole(name)) {
            to_.remove(name);
            report_.missing.push_back(
                {"error.blob.file_damaged", {{"file", from_.path_of(picture.sha256)}}});
            return;
        }
        ++report_.pictures;
        report_.bytes += picture.bytes;
    }

    BlobStore from_;
    BlobStore to_;
    BackupReport& report_;
};

/// Opens the copy and looks at all of it. @returns the reason it is no copy
std::optional<Message> check_copy(const std::string& file, const Keys& keys, BackupReport& report) {
    const Store copy = Store::open(file, Database::Mode::ReadWrite, keys);
    for (Message& problem : verify(copy)) {
        if (problem.key == "verify.file") {
            return Message{"error.backup.differs", {{"file", file}}};
        }
        report.missing.push_back(std::move(problem));  // the same in the database it was made of
    }
    report.records = copy.db().integer(kRecords).value_or(0);
    return std::nullopt;
}

}  // namespace

Result<BackupReport> back_up(const FieldDevice& device, const std::string& target,
                             const OnBackup& progress) {
    const std::string home = fs::path{device.store().db().path()}.parent_path().string();
    // A copy of a folder inside itself would hold itself.
    if (lies_in(target, home)) return Message{"error.backup.inside", {{"folder", target}}};
    const std::vector<PictureFile> pictures = held_pictures(device.store());
    const Database& database = device.store().db();
    std::int64_t need = size_of(database.path()) + size_of(database.path() + "-wal");
    for (const PictureFile& picture : pictures)
        need += picture.bytes;
    const Result<std::string> name = make_part(target, need, device.now());
    if (!name) return name.error();
    NewFolder folder{*name + ".part", *name};
    BackupReport report;
    const std::string copy = folder.file(kDatabase);
    device.store().copy_to(copy);
    if (std::optional<Message> problem = check_copy(copy, device.keys(), report)) return *problem;
    // The passphrase of today opens the copy too, and so does the office.
    const Result<Keyring> keyring = read_keyring(device.folder());
    if (keyring) write_keyring(folder.path(), *keyring);
    report.bytes = size_of(copy);
    if (!PictureCopy{device, folder.file("blobs"), report}.run(pictures, progress)) {
        return Message{"error.backup.stopped", {}};
    }
    const std::string person = device.store().meta("name").value_or("");
    write_durably(folder.file(kReadMe),
                  device.texts()({"backup.readme",
                                  {{"name", person}, {"at", Wording::minute(device.now())}}}) +
                      '\n');
    report.folder = folder.finish();
    return report;
}

DatabaseCheck check_database(const std::string& folder, const Keys& keys) {
    const std::string file = folder + '/' + kDatabase;
    std::error_code error;
    if (!fs::exists(file, error)) return {DatabaseState::Missing, {}};
    try {
        Database database =
            Database::open(file, Database::Mode::ReadOnly, keys ? &keys->database : nullptr);
        const std::string said = database.text("PRAGMA quick_check(1)").value_or("");
        if (said == "ok") return {DatabaseState::Fine, {}};
        return {DatabaseState::Damaged, {"verify.file", {{"what", said}}}};
    } catch (const DbError& problem) {
        // Busy, no right to it, no room: the file may be well.
        if (problem.message().key != "error.db.damaged") throw;
        return {DatabaseState::Unreadable, problem.message()};
    }
}

std::optional<Message> damage_at_start(const std::string& folder, const Keys& keys) {
    const std::string file = folder + '/' + kDatabase;
    if (size_of(file + "-wal") == 0) return std::nullopt;
    switch (check_database(folder, keys).state) {
        case DatabaseState::Missing:
        case DatabaseState::Fine:
            return std::nullopt;
        case DatabaseState::Damaged:
        case DatabaseState::Unreadable:
            break;
    }
    return Message{"error.db.damaged", {{"file", file}}};
}

Result<BackupReport> back_up_files(const std::string& folder, const std::string& target,
                                   Millis now) {
    if (lies_in(target, folder)) return Message{"error.backup.inside", {{"folder", target}}};
    std::int64_t need = 0;
    std::error_code error;
    for (const auto& entry : fs::recursive_directory_iterator(folder, error)) {
        if (entry.is_regular_file(error)) need += size_of(entry.path().string());
    }
    const Result<std::string> name = make_part(target, need, now);
    if (!name) return name.error();
    NewFolder part{*name + ".part", *name};
    fs::copy(folder, part.path(), fs::copy_options::recursive, error);
    if (error) return Message{"error.backup.not_writable", {{"folder", target}}};
    BackupReport report;
    report.bytes = need;
    report.folder = part.finish();
    return report;
}

std::vector<Message> mend_database(const std::string& folder, const Keys& keys) {
    const Store store = Store::open(folder + '/' + kDatabase, Database::Mode::ReadWrite, keys);
    rebuild(store);
    return verify(store);
}

std::string put_database_aside(const std::string& folder, Millis now) {
    const std::string file = folder + '/' + kDatabase;
    std::string aside = file + ".damaged-" + stamp(now);
    std::error_code error;
    for (const char* beside : {"", "-wal", "-shm"}) {
        if (!fs::exists(file + beside, error)) continue;
        fs::rename(file + beside, aside + beside, error);
        if (error) {
            throw Failure({"error.file.not_writable", {{"file", file}}}, error.message());
        }
    }
    return aside;
}

}  // namespace cunji
