#include "client/reading/today_sync.h"

#include "client/app/round_log.h"
#include "shared/store/blob_table.h"
#include "sync/enrolment.h"
#include "sync/estimated_time.h"
#include "sync/session.h"

#include <algorithm>

namespace cunji {

namespace {

constexpr int kSpeedRounds = 3;  // the network here and now, not that of last month

// The county's own line says which node the county is; before there is one, nobody knows.
constexpr std::string_view kCountyNode = "SELECT device FROM line WHERE county = 1 LIMIT 1";
constexpr std::string_view kHeldBy = R"sql(
SELECT coalesce(sum(o.n <= coalesce(r.n, 0)), 0)
FROM line l JOIN op o ON o.rid = l.rid
LEFT JOIN receipt r ON r.rid = l.rid AND r.node = ?1 WHERE l.mine = 1)sql";

/// Bytes a second of the newest rounds that sent pictures, all that such a round does counted in:
/// a little too slow rather than too fast. Nothing before there was one.
std::optional<std::int64_t> photo_speed(const Store& store) {
    std::int64_t bytes = 0;
    Millis millis = 0;
    int counted = 0;
    for (const LoggedRound& round : logged_rounds(store)) {
        if (round.photos == 0 || round.ended <= round.begun) continue;
        bytes += round.bytes_up;
        millis += round.ended - round.begun;
        if (++counted == kSpeedRounds) break;
    }
    if (bytes == 0) return std::nullopt;
    return std::max<std::int64_t>(bytes * 1000 / millis, 1);
}

}  // namespace

SyncPlaces read_sync_places(const Store& store) {
    const Snapshot snapshot{store.db()};
    SyncPlaces out;
    const SyncStatus own = sync_status(store);
    out.on_device = own.on_device;
    out.at_server = own.acknowledged;
    if (const auto county = store.db().text(kCountyNode)) {
        out.at_county = store.db().integer(kHeldBy, std::string_view{*county}).value_or(0);
    }
    out.refused = store.db().integer("SELECT count(*) FROM refusal").value_or(0);
    const BlobsLeft left = blobs_left(store);
    out.photos_left = left.count;
    out.photo_bytes_left = left.bytes;
    if (const auto speed = photo_speed(store)) out.photo_seconds_left = left.bytes / *speed;
    if (const auto contact = last_contact(store)) out.last_contact = contact->server_time;
    out.enrolled = read_enrolment(store).has_value();
    return out;
}

}  // namespace cunji
