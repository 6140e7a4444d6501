#include "shared/base/files.h"

#include "shared/base/failure.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace cunji {

namespace {

namespace fs = std::filesystem;

constexpr mode_t kOwnerOnly = 0600;  // what households told

[[noreturn]] void fail(const std::string& path, int code) {
    const char* key =
        code == ENOSPC || code == EDQUOT ? "error.file.disk_full" : "error.file.not_writable";
    throw Failure({key, {{"file", path}}}, path + ": " + std::generic_category().message(code));
}

class FileHandle {
public:
    FileHandle(const std::string& path, int flags)
        // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): POSIX
        : handle_(::open(path.c_str(), flags | O_CLOEXEC, kOwnerOnly)) {}

    FileHandle(const FileHandle&) = delete;
    FileHandle& operator=(const FileHandle&) = delete;

    ~FileHandle() {
        if (handle_ >= 0) ::close(handle_);
    }

    [[nodiscard]] int get() const { return handle_; }

    /// Some file systems report a full disk only here. 0 or errno.
    int close() { return ::close(std::exchange(handle_, -1)) == 0 ? 0 : errno; }

private:
    int handle_;
};

int write_all(int handle, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(handle, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return errno;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return 0;
}

int sync_file(int handle) {
    return ::fsync(handle) == 0 ? 0 : errno;
}

int write_temporary(const std::string& path, std::string_view bytes) {
    FileHandle file{path, O_WRONLY | O_CREAT | O_TRUNC};
    if (file.get() < 0) return errno;
    if (const int code = write_all(file.get(), bytes)) return code;
    if (const int code = sync_file(file.get())) return code;
    return file.close();
}

}  // namespace

void write_durably(const std::string& path, std::string_view bytes) {
    // The process in the name: two programs may write the same picture at the same time.
    const std::string temporary = path + '.' + std::to_string(::getpid()) + ".tmp";
    if (const int code = write_temporary(temporary, bytes)) {
        ::unlink(temporary.c_str());
        fail(path, code);
    }
    move_durably(temporary, path);
}

void move_durably(const std::string& temporary, const std::string& path) {
    if (std::rename(temporary.c_str(), path.c_str()) != 0) {
        const int code = errno;
        ::unlink(temporary.c_str());
        fail(path, code);
    }
    const fs::path folder = fs::path{path}.parent_path();
    const FileHandle handle{folder.empty() ? "." : folder.string(), O_RDONLY | O_DIRECTORY};
    if (handle.get() < 0) fail(path, errno);
    if (const int code = sync_file(handle.get())) fail(path, code);
}

Result<std::string> read_whole(const std::string& path, std::int64_t bytes_max) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (!fs::exists(status)) return Message{"error.file.not_found", {{"file", path}}};
    const Message unreadable{"error.file.not_readable", {{"file", path}}};
    if (fs::is_directory(status)) return unreadable;
    std::ifstream in{path, std::ios::binary};
    std::string bytes;
    std::string part(std::size_t{1} << 16U, '\0');
    while (in) {
        in.read(part.data(), static_cast<std::streamsize>(part.size()));
        bytes.append(part, 0, static_cast<std::size_t>(in.gcount()));
        if (static_cast<std::int64_t>(bytes.size()) > bytes_max) {
            return Message{"error.file.too_large", {{"file", path}}};
        }
    }
    if (!in.eof()) return unreadable;
    return bytes;
}

bool lies_in(const std::string& inner, const std::string& outer) {
    std::error_code error;
    const fs::path in = fs::weakly_canonical(inner, error);
    const fs::path out = fs::weakly_canonical(outer, error);
    return std::mismatch(out.begin(), out.end(), in.begin(), in.end()).first == out.end();
}

}  // namespace cunji
