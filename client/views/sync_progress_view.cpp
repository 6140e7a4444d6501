#include "client/reading/message_log.h"
#include "client/views/sync_centre_view.h"

#include <algorithm>

namespace cunji {

namespace {

constexpr std::int64_t kMinute = 60;
constexpr std::int64_t kHour = 3600;

std::string time_left(std::int64_t seconds, const Words& words) {
    if (seconds < 0) return {};
    if (seconds < kMinute) return words.say("sync.left_under_minute");
    const bool hours = seconds >= 2 * kHour;
    const std::int64_t count =
        hours ? (seconds + kHour / 2) / kHour : (seconds + kMinute / 2) / kMinute;
    return words.say(
        {hours ? "sync.left_hours" : "sync.left_minutes", {{"count", std::to_string(count)}}});
}

}  // namespace

SyncProgress make_sync_progress(const Progress& progress, const Words& words) {
    SyncProgress out;
    out.label = words.say(progress.what);
    if (progress.total > 0) {
        out.label += words.say(
            {"progress.of",
             {{"done", std::to_string(progress.done)}, {"total", std::to_string(progress.total)}}});
        auto done = static_cast<double>(progress.done);
        const PictureProgress& picture = progress.picture;
        if (picture.bytes > 0) {
            done += static_cast<double>(picture.done) / static_cast<double>(picture.bytes);
        }
        out.share =
            static_cast<float>(std::clamp(done / static_cast<double>(progress.total), 0.0, 1.0));
    }
    if (progress.bytes > 0) out.value = bytes_in_words(progress.bytes);
    const std::string left = time_left(progress.seconds_left, words);
    if (!left.empty()) out.value += (out.value.empty() ? "" : "  ") + left;
    if (progress.picture.bytes > 0) {
        out.note = words.say({"sync.picture_under_way",
                              {{"done", bytes_in_words(progress.picture.done)},
                               {"total", bytes_in_words(progress.picture.bytes)}}});
    }
    return out;
}

}  // namespace cunji
