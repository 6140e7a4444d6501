#pragma once

#include "server/api.h"
#include "shared/store/blob_table.h"

#include <array>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace cunji {

/// What one device may add in 24 hours: a month of photos at once, and no full disk by one thief.
inline constexpr std::int64_t kBlobBytesPerDeviceDay = std::int64_t{4} << 30U;
inline constexpr std::size_t kUploadsPerDeviceMax = 100;  ///< unfinished; the oldest gives way
inline constexpr Millis kUploadLifeMillis = Millis{30} * 24 * 3600 * 1000;
/// Left free for records, which are small and matter more than pictures.
inline constexpr std::int64_t kRecordRoom = std::int64_t{256} << 20U;

struct UploadLimits {
    std::int64_t bytes_per_device_day = kBlobBytesPerDeviceDay;
    std::size_t uploads_per_device = kUploadsPerDeviceMax;
    std::int64_t record_room = kRecordRoom;
};

/// What a device says it will send.
struct UploadPromise {
    std::string sha256;  ///< is_sha256()
    std::string scope;
    BlobPart part = BlobPart::Original;
    std::int64_t bytes = 0;
};

struct UploadState {
    std::string id;
    std::int64_t offset = 0;  ///< bytes that are on the disk for good
    std::int64_t bytes = 0;   ///< promised; offset == bytes: the blob is there
};

enum class UploadProblem {
    Unknown,        ///< no such upload of this device
    NotGranted,     ///< the scope never was this person's
    TooLarge,       ///< the file, or more than was promised
    NotAPicture,    ///< discarded
    WrongOffset,    ///< another part came in between
    WrongChecksum,  ///< of this part; nothing of it was kept
    WrongHash,      ///< of the whole file; discarded, to be sent again
    OverQuota,
    DiskFull,
    Busy,
};

using UploadResult = Result<UploadState, UploadProblem>;

/// Picture files that arrive in parts. What was acknowledged is on the disk: after any interruption
/// an upload goes on at the byte, and a new object on the same folder knows all of them. Any
/// thread but the writer's and the HTTP server's: each call waits for the disk.
/// @throws Failure when the machine is broken.
class Uploads {
public:
    /// Removes what ended uploads left. @pre the writer runs
    Uploads(ServerContext& context, BlobStore& blobs, UploadLimits limits = {});

    /// The device's upload of that file, whether new, begun earlier or already complete. A file
    /// that is here in a scope the person holds is not sent again; one that is here in another's
    /// scope is, or knowing a hash would be enough to read a file.
    UploadResult begin(const Device& device, const UploadPromise& promise);
    UploadResult find(const Device& device, std::string_view id);
    UploadResult append(const Device& device, std::string_view id, std::int64_t offset,
                        std::string_view bytes, const std::optional<Hash>& checksum);

private:
    UploadResult enter(const Upload& upload);
    UploadResult go_on(const Upload& upload);
    UploadResult finish(const Upload& upload);
    UploadResult adopted(const Upload& upload);
    UploadResult discard(const Upload& upload, UploadProblem why);
    /// The blob, if it is here and the upload is one of it by this device.
    std::optional<UploadState> complete(const Store& store, const Device& device,
                                        std::string_view id) const;
    [[nodiscard]] bool is_here(const Blob& blob) const;
    /// Waits until it is on disk; false when too much waits already.
    [[nodiscard]] bool commit(const Writer::Work& work);
    std::mutex& lock_of(std::string_view id);

    ServerContext& context_;
    BlobStore& blobs_;
    const UploadLimits limits_;
    /// One upload is worked on by one thread at a time; several share a lock.
    std::array<std::mutex, 64> locks_;
};

}  // namespace cunji
