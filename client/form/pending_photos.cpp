#include "client/form/pending_photos.h"

#include "client/app/device.h"
#include "shared/base/files.h"
#include "shared/vault/sealed_file.h"
#include "shared/wire/limits.h"

#include <array>
#include <filesystem>
#include <system_error>

namespace cunji {

namespace {

constexpr std::int64_t kPendingBytesMax = 2 * kBlobBytesMax;  // with what sealing adds
constexpr std::string_view kThumbnail = ".thumb.jpg";

struct StageRule {
    std::string_view kind;
    std::string_view field;  ///< empty: any
    std::string_view stage;
};

constexpr auto kStages = std::to_array<StageRule>({{"visit", "", "visit"},
                                                   {"meeting", "", "meeting"},
                                                   {"vote", "", "meeting"},
                                                   {"publicity", "", "notice"},
                                                   {"household", "dwelling_photos", "dwelling"},
                                                   {"living_condition", "", "dwelling"},
                                                   {"progress", "", "during"}});

}  // namespace

std::string stage_of(std::string_view kind, std::string_view field) {
    for (const StageRule& rule : kStages) {
        if (rule.kind == kind && (rule.field.empty() || rule.field == field)) {
            return std::string{rule.stage};
        }
    }
    return "document";
}

bool takes_photos(const Field& field) {
    return field.type == FieldType::Photos ||
           (field.type == FieldType::Reference && field.ref == "photo");
}

std::string pending_file(const FieldDevice& device, std::string_view file) {
    return device.draft_folder() + '/' + std::string{file};
}

std::string pending_thumbnail(const FieldDevice& device, std::string_view file) {
    return pending_file(device, file) + std::string{kThumbnail};
}

Result<std::string> read_pending(const FieldDevice& device, std::string_view file) {
    const std::string path = pending_file(device, file);
    Result<std::string> sealed = read_whole(path, kPendingBytesMax);
    if (!sealed) return sealed;
    std::optional<std::string> bytes = open_sealed(device.keys()->files, *sealed);
    if (!bytes) return Message{"error.blob.file_damaged", {{"file", path}}};
    return std::move(*bytes);
}

Result<TakenPhoto> take_photo(const FieldDevice& device, const std::string& file,
                              PendingPhoto photo) {
    const Result<std::string> bytes = read_whole(file, kBlobBytesMax);
    if (!bytes) return bytes.error();
    const Result<Picture> picture = read_picture(*bytes);
    if (!picture) return picture.error();
    std::error_code error;
    std::filesystem::create_directory(device.draft_folder(), error);  // writing says why not
    photo.file = to_hex(picture->sha256) + '.' + picture->format;
    const Secret& key = device.keys()->files;
    write_durably(pending_thumbnail(device, photo.file), seal_whole(key, picture->thumbnail));
    write_durably(pending_file(device, photo.file), seal_whole(key, *bytes));
    return TakenPhoto{std::move(photo), picture->place, picture->taken_at};
}

void forget_pending(const FieldDevice& device, std::string_view file) {
    std::error_code none;
    std::filesystem::remove(pending_file(device, file), none);
    std::filesystem::remove(pending_thumbnail(device, file), none);
}

}  // namespace cunji
