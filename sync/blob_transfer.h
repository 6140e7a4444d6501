#pragma once

#include "shared/store/blob_table.h"
#include "shared/wire/limits.h"
#include "sync/server_link.h"
#include "sync/session.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

namespace cunji {

inline constexpr std::size_t kBlobPartMin = std::size_t{8} * 1024;
inline constexpr Millis kBlobPartAim = 10'000;  ///< how long one part should be on the way
inline constexpr int kBlobRestartsMax = 2;      ///< of a file that arrived damaged

/// What one round may take, so that records get their turn on a slow link. 0: as much as there is.
struct BlobLimits {
    Millis time_max = 0;                 ///< spent waiting for the link
    std::int64_t bytes_max = 0;          ///< of pictures
    BlobPart last = BlobPart::Original;  ///< Preview: originals wait for a better network
    std::size_t part_max = kBlobPartMax;
    /// Runs before each part, so that records a person made meanwhile go between two of them: they
    /// wait for kBlobPartAim and not for a picture. A problem ends the round.
    std::function<std::optional<Message>()> between = {};
    /// Asked before each part: false ends the pictures of this round, and that is no problem.
    std::function<bool()> keep_going = {};
};

struct BlobReport {
    std::int64_t sent = 0;           ///< pictures that the server now has
    std::int64_t bytes = 0;          ///< of pictures that travelled
    std::int64_t left = 0;           ///< pictures that still wait
    std::vector<Message> notes;      ///< single pictures that could not be sent, and why
    std::optional<Message> problem;  ///< why the round ended early; the next one goes on there
};

/// Sends what next_waiting_blob() gives: all thumbnails, then previews, then originals. Run it
/// after sync_records(). May be cut anywhere; what the server has is never sent twice.
BlobReport send_blobs(Store& store, ServerLink& link, BlobStore& blobs, const OnProgress& progress,
                      const BlobLimits& limits = {});

/// The size of the next part after one of `part` bytes took so long: as much as travels in
/// kBlobPartAim, from kBlobPartMin to `most`, and never much more at once than was tried.
std::size_t next_part_size(std::size_t part, Millis took, std::size_t most);

/// Gets a picture that another device sent, and checks it. Cut anywhere, the next call goes on at
/// the byte. @returns its size, or error.net.*, error.wire.*, what the server says (404: nobody has
/// sent it yet), error.blob.damaged_there. Its row is the caller's to write.
Result<std::int64_t> fetch_blob(ServerLink& link, BlobStore& blobs, std::string_view sha256);

}  // namespace cunji
