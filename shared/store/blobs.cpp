#include "shared/store/blobs.h"

#include "shared/base/check.h"
#include "shared/crypto/crypto.h"
#include "shared/vault/sealed_file.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace cunji {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPartEnd = ".part";
constexpr const char* kDamaged = "error.blob.file_damaged";

[[noreturn]] void fail(const std::string& path, int error) {
    const std::string reason = std::strerror(error);  // NOLINT(concurrency-mt-unsafe): glibc's is
    if (error == ENOSPC || error == EDQUOT || error == EFBIG) {
        throw DiskFull({"error.blob.disk_full", {{"file", path}}}, reason);
    }
    throw Failure({"error.blob.io", {{"file", path}}}, reason);
}

/// An open file or folder.
class Descriptor {
public:
    Descriptor(std::string path, int fd) : path_(std::move(path)), fd_(fd) {
        if (fd_ < 0) fail(path_, errno);
    }

    Descriptor(Descriptor&& other) noexcept
        : path_(std::move(other.path_)), fd_(std::exchange(other.fd_, -1)) {}

    Descriptor& operator=(Descriptor&&) = delete;
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    ~Descriptor() {
        if (fd_ >= 0) ::close(fd_);
    }

    [[nodiscard]] int get() const { return fd_; }

    [[nodiscard]] const std::string& path() const { return path_; }

    void write(std::string_view bytes) const {
        while (!bytes.empty()) {
            const ssize_t count = ::write(fd_, bytes.data(), bytes.size());
            if (count < 0 && errno == EINTR) continue;
            if (count < 0) fail(path_, errno);
            bytes.remove_prefix(static_cast<std::size_t>(count));
        }
    }

    /// Up to `length` bytes; fewer only at the end of the file.
    [[nodiscard]] std::string read(std::int64_t offset, std::size_t length) const {
        std::string out(length, '\0');
        std::size_t had = 0;
        while (had < length) {
            const ssize_t count = ::pread(fd_, out.data() + had, length - had,
                                          offset + static_cast<std::int64_t>(had));
            if (count < 0 && errno == EINTR) continue;
            if (count < 0) fail(path_, errno);
            if (count == 0) break;
            had += static_cast<std::size_t>(count);
        }
        out.resize(had);
        return out;
    }

    void sync() const {
        if (::fsync(fd_) != 0) fail(path_, errno);
    }

    /// sweep() of another program leaves a locked file alone. Ends with the descriptor.
    void lock() const { ::flock(fd_, LOCK_EX); }

private:
    std::string path_;
    int fd_;
};

/// What `read` returns; empty when the file was changed since it was written.
template <typename Read>
std::string whole_or_nothing(Read read) {
    try {
        return read();
    } catch (const Failure& problem) {
        if (problem.message().key != kDamaged) throw;
        return {};
    }
}

Descriptor open_file(const std::string& path, int flags) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): POSIX
    return {path, ::open(path.c_str(), flags | O_CLOEXEC | O_NOFOLLOW, 0600)};
}

/// An open file with what is sealed in it.
class SealedBlob {
public:
    SealedBlob(Descriptor file, Keys keys) : file_(std::move(file)), keys_(std::move(keys)) {
        struct stat state {};

        if (::fstat(file_.get(), &state) != 0) fail(file_.path(), errno);
        sealed_ = SealedFile::look(reader(), state.st_size);
    }

    [[nodiscard]] const Descriptor& file() const { return file_; }

    /// nullopt: it is no such file, or empty.
    [[nodiscard]] const std::optional<SealedFile>& sealed() const { return sealed_; }

    [[nodiscard]] std::string read(std::int64_t offset, std::size_t length) const {
        std::optional<std::string> bytes;
        if (sealed_) bytes = sealed_->read(keys_->files, reader(), offset, length);
        if (!bytes) throw Failure({kDamaged, {{"file", file_.path()}}}, "sealed");
        return std::move(*bytes);
    }

    /// Of all of it, a piece at a time.
    [[nodiscard]] std::string hash() const {
        Sha256 hash;
        std::int64_t at = 0;
        for (;;) {
            const std::string piece = read(at, kSealedPieceMax);
            if (piece.empty()) break;
            hash.update(piece);
            at += static_cast<std::int64_t>(piece.size());
        }
        return to_hex(hash.finish());
    }

private:
    [[nodiscard]] ReadAt reader() const {
        return
            [this](std::int64_t offset, std::size_t length) { return file_.read(offset, length); };
    }

