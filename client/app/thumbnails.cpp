#include "client/app/thumbnails.h"

#include "client/app/picture.h"
#include "shared/base/files.h"
#include "shared/store/blobs.h"
#include "shared/wire/limits.h"

namespace cunji {

Result<Pixels> decode_thumbnail(const FieldDevice& device, const std::string& sha256,
                                int edge_max) {
    const Message not_here{"error.photo.not_here", {}};
    if (!is_sha256(sha256)) return not_here;
    const BlobStore blobs{device.blob_folder(), device.store().keys()};
    const std::optional<std::int64_t> size = blobs.size(sha256);
    if (!size || *size > kBlobBytesMax) return not_here;
    return look_at_picture(blobs.read(sha256, 0, static_cast<std::size_t>(*size)), edge_max);
}

Result<Pixels> decode_picture_file(const std::string& path, int edge_max) {
    const Result<std::string> bytes = read_whole(path, kBlobBytesMax);
    if (!bytes) return bytes.error();
    return look_at_picture(*bytes, edge_max);
}

}  // namespace cunji
