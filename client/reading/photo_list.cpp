#include "client/reading/photo_list.h"

#include "client/app/similar_pictures.h"
#include "client/app/wording.h"
#include "shared/base/bytes.h"
#include "shared/json/json.h"
#include "shared/store/blob_table.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace cunji {

namespace {

constexpr double kSameSpotMetres = 100;    // R070
constexpr std::size_t kMinuteLength = 16;  // 2026-05-01T10:30
constexpr double kEarthRadius = 6'371'008.8;

constexpr std::string_view kColumns = R"sql(
SELECT id, scope, coalesce(subject, ''), coalesce(stage, ''), coalesce(title, ''),
  coalesce(taken_at, ''), coalesce(place_name, ''), place_lat, place_lon, coalesce(camera, ''),
  edited IS 'yes', coalesce(sha256, ''), coalesce(thumb_sha256, ''), coalesce(preview_sha256, ''),
  coalesce(bytes, 0), coalesce(width, 0), coalesce(height, 0)
FROM photo WHERE void_reason IS NULL AND merge_into IS NULL AND )sql";

// A subquery, so that the list of subjects is read once.
constexpr std::string_view kOfSubjects = "subject IN (SELECT value FROM json_each(?1))";

// The record's first op: who added it, and when.
constexpr std::string_view kAdded = R"sql(
SELECT o.at, coalesce(k.name, '') FROM op o
JOIN line l ON l.rid = o.rid LEFT JOIN known_person k ON k.id = l.by
WHERE o.record = ?1 AND o.kind = 'photo' ORDER BY o.lseq LIMIT 1)sql";

std::optional<std::int64_t> maybe(const Query& query, int column) {
    return query.is_null(column) ? std::nullopt : std::optional{query.integer(column)};
}

PhotoItem read_item(const Query& query) {
    PhotoItem item;
    int column = 0;
    for (std::string* text : {&item.id, &item.scope, &item.subject, &item.stage, &item.title,
                              &item.taken_at, &item.place_name}) {
        *text = query.str(column++);
    }
    item.lat_e7 = maybe(query, column++);
    item.lon_e7 = maybe(query, column++);
    item.camera = query.str(column++);
    item.edited = query.integer(column++) != 0;
    item.sha256 = query.str(column++);
    item.thumb_sha256 = query.str(column++);
    item.preview_sha256 = query.str(column++);
    item.bytes = query.integer(column++);
    item.width = query.integer(column++);
    item.height = query.integer(column);
    return item;
}

/// What this device holds of a file, and whether the server has it.
struct FileState {
    bool held = false;
    bool sent = false;
};

FileState state_of(const Store& store, const std::string& sha256, const std::string& scope) {
    FileState state;
    if (sha256.empty()) return state;
    for (const Blob& blob : find_blobs(store, sha256)) {
        if (blob.scope != scope) continue;
        state.held = blob.held;
        state.sent = blob.sent;
    }
    return state;
}

void add_files(const Store& store, PhotoItem& item) {
    item.thumb_here = state_of(store, item.thumb_sha256, item.scope).held;
    item.preview_here = state_of(store, item.preview_sha256, item.scope).held;
    const FileState original = state_of(store, item.sha256, item.scope);
    item.original = !original.held  ? OriginalState::Elsewhere
                    : original.sent ? OriginalState::Both
                                    : OriginalState::OnlyHere;
}

void add_author(const Store& store, PhotoItem& item) {
    Query query = store.db().query(kAdded, std::string_view{item.id});
    if (!query.step()) return;
    item.added_at = query.integer(0);
    item.added_by = query.str(1);
}

std::vector<PhotoItem> read_items(const Store& store, std::string_view condition,
                                  std::string_view argument) {
    std::vector<PhotoItem> out;
    if (store.table("photo") == nullptr) return out;
    {
        const std::string sql = std::string{kColumns} + std::string{condition};
        Query query = store.db().query(sql, argument);
        while (query.step())
            out.push_back(read_item(query));
    }
    for (PhotoItem& item : out) {
        add_files(store, item);
        add_author(store, item);
    }
    return out;
}

/// "2026-05-01 10:30": when it was taken, else when it was added.
std::string when_of(const PhotoItem& photo) {
    if (photo.taken_at.empty()) return Wording::minute(photo.added_at);
    std::string text = photo.taken_at.substr(0, kMinuteLength);
    std::replace(text.begin(), text.end(), 'T', ' ');
    return text;
}

double radians(std::int64_t e7) {
    return static_cast<double>(e7) * 1e-7 * std::numbers::pi / 180;
}

/// The nearest "before" that says where it was taken.
std::optional<double> nearest_before(std::span<const PhotoItem> photos, const PhotoItem& after) {
    std::optional<double> nearest;
    for (const PhotoItem& before : photos) {
        if (before.stage != "before" || !before.lat_e7 || !before.lon_e7) continue;
        const double metres =
            metres_between(*before.lat_e7, *before.lon_e7, *after.lat_e7, *after.lon_e7);
        if (!nearest || metres < *nearest) nearest = metres;
    }
    return nearest;
}

}  // namespace

std::vector<PhotoItem> photos_of(const Store& store, std::span<const std::string> subjects) {
    std::vector<PhotoItem> out =
        read_items(store, kOfSubjects,
                   write_json(Json(std::vector<std::string>{subjects.begin(), subjects.end()})));
    std::stable_sort(out.begin(), out.end(), [](const PhotoItem& a, const PhotoItem& b) {
        const std::string taken = when_of(a);
        const std::string other = when_of(b);
        return taken != other ? taken > other : a.added_at > b.added_at;
    });
    return out;
}

std::optional<PhotoItem> find_photo(const Store& store, std::string_view id) {
    std::vector<PhotoItem> found = read_items(store, "id = ?1", id);
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

void find_reused(const Store& store, std::span<PhotoItem> photos) {
    if (photos.empty()) return;
    const std::vector<KnownPicture> known = known_pictures(store);
    for (PhotoItem& photo : photos) {
        photo.reused.clear();
        const auto own = std::find_if(known.begin(), known.end(), [&](const KnownPicture& other) {
            return other.id == photo.id;
        });
        if (own == known.end()) continue;
        for (const KnownPicture* other : used_elsewhere(known, *own)) {
            photo.reused.push_back({other->id, other->subject, other->stage});
        }
    }
}

void find_doubts(std::span<PhotoItem> photos) {
    for (PhotoItem& photo : photos) {
        photo.doubts.clear();
        if (photo.taken_at.empty()) photo.doubts.push_back({"projects.doubt.no_time", {}});
        if (photo.edited) photo.doubts.push_back({"projects.doubt.edited", {}});
        if (photo.stage != "after" || !photo.lat_e7 || !photo.lon_e7) continue;
        const std::optional<double> metres = nearest_before(photos, photo);
        if (!metres || *metres <= kSameSpotMetres) continue;
        photo.doubts.push_back(
            {"projects.doubt.moved", {{"metres", std::to_string(std::llround(*metres))}}});
    }
}

double metres_between(std::int64_t lat_a, std::int64_t lon_a, std::int64_t lat_b,
                      std::int64_t lon_b) {
    // Haversine: exact enough also for places a few metres apart.
    const double lat = std::sin((radians(lat_b) - radians(lat_a)) / 2);
    const double lon = std::sin((radians(lon_b) - radians(lon_a)) / 2);
    const double part = lat * lat + std::cos(radians(lat_a)) * std::cos(radians(lat_b)) * lon * lon;
    return 2 * kEarthRadius * std::asin(std::min(1.0, std::sqrt(part)));
}

}  // namespace cunji