    Descriptor file_;
    Keys keys_;
    std::optional<SealedFile> sealed_;
};

void sync_folder(const std::string& path) {
    open_file(path, O_RDONLY | O_DIRECTORY).sync();
}

std::optional<struct stat> file_state(const std::string& path) {
    struct stat state {};

    if (::lstat(path.c_str(), &state) != 0) {
        if (errno == ENOENT || errno == ENOTDIR) return std::nullopt;
        fail(path, errno);
    }
    if (!S_ISREG(state.st_mode)) return std::nullopt;
    return state;
}

void remove_file(const std::string& path) {
    if (::unlink(path.c_str()) != 0 && errno != ENOENT) fail(path, errno);
}

void rename_file(const std::string& from, const std::string& to) {
    if (::rename(from.c_str(), to.c_str()) != 0) fail(to, errno);
}

/// Whether no program is writing the file.
bool is_left_over(const std::string& path) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): POSIX
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0) return false;
    const bool alone = ::flock(fd, LOCK_EX | LOCK_NB) == 0;
    ::close(fd);
    return alone;
}

/// The folders in a folder; none when it cannot be read.
std::vector<fs::path> entries(const fs::path& folder) {
    std::vector<fs::path> out;
    std::error_code error;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        out.push_back(at->path());
    }
    return out;
}

bool is_part_name(std::string_view name) {
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-';
    });
}

}  // namespace

bool is_sha256(std::string_view text) {
    return array_from_hex<32>(text).has_value();
}

BlobStore::BlobStore(std::string folder, Keys keys)
    : folder_(std::move(folder)), keys_(std::move(keys)) {
    CHECK_THAT(keys_ != nullptr);
    std::error_code error;
    fs::create_directories(folder_ + "/tmp", error);
    if (error) throw Failure({"error.folder", {{"folder", folder_}}}, error.message());
}

std::string BlobStore::path_of(std::string_view sha256) const {
    CHECK_THAT(is_sha256(sha256));
    std::string path = folder_;
    path += '/';
    path += sha256.substr(0, 2);
    path += '/';
    path += sha256.substr(2, 2);
    path += '/';
    path += sha256;
    return path;
}

std::string BlobStore::part_path(std::string_view name) const {
    CHECK_THAT(is_part_name(name));
    return folder_ + "/tmp/" + std::string{name} + std::string{kPartEnd};
}

std::string BlobStore::make_home(std::string_view sha256) {
    const std::lock_guard lock{homes_mutex_};
    std::string folder = folder_;
    for (const std::size_t at : {std::size_t{0}, std::size_t{2}}) {
        const std::string parent = folder;
        folder += '/';
        folder += sha256.substr(at, 2);
        if (::mkdir(folder.c_str(), 0700) == 0) {
            sync_folder(parent);
        } else if (errno != EEXIST) {
            fail(folder, errno);
        }
    }
    return folder;
}

std::string BlobStore::put(std::string_view bytes) {
    std::string name = to_hex(sha256(bytes));
    const std::string path = path_of(name);
    if (size(name) == static_cast<std::int64_t>(bytes.size())) {
        // Young again: whoever removes files that no row names must not take this one.
        ::utimensat(AT_FDCWD, path.c_str(), nullptr, AT_SYMLINK_NOFOLLOW);
        return name;
    }
    std::string pattern = folder_ + "/tmp/put-XXXXXX";
    const int fd = ::mkostemp(pattern.data(), O_CLOEXEC);
    const Descriptor file{pattern, fd};
    try {
        file.lock();
        SealedFile sealed = SealedFile::begin();
        file.write(sealed.head());
        for (std::size_t at = 0; at < bytes.size(); at += kSealedPieceMax) {
            file.write(sealed.add(keys_->files, bytes.substr(at, kSealedPieceMax)));
        }
        file.sync();
        const std::string home = make_home(name);
        rename_file(pattern, path);
        sync_folder(home);
    } catch (...) {
        ::unlink(pattern.c_str());
        throw;
    }
    return name;
}

bool BlobStore::has(std::string_view sha256) const {
    return file_state(path_of(sha256)).has_value();
}

std::optional<std::int64_t> BlobStore::size(std::string_view sha256) const {
    return text_size(path_of(sha256));
}

