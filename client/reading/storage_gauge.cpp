#include "client/reading/storage_gauge.h"

#include <filesystem>
#include <system_error>

namespace cunji {

namespace {

namespace fs = std::filesystem;

// The same file of two villages is one file.
constexpr std::string_view kPictures = R"sql(
SELECT count(*), coalesce(sum(bytes), 0)
FROM (SELECT max(bytes) AS bytes FROM blob WHERE held = 1 GROUP BY sha256))sql";
constexpr int kPercent = 100;

std::int64_t size_of(const std::string& file) {
    std::error_code error;
    const std::uintmax_t size = fs::file_size(file, error);
    return error ? 0 : static_cast<std::int64_t>(size);
}

}  // namespace

int StorageGauge::used_percent() const {
    if (disk <= 0) return 0;
    return static_cast<int>((disk - free) * kPercent / disk);
}

bool StorageGauge::warns() const {
    return disk > 0 && (used_percent() >= kDiskWarnPercent || free < kDiskRoomLow);
}

StorageGauge read_storage(const FieldDevice& device) {
    StorageGauge out;
    Database& database = device.store().db();
    for (const char* beside : {"", "-wal", "-shm"})
        out.database += size_of(database.path() + beside);
    {
        Query query = database.query(kPictures);
        query.step();
        out.picture_files = query.integer(0);
        out.pictures = query.integer(1);
    }
    std::error_code error;
    const fs::path folder = fs::absolute(database.path(), error).parent_path();
    const fs::space_info space = fs::space(folder, error);
    if (error) return out;
    out.disk = static_cast<std::int64_t>(space.capacity);
    out.free = static_cast<std::int64_t>(space.available);
    return out;
}

}  // namespace cunji
