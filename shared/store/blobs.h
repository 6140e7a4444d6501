#pragma once

#include "shared/base/clock.h"
#include "shared/base/failure.h"
#include "shared/vault/folder_keys.h"
#include "shared/vault/sealed_file.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace cunji {

/// 64 lower-case hexadecimal digits: what a blob is called.
[[nodiscard]] bool is_sha256(std::string_view text);

/// There is no room to write a blob; what was there before is unharmed.
class DiskFull final : public Failure {
public:
    using Failure::Failure;
};

/// A folder of files, each called by the SHA-256 of its bytes: FOLDER/ab/cd/abcd... What lies on
/// the disk is encrypted with the folder's key (shared/vault/sealed_file.h); bytes, sizes and
/// offsets below are of what was put in. A file is written and synced below FOLDER/tmp before it
/// gets its name, and the name is synced before anyone hears of it: a name stands for whole bytes,
/// also after a power cut. Any thread, and several programs on one folder; calls for the same part
/// come one at a time.
class BlobStore {
public:
    /// Makes the folder when it is missing. @throws Failure error.folder
    BlobStore(std::string folder, Keys keys);
    BlobStore(const BlobStore&) = delete;
    BlobStore& operator=(const BlobStore&) = delete;
    ~BlobStore() = default;

    // Names below are is_sha256(); what comes from the network is checked before.

    /// On the disk for good when it returns, and its name. @throws DiskFull; Failure error.blob.io
    std::string put(std::string_view bytes);
    [[nodiscard]] bool has(std::string_view sha256) const;
    [[nodiscard]] std::optional<std::int64_t> size(std::string_view sha256) const;
    [[nodiscard]] std::string path_of(std::string_view sha256) const;
    /// Up to `length` bytes from `offset`; fewer at the end of the file. @throws Failure
    /// error.blob.io, error.blob.file_damaged
    [[nodiscard]] std::string read(std::string_view sha256, std::int64_t offset,
                                   std::size_t length) const;
    /// The same for many reads of one file; it may be used from any thread, one at a time.
    [[nodiscard]] ReadAt reader(std::string_view sha256) const;
    /// Whether it is here and its bytes are still those of its name. Reads all of it. @throws
    /// Failure error.blob.io
    [[nodiscard]] bool is_whole(std::string_view sha256) const;
    void remove(std::string_view sha256) const;
    /// Every blob there is and when it was last put, in no order.
    void for_each(const std::function<void(const std::string& sha256, Millis put_at)>& visit) const;

    // Parts: files that are still arriving, under a name of the caller's (letters, digits, '-').

    /// Bytes that have arrived; 0 when there are none.
    [[nodiscard]] std::int64_t part_size(std::string_view name) const;
    /// Up to `length` bytes from its beginning; none when it is damaged.
    [[nodiscard]] std::string part_head(std::string_view name, std::size_t length) const;
    /// Adds to its end and syncs; when that fails, the part is as before. @throws as put()
    void append_part(std::string_view name, std::string_view bytes);
    /// The SHA-256 of all of it, in hexadecimal; empty when it is damaged. Never holds more than a
    /// piece in memory.
    [[nodiscard]] std::string hash_part(std::string_view name) const;
    /// Makes the whole part the blob of that name, in place of what was called so (a damaged file
    /// is healed that way). @pre hash_part(name) == sha256
    void adopt_part(std::string_view name, std::string_view sha256);
    void drop_part(std::string_view name);
    /// Removes what ended programs left below tmp/, without the parts in `keep`.
    void sweep(const std::set<std::string, std::less<>>& keep);

    /// Bytes that can still be written to the disk.
    [[nodiscard]] std::int64_t room() const;

private:
    [[nodiscard]] std::string part_path(std::string_view name) const;
    /// Bytes sealed in the file at `path`; 0 for what is damaged from its beginning on.
    [[nodiscard]] std::optional<std::int64_t> text_size(const std::string& path) const;
    /// FOLDER/ab/cd, made and synced.
    std::string make_home(std::string_view sha256);

    std::string folder_;
    Keys keys_;
    std::mutex homes_mutex_;  ///< a folder that another thread just made is synced by it first
};

}  // namespace cunji