std::optional<std::int64_t> BlobStore::text_size(const std::string& path) const {
    if (!file_state(path)) return std::nullopt;
    const SealedBlob blob{open_file(path, O_RDONLY), keys_};
    return blob.sealed() ? blob.sealed()->text_bytes() : 0;
}

std::string BlobStore::read(std::string_view sha256, std::int64_t offset,
                            std::size_t length) const {
    return reader(sha256)(offset, length);
}

ReadAt BlobStore::reader(std::string_view sha256) const {
    const auto blob =
        std::make_shared<const SealedBlob>(open_file(path_of(sha256), O_RDONLY), keys_);
    return [blob](std::int64_t offset, std::size_t length) { return blob->read(offset, length); };
}

bool BlobStore::is_whole(std::string_view sha256) const {
    if (!has(sha256)) return false;
    return whole_or_nothing([&] {
               return SealedBlob{open_file(path_of(sha256), O_RDONLY), keys_}.hash();
           }) == sha256;
}

void BlobStore::remove(std::string_view sha256) const {
    remove_file(path_of(sha256));
}

void BlobStore::for_each(
    const std::function<void(const std::string& sha256, Millis put_at)>& visit) const {
    for (const fs::path& first : entries(folder_)) {
        if (first.filename().native().size() != 2) continue;
        for (const fs::path& second : entries(first)) {
            for (const fs::path& file : entries(second)) {
                const std::string name = file.filename().native();
                const auto state = file_state(file.native());
                if (!is_sha256(name) || !state) continue;
                visit(name, Millis{state->st_mtim.tv_sec} * 1000);
            }
        }
    }
}

std::int64_t BlobStore::part_size(std::string_view name) const {
    return text_size(part_path(name)).value_or(0);
}

std::string BlobStore::part_head(std::string_view name, std::size_t length) const {
    if (part_size(name) == 0) return {};
    return whole_or_nothing([&] {
        return SealedBlob{open_file(part_path(name), O_RDONLY), keys_}.read(0, length);
    });
}

void BlobStore::append_part(std::string_view name, std::string_view bytes) {
    Descriptor opened = open_file(part_path(name), O_RDWR | O_CREAT | O_APPEND);
    opened.lock();
    const SealedBlob blob{std::move(opened), keys_};
    const Descriptor& file = blob.file();
    std::optional<SealedFile> sealed = blob.sealed();
    const bool begins = !sealed;
    if (begins) sealed = SealedFile::begin();
    // Half a piece that a power cut left behind its last whole one does not stay.
    const off_t before = begins ? 0 : static_cast<off_t>(sealed->file_bytes());
    try {
        if (::ftruncate(file.get(), before) != 0) fail(file.path(), errno);
        if (begins) file.write(sealed->head());
        file.write(sealed->add(keys_->files, bytes));
        file.sync();
        if (begins) sync_folder(folder_ + "/tmp");
    } catch (...) {
        // What a failed sync left in the cache may never reach the disk: it must not count.
        if (::ftruncate(file.get(), before) != 0) ::unlink(file.path().c_str());
        throw;
    }
}

std::string BlobStore::hash_part(std::string_view name) const {
    return whole_or_nothing([&] {
        return SealedBlob{open_file(part_path(name), O_RDONLY), keys_}.hash();
    });
}

void BlobStore::adopt_part(std::string_view name, std::string_view sha256) {
    const std::string home = make_home(sha256);
    rename_file(part_path(name), path_of(sha256));
    sync_folder(home);
}

void BlobStore::drop_part(std::string_view name) {
    remove_file(part_path(name));
}

void BlobStore::sweep(const std::set<std::string, std::less<>>& keep) {
    for (const fs::path& file : entries(folder_ + "/tmp")) {
        const std::string name = file.filename().native();
        const bool kept = std::string_view{name}.ends_with(kPartEnd) &&
                          keep.contains(name.substr(0, name.size() - kPartEnd.size()));
        if (!kept && is_left_over(file.native())) remove_file(file.native());
    }
}

std::int64_t BlobStore::room() const {
    struct statvfs state {};

    if (::statvfs(folder_.c_str(), &state) != 0) fail(folder_, errno);
    return static_cast<std::int64_t>(state.f_bavail) * static_cast<std::int64_t>(state.f_frsize);
}

}  // namespace cunji
