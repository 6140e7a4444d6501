#pragma once

#include "server/api.h"
#include "server/upload.h"
#include "server/work_threads.h"

#include <string>
#include <vector>

namespace cunji {

inline constexpr int kBlobThreads = 4;  ///< their syncs overlap

/// The pictures of one server. Made after the writer runs, and gone before it stops; outlives the
/// HttpServer.
struct BlobService {
    /// @throws Failure error.folder
    BlobService(ServerContext& context, const std::string& folder, UploadLimits limits = {})
        : blobs(folder, context.folder.keys),
          uploads(context, blobs, limits),
          threads(kBlobThreads) {}

    BlobStore blobs;
    Uploads uploads;
    WorkThreads threads;  // last: they use the rest
};

/// /v1/blobs of docs/protocol.md: uploads by tus 1.0.0 (creation, checksum), and pictures by the
/// SHA-256 of their bytes, whole or in ranges.
std::vector<Route> blob_routes(ServerContext& context, BlobService& service);

}  // namespace cunji
