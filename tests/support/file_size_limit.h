#pragma once

#include <sys/resource.h>

namespace cunji::test {

/// While it lives, no file of this process grows beyond `bytes`: writes fail after some of them.
/// SQLite takes that for a broken disk, not for a full one.
class FileSizeLimit {
public:
    explicit FileSizeLimit(rlim_t bytes);
    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;
    ~FileSizeLimit();

private:
    rlimit before_{};
};

}  // namespace cunji::test
