#include "client/app/watched_folder.h"

#include "shared/base/bytes.h"
#include "shared/base/files.h"
#include "shared/crypto/crypto.h"
#include "shared/wire/limits.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <system_error>

namespace cunji {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSeen =
    "SELECT bytes, changed, sha256 FROM watched_picture WHERE path = ?1";
// Below the folder: from "folder/" to "folder0", the next character.
constexpr std::string_view kAnySeen =
    "SELECT 1 FROM watched_picture WHERE path > ?1 || '/' AND path < ?1 || '0' LIMIT 1";
constexpr std::string_view kRemember = R"sql(
INSERT INTO watched_picture (path, bytes, changed, sha256, settled) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (path) DO UPDATE SET bytes = excluded.bytes, changed = excluded.changed,
  sha256 = excluded.sha256, settled = excluded.settled)sql";
constexpr std::string_view kSettled =
    "SELECT 1 FROM watched_picture WHERE sha256 = ?1 AND settled = 1 LIMIT 1";
constexpr std::string_view kAdded =
    "SELECT 1 FROM photo WHERE sha256 = ?1 AND void_reason IS NULL LIMIT 1";
constexpr std::string_view kPutAside = "UPDATE watched_picture SET settled = 1 WHERE sha256 = ?1";

constexpr std::array<std::string_view, 4> kEndings{".jpg", ".jpeg", ".heic", ".heif"};

/// Picture files in the folder and a little below; what may not be read is passed over.
std::vector<NewPicture> pictures_below(const std::string& folder) {
    std::vector<NewPicture> out;
    std::error_code error;
    fs::recursive_directory_iterator at{folder, fs::directory_options::skip_permission_denied,
                                        error};
    int count = 0;
    while (!error && at != fs::recursive_directory_iterator{} && ++count <= kWatchedFilesMax) {
        const fs::directory_entry& entry = *at;
        std::error_code none;
        if (at.depth() >= kWatchedDepth) at.disable_recursion_pending();
        if (entry.is_regular_file(none) && has_picture_name(entry.path().string())) {
            const auto bytes = static_cast<std::int64_t>(entry.file_size(none));
            if (!none && bytes > 0 && bytes <= kBlobBytesMax) {
                out.push_back({entry.path().string(), {}, bytes, written_at(entry)});
            }
        }
        at.increment(error);
    }
    std::sort(out.begin(), out.end(), [](const NewPicture& a, const NewPicture& b) {
        return a.changed != b.changed ? a.changed > b.changed : a.path < b.path;
    });
    return out;
}

class Looking {
public:
    Looking(const Store& store, const std::string& folder)
        : store_(store), first_(!store.db().integer(kAnySeen, std::string_view{folder})) {}

    /// Whether it is to be offered; then its SHA-256 is known.
    bool offers(NewPicture& picture, Millis now) {
        if (first_ && now - picture.changed > kWatchedFirstLook) {
            remember(picture, true);
            return false;
        }
        if (!knows(picture)) {
            const Result<std::string> bytes = read_whole(picture.path, kBlobBytesMax);
            if (!bytes) return false;  // taken away since, or not ours to read: perhaps next time
            picture.sha256 = to_hex(sha256(*bytes));
            remember(picture, false);
        }
        const std::string_view name{picture.sha256};
        if (name.empty() || store_.db().integer(kSettled, name)) return false;
        return store_.table("photo") != nullptr && !store_.db().integer(kAdded, name);
    }

private:
    bool knows(NewPicture& picture) {
        Query query = store_.db().query(kSeen, std::string_view{picture.path});
        if (!query.step()) return false;
        if (query.integer(0) != picture.bytes || query.integer(1) != picture.changed) return false;
        picture.sha256 = query.str(2);
        return true;
    }

    void remember(const NewPicture& picture, bool settled) {
        store_.db().run(kRemember, std::string_view{picture.path}, picture.bytes, picture.changed,
                        std::string_view{picture.sha256}, std::int64_t{settled ? 1 : 0});
    }

    const Store& store_;
    bool first_;
};

}  // namespace

Result<std::vector<NewPicture>> look_for_pictures(const FieldDevice& device,
                                                  const std::string& folder,
                                                  const std::function<bool()>& stopping) {
    std::error_code none;
    if (!fs::is_directory(folder, none)) return Message{"error.watched.gone", {{"folder", folder}}};
    std::vector<NewPicture> out;
    Looking looking{device.store(), folder};
    for (NewPicture& picture : pictures_below(folder)) {
        if (stopping && stopping()) break;
        if (!looking.offers(picture, device.clock().now())) continue;
        const bool twice = std::any_of(out.begin(), out.end(), [&](const NewPicture& other) {
            return other.sha256 == picture.sha256;
        });
        if (!twice) out.push_back(std::move(picture));
    }
    return out;
}

void put_pictures_aside(const FieldDevice& device, std::span<const std::string> sha256s) {
    Transaction transaction{device.store().db()};
    for (const std::string& sha256 : sha256s)
        device.store().db().run(kPutAside, std::string_view{sha256});
    transaction.commit();
}

Millis written_at(const fs::directory_entry& entry) {
    std::error_code none;
    const auto at = entry.last_write_time(none);
    if (none) return 0;
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::file_clock::to_sys(at).time_since_epoch())
        .count();
}

bool has_picture_name(const std::string& path) {
    std::string ending = fs::path{path}.extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(), [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    });
    return std::find(kEndings.begin(), kEndings.end(), ending) != kEndings.end();
}

}  // namespace cunji
