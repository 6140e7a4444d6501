#include "client/widgets/ttf_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace cunji {

std::optional<TtfFile> TtfFile::open(const std::string& path) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): POSIX
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return std::nullopt;

    struct stat status {};

    void* start = MAP_FAILED;
    std::size_t size = 0;
    if (::fstat(file, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0) {
        size = static_cast<std::size_t>(status.st_size);
        start = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
    }
    ::close(file);
    if (start == MAP_FAILED) return std::nullopt;
    return TtfFile{ByteView{static_cast<const std::uint8_t*>(start), size}};
}

TtfFile::TtfFile(TtfFile&& other) noexcept : bytes_(std::exchange(other.bytes_, {})) {}

TtfFile& TtfFile::operator=(TtfFile&& other) noexcept {
    std::swap(bytes_, other.bytes_);
    return *this;
}

TtfFile::~TtfFile() {
    if (bytes_.empty()) return;
    // munmap takes what mmap gave; we only ever read it.
    ::munmap(const_cast<std::uint8_t*>(bytes_.data()), bytes_.size());
}

}  // namespace cunji
