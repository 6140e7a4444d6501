#include "client/reading/today_sync.h"

#include "shared/store/blob_table.h"
#include "sync/enrolment.h"
#include "sync/session.h"

#include <charconv>

namespace cunji {

namespace {

// The county's own line says which node the county is; before there is one, nobody knows.
constexpr std::string_view kCountyNode = "SELECT device FROM line WHERE county = 1 LIMIT 1";
constexpr std::string_view kHeldBy = R"sql(
SELECT coalesce(sum(o.n <= coalesce(r.n, 0)), 0)
FROM line l JOIN op o ON o.rid = l.rid
LEFT JOIN receipt r ON r.rid = l.rid AND r.node = ?1 WHERE l.mine = 1)sql";

std::optional<Millis> contact_of(const Store& store) {
    const std::optional<std::string> text = store.meta("contact");
    if (!text) return std::nullopt;
    Millis at = 0;
    const auto read = std::from_chars(text->data(), text->data() + text->size(), at);
    return read.ec == std::errc{} ? std::optional{at} : std::nullopt;
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
    out.last_contact = contact_of(store);
    out.enrolled = read_enrolment(store).has_value();
    return out;
}

}  // namespace cunji
