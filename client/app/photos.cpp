#include "client/app/photos.h"

#include "client/app/picture.h"
#include "client/app/similar_pictures.h"
#include "client/app/stamping.h"
#include "client/app/stamping_text.h"
#include "shared/base/files.h"
#include "shared/json/json.h"
#include "shared/store/blob_table.h"
#include "shared/wire/limits.h"

namespace cunji {

namespace {

using Problems = std::vector<SaveProblem>;

constexpr std::size_t kCameraLengthMax = 100;  // of the photo form

Problems one_problem(Message message) {
    return {{0, {}, std::move(message)}};
}

Problems no_such_subject(const PhotoRequest& request) {
    return one_problem({"error.photo.no_such_subject", {{"id", request.subject}}});
}

/// The three files of a photo: first on the disk, then in the database, from where they are sent.
class PhotoFiles {
public:
    PhotoFiles(const FieldDevice& device, std::string scope)
        : store_(device.store()),
          blobs_(device.blob_folder(), device.store().keys()),
          scope_(std::move(scope)),
          now_(device.now()) {}

    /// @returns the SHA-256 of the bytes, in hex.
    std::string keep(BlobPart part, std::string_view bytes) {
        files_.push_back({.sha256 = blobs_.put(bytes),
                          .scope = scope_,
                          .bytes = static_cast<std::int64_t>(bytes.size()),
                          .part = part,
                          .at = now_});
        return files_.back().sha256;
    }

    /// Before the record is saved without its id, and after with it: then they travel after it.
    void list(const std::string& record) {
        Transaction transaction{store_.db()};
        for (Blob& file : files_) {
            file.record = record;
            put_blob(store_, file);
        }
        transaction.commit();
    }

private:
    const Store& store_;
    BlobStore blobs_;
    std::string scope_;
    Millis now_;
    std::vector<Blob> files_;
};

Json fields_of(const Picture& picture, const PhotoRequest& request) {
    Json fields = Json::object();
    fields["subject"] = request.subject;
    fields["stage"] = request.stage;
    if (!request.title.empty()) fields["title"] = request.title;
    if (!request.place_name.empty()) fields["place_name"] = request.place_name;
    if (picture.taken_at) fields["taken_at"] = *picture.taken_at;
    if (picture.place) {
        fields["place_lat"] = picture.place->lat_e7;
        fields["place_lon"] = picture.place->lon_e7;
        if (picture.place->accuracy_m > 0) fields["place_acc"] = picture.place->accuracy_m;
    }
    fields["sha256"] = to_hex(picture.sha256);
    fields["phash"] = to_hex64(picture.dhash);
    fields["media_type"] = "image/" + picture.format;
    fields["bytes"] = picture.bytes;
    fields["width"] = picture.width;
    fields["height"] = picture.height;
    if (!picture.camera.empty()) fields["camera"] = picture.camera.substr(0, kCameraLengthMax);
    fields["edited"] = picture.edited ? "yes" : "no";
    return fields;
}

}  // namespace

Result<AddedPhoto, Problems> add_photo(FieldDevice& device, const PhotoRequest& request) {
    if (!find_record(device.store(), request.subject)) return no_such_subject(request);
    const Result<std::string> file = read_whole(request.file, kBlobBytesMax);
    if (!file) return one_problem(file.error());
    return keep_photo(device, request, *file);
}

Result<AddedPhoto, Problems> keep_photo(FieldDevice& device, const PhotoRequest& request,
                                        const std::string& file) {
    const std::optional<RecordKey> subject = find_record(device.store(), request.subject);
    if (!subject) return no_such_subject(request);
    AddedPhoto added;
    const Result<Picture> picture = read_picture(file, [&](Pixels preview, const Picture& facts) {
        std::optional<Pixels> marked =
            stamped(preview, stamp_lines(device, *subject, request, facts), stamp_faces());
        added.stamped = marked.has_value();
        return marked ? std::move(*marked) : std::move(preview);
    });
    if (!picture) return one_problem(picture.error());

    added.sha256 = to_hex(picture->sha256);
    const KnownPicture mine{{}, added.sha256, picture->dhash, request.subject, request.stage};
    const std::vector<KnownPicture> known = known_pictures(device.store());
    for (const KnownPicture* other : used_elsewhere(known, mine)) {
        added.similar_to.push_back(other->id);
    }
    for (const KnownPicture& other : known) {
        const bool same_purpose = other.subject == mine.subject && other.stage == mine.stage;
        if (!same_purpose || other.sha256 != mine.sha256) continue;
        added.id = other.id;
        added.stamped = false;
        added.findings = check_record(device.store(), {subject->scope, "photo", other.id});
        return added;
    }

    SaveRequest save;
    save.kind = "photo";
    save.scope = subject->scope;
    save.fields = fields_of(*picture, request);
    PhotoFiles files{device, subject->scope};
    files.keep(BlobPart::Original, file);
    save.fields["preview_sha256"] = files.keep(BlobPart::Preview, picture->preview);
    save.fields["thumb_sha256"] = files.keep(BlobPart::Thumbnail, picture->thumbnail);
    files.list({});
    Result<std::vector<SavedRecord>, Problems> saved = record_group(device, {std::move(save)});
    if (!saved) return saved.error();
    files.list(saved->front().saved.id);
    added.id = saved->front().saved.id;
    added.op = saved->front().saved.op;
    added.findings = std::move(saved->front().findings);
    return added;
}

}  // namespace cunji
