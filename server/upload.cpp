#include "server/upload.h"

#include "server/picture_magic.h"

#include <algorithm>
#include <future>
#include <memory>
#include <set>

namespace cunji {

namespace {

constexpr Millis kDay = Millis{24} * 3600 * 1000;

/// The same for the same device, file and scope, so that asking twice begins nothing twice. It
/// begins with the file's hash: what it was for is still known when it is done and forgotten.
std::string upload_id(std::string_view device, std::string_view sha256, std::string_view scope) {
    const Hash rest = blake2b({"cunji-upload-1 ", device, " ", scope});
    return std::string{sha256} + to_hex(ByteView{rest}.first(8));
}

constexpr std::size_t kSha256Digits = 64;
constexpr std::size_t kIdDigits = kSha256Digits + 16;

bool is_upload_id(std::string_view id) {
    return id.size() == kIdDigits && is_sha256(id.substr(0, kSha256Digits)) &&
           from_hex64(id.substr(kSha256Digits));
}

UploadState done(std::string id, std::int64_t bytes) {
    return {std::move(id), bytes, bytes};
}

Blob blob_from(const Upload& upload, Millis now) {
    Blob blob{upload.sha256, upload.scope, upload.bytes, upload.part};
    blob.device = upload.device;
    blob.at = now;
    blob.sent = true;  // this is the server
    return blob;
}

}  // namespace

Uploads::Uploads(ServerContext& context, BlobStore& blobs, UploadLimits limits)
    : context_(context), blobs_(blobs), limits_(limits) {
    std::set<std::string, std::less<>> alive;
    const bool read = commit([&](const Store& store) {
        drop_old_uploads(store, context_.clock.now() - kUploadLifeMillis);
        for (std::string& id : upload_ids(store))
            alive.insert(std::move(id));
    });
    if (read) blobs_.sweep(alive);
}

UploadResult Uploads::begin(const Device& device, const UploadPromise& promise) {
    Upload upload;
    upload.id = upload_id(device.id, promise.sha256, promise.scope);
    upload.sha256 = promise.sha256;
    upload.bytes = promise.bytes;
    upload.device = device.id;
    upload.scope = promise.scope;
    upload.part = promise.part;
    upload.begun = context_.clock.now();
    if (promise.bytes > kBlobBytesMax) return UploadProblem::TooLarge;
    if (promise.bytes < static_cast<std::int64_t>(kMagicBytes)) return UploadProblem::NotAPicture;

    const std::lock_guard lock{lock_of(upload.id)};
    std::optional<Upload> earlier;
    bool held_elsewhere = false;
    {
        const auto reader = context_.readers.lend();
        if (!may_send(*reader, device, upload.scope)) return UploadProblem::NotGranted;
        for (const Blob& blob : find_blobs(*reader, upload.sha256)) {
            if (!is_here(blob)) continue;
            if (blob.scope == upload.scope) return done(upload.id, blob.bytes);
            const bool readable = may_read(*reader, device, blob.scope);
            if (readable && blob.bytes == upload.bytes) held_elsewhere = true;
        }
        earlier = find_upload(*reader, upload.id);
    }
    if (held_elsewhere) return adopted(upload);
    if (earlier && earlier->bytes == upload.bytes) return go_on(*earlier);
    if (earlier) blobs_.drop_part(upload.id);  // it was promised to be of another length
    return enter(upload);
}

/// Writes a new upload down, if the device may have another.
UploadResult Uploads::enter(const Upload& upload) {
    if (blobs_.room() - upload.bytes < limits_.record_room) return UploadProblem::DiskFull;
    bool over_quota = false;
    std::vector<std::string> given_up;
    const bool committed = commit([&](const Store& store) {
        const std::int64_t had =
            bytes_from_device(store, upload.device, upload.begun - kDay, upload.id);
        over_quota = had + upload.bytes > limits_.bytes_per_device_day;
        if (over_quota) return;
        put_upload(store, upload);
        given_up = upload_ids(store, upload.device);
        const std::size_t most = limits_.uploads_per_device;
        given_up.resize(given_up.size() > most ? given_up.size() - most : 0);
        for (const std::string& id : given_up)
            drop_upload(store, id);
    });
    if (!committed) return UploadProblem::Busy;
    if (over_quota) return UploadProblem::OverQuota;
    // Its bytes, if a thread is just adding some, are swept at the next start.
    for (const std::string& id : given_up)
        blobs_.drop_part(id);
    return go_on(upload);
}

UploadResult Uploads::find(const Device& device, std::string_view id) {
    if (!is_upload_id(id)) return UploadProblem::Unknown;
    const std::lock_guard lock{lock_of(id)};
    std::optional<Upload> upload;
    {
        const auto reader = context_.readers.lend();
        upload = find_upload(*reader, id);
        if (!upload || upload->device != device.id) {
            const auto state = complete(*reader, device, id);
            return state ? UploadResult{*state} : UploadResult{UploadProblem::Unknown};
        }
        if (!may_send(*reader, device, upload->scope)) return UploadProblem::NotGranted;
    }
    return go_on(*upload);
}

UploadResult Uploads::append(const Device& device, std::string_view id, std::int64_t offset,
                             std::string_view bytes, const std::optional<Hash>& checksum) {
    if (!is_upload_id(id)) return UploadProblem::Unknown;
    const std::lock_guard lock{lock_of(id)};
    std::optional<Upload> upload;
    {
        const auto reader = context_.readers.lend();
        upload = find_upload(*reader, id);
        if (!upload || upload->device != device.id) {
            const auto state = complete(*reader, device, id);
            if (!state) return UploadProblem::Unknown;
            if (offset != state->offset) return UploadProblem::WrongOffset;
            return bytes.empty() ? UploadResult{*state} : UploadResult{UploadProblem::TooLarge};
        }
        if (!may_send(*reader, device, upload->scope)) return UploadProblem::NotGranted;
    }
    const UploadResult before = go_on(*upload);
    if (!before.ok()) return before.error();
    const UploadState& state = before.value();
    if (offset != state.offset) return UploadProblem::WrongOffset;
    const auto count = static_cast<std::int64_t>(bytes.size());
    if (count > state.bytes - offset) return UploadProblem::TooLarge;
    if (checksum && sha256(bytes) != *checksum) return UploadProblem::WrongChecksum;
    if (count == 0) return state;
    if (offset < static_cast<std::int64_t>(kMagicBytes)) {
        std::string head = blobs_.part_head(id, kMagicBytes);
        head += bytes.substr(0, kMagicBytes - head.size());
        if (!may_be_picture(head)) return discard(*upload, UploadProblem::NotAPicture);
    }
    if (blobs_.room() - count < limits_.record_room) return UploadProblem::DiskFull;
    try {
        blobs_.append_part(id, bytes);
    } catch (const DiskFull&) {
        return UploadProblem::DiskFull;
    }
    return go_on(*upload);
}

/// Where an upload stands. What an interruption kept from being finished is finished first: to its
/// device an upload of full length is done.
UploadResult Uploads::go_on(const Upload& upload) {
    std::int64_t size = blobs_.part_size(upload.id);
    if (size > upload.bytes) {
        blobs_.drop_part(upload.id);
        size = 0;
    }
    if (size == upload.bytes) return finish(upload);
    if (size == 0 && blobs_.size(upload.sha256) == upload.bytes) {
        // A file that no row names got its name here just before the row could be written.
        const bool nameless = find_blobs(*context_.readers.lend(), upload.sha256).empty();
        if (nameless) return adopted(upload);
    }
    return UploadState{upload.id, size, upload.bytes};
}

UploadResult Uploads::finish(const Upload& upload) {
    if (blobs_.hash_part(upload.id) != upload.sha256) {
        return discard(upload, UploadProblem::WrongHash);
    }
    try {
        blobs_.adopt_part(upload.id, upload.sha256);
    } catch (const DiskFull&) {
        return UploadProblem::DiskFull;
    }
    return adopted(upload);
}

/// The row of a file that has its name.
UploadResult Uploads::adopted(const Upload& upload) {
    const bool committed = commit([&](const Store& store) {
        put_blob(store, blob_from(upload, context_.clock.now()));
        drop_upload(store, upload.id);
    });
    if (!committed) return UploadProblem::Busy;
    return done(upload.id, upload.bytes);
}

UploadResult Uploads::discard(const Upload& upload, UploadProblem why) {
    blobs_.drop_part(upload.id);
    const bool committed = commit([&](const Store& store) { drop_upload(store, upload.id); });
    return committed ? why : UploadProblem::Busy;
}

std::optional<UploadState> Uploads::complete(const Store& store, const Device& device,
                                             std::string_view id) const {
    const std::string_view sha256 = id.substr(0, kSha256Digits);
    for (const Blob& blob : find_blobs(store, sha256)) {
        const bool asked = upload_id(device.id, sha256, blob.scope) == id;
        if (asked && is_here(blob)) return done(std::string{id}, blob.bytes);
    }
    return std::nullopt;
}

bool Uploads::is_here(const Blob& blob) const {
    return blob.held && blobs_.size(blob.sha256) == blob.bytes;
}

bool Uploads::commit(const Writer::Work& work) {
    // Shared: the writer may still be inside set_value() when this thread goes on.
    const auto on_disk = std::make_shared<std::promise<void>>();
    const bool queued = context_.writer.submit(work, [on_disk](const std::exception_ptr& error) {
        if (error) {
            on_disk->set_exception(error);
        } else {
            on_disk->set_value();
        }
    });
    if (queued) on_disk->get_future().get();
    return queued;
}

std::mutex& Uploads::lock_of(std::string_view id) {
    return locks_.at(std::hash<std::string_view>{}(id) % locks_.size());
}

}  // namespace cunji
