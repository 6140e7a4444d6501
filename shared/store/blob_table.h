#pragma once

#include "shared/store/blobs.h"
#include "shared/store/store.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cunji {

// The tables `blob` and `blob_part`: which picture files there are, whose they are, and how far
// they have got. Functions that change something run in the caller's transaction, if there is one.
// A file is in the BlobStore before its row says so.

/// In the order in which they travel.
enum class BlobPart { Thumbnail, Preview, Original };

std::string_view to_text(BlobPart part);
std::optional<BlobPart> blob_part_of(std::string_view text);

/// A picture file in a scope. The same file in two scopes is two of these.
struct Blob {
    std::string sha256;
    std::string scope;
    std::int64_t bytes = 0;
    BlobPart part = BlobPart::Original;
    std::string record{};  ///< device: the photo it was added with; it is sent after that
    std::string device{};  ///< server: who sent it
    Millis at = 0;
    bool held = true;   ///< the whole file is here
    bool sent = false;  ///< the server has all of it
};

/// Adds it, or notes what is new about it: a blob once held or sent stays so.
void put_blob(const Store& store, const Blob& blob);
/// One for each scope it is in.
std::vector<Blob> find_blobs(const Store& store, std::string_view sha256);
void mark_blob_sent(const Store& store, std::string_view sha256, std::string_view scope);

/// A blob that can be sent, and its place in the queue.
struct WaitingBlob {
    Blob blob;
    std::int64_t place = 0;
};

/// The first blob of the kind behind `place` that is held, not sent, and whose photo the server
/// knows: records travel first, and one that is never acknowledged holds back its own photos only.
std::optional<WaitingBlob> next_waiting_blob(const Store& store, BlobPart part, std::int64_t place);

struct BlobsLeft {
    std::int64_t count = 0;
    std::int64_t bytes = 0;
};

/// All that is held and not sent, whether it could be sent now or not.
BlobsLeft blobs_left(const Store& store);

/// Removes files that no row names, such as those of a scope that was evicted. Files put within
/// the last day stay: their row may be about to be written. @returns how many went.
std::int64_t remove_orphan_blobs(const Store& store, BlobStore& blobs, Millis now);

/// A blob that is arriving at this server from a device.
struct Upload {
    std::string id;
    std::string sha256;
    std::int64_t bytes = 0;
    std::string device;
    std::string scope;
    BlobPart part = BlobPart::Original;
    Millis begun = 0;
};

std::optional<Upload> find_upload(const Store& store, std::string_view id);
/// Adds it or puts it in the place of the one with its id.
void put_upload(const Store& store, const Upload& upload);
void drop_upload(const Store& store, std::string_view id);
/// Ids of all, or of one device's, oldest first.
std::vector<std::string> upload_ids(const Store& store, std::string_view device = {});
/// Begun before `before`. @returns how many went.
std::int64_t drop_old_uploads(const Store& store, Millis before);
/// Bytes that the device has sent, or has begun to send, since then; without the upload `but`.
std::int64_t bytes_from_device(const Store& store, std::string_view device, Millis since,
                               std::string_view but);

}  // namespace cunji
