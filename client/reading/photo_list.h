#pragma once

#include "shared/base/clock.h"
#include "shared/base/message.h"
#include "shared/store/store.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cunji {

/// Where the original of a picture is known to be.
enum class OriginalState {
    OnlyHere,   ///< added on this device, the server has not got it yet
    Both,       ///< here and at the server
    Elsewhere,  ///< another device added it; only small pictures are here
};

/// Another photo that shows the same but is to prove something else (R069).
struct ReusedPicture {
    std::string photo;
    std::string subject;
    std::string stage;

    bool operator==(const ReusedPicture&) const = default;
};

/// One photo record with what is known of its files.
struct PhotoItem {
    std::string id;
    std::string scope;
    std::string subject;
    std::string stage;
    std::string title;
    std::string taken_at;  ///< "2026-05-01T10:30+08:00"; empty: the file does not say
    std::string place_name;
    std::optional<std::int64_t> lat_e7;
    std::optional<std::int64_t> lon_e7;
    std::string camera;
    bool edited = false;
    std::string sha256;  ///< of the original
    std::string thumb_sha256;
    std::string preview_sha256;
    std::int64_t bytes = 0;
    std::int64_t width = 0;
    std::int64_t height = 0;
    bool thumb_here = false;
    bool preview_here = false;
    OriginalState original = OriginalState::Elsewhere;
    std::string added_by;  ///< name; empty: not known here
    Millis added_at = 0;
    std::vector<ReusedPicture> reused;
    std::vector<Message> doubts;  ///< R070: what a picture as evidence lacks

    /// "2026-05-01", empty when the file does not say.
    [[nodiscard]] std::string day() const { return taken_at.substr(0, 10); }
};

/// The live photos of any of the subjects, newest first: by when they were taken, else added.
std::vector<PhotoItem> photos_of(const Store& store, std::span<const std::string> subjects);
std::optional<PhotoItem> find_photo(const Store& store, std::string_view id);

/// Fills `reused`. Compares with every photo held: for the worker, or for few.
void find_reused(const Store& store, std::span<PhotoItem> photos);

/// Fills `doubts` of photos of one subject: no time of taking, edited, an "after" further than 100
/// m from every "before" (R070).
void find_doubts(std::span<PhotoItem> photos);

/// Metres between two places in degrees x 10^7, on a sphere: good to half a percent.
double metres_between(std::int64_t lat_a, std::int64_t lon_a, std::int64_t lat_b,
                      std::int64_t lon_b);

}  // namespace cunji
