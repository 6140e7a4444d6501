#include "shared/store/blob_table.h"

#include "shared/base/check.h"

namespace cunji {

namespace {

constexpr std::string_view kPutBlob = R"sql(
INSERT INTO blob (sha256, scope, bytes, part, record, device, at, held, sent)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
ON CONFLICT (sha256, scope) DO UPDATE SET
  record = CASE WHEN record = '' THEN excluded.record ELSE record END,
  held = max(held, excluded.held), sent = max(sent, excluded.sent))sql";
constexpr std::string_view kFindBlobs = R"sql(
SELECT sha256, scope, bytes, part, record, device, at, held, sent FROM blob WHERE sha256 = ?1
ORDER BY scope)sql";
// Another's record came from the server; one of this database's own is known there up to a receipt.
constexpr std::string_view kNextWaiting = R"sql(
SELECT b.sha256, b.scope, b.bytes, b.part, b.record, b.device, b.at, b.held, b.sent, b.rowid
FROM blob b
WHERE b.sent = 0 AND b.held = 1 AND b.part = ?1 AND b.rowid > ?2
  AND (b.record = '' OR EXISTS (
    SELECT 1 FROM op o JOIN line l ON l.rid = o.rid
    WHERE o.record = b.record AND o.scope = b.scope
      AND (l.mine = 0 OR o.n <= (SELECT max(r.n) FROM receipt r WHERE r.rid = o.rid))))
ORDER BY b.rowid LIMIT 1)sql";
constexpr std::string_view kLeft =
    "SELECT count(*), coalesce(sum(bytes), 0) FROM blob WHERE sent = 0 AND held = 1";
constexpr std::string_view kFindUpload = R"sql(
SELECT id, sha256, bytes, device, scope, part, begun FROM blob_part WHERE id = ?1)sql";
constexpr std::string_view kPutUpload = R"sql(
INSERT OR REPLACE INTO blob_part (id, sha256, bytes, device, scope, part, begun)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7))sql";
constexpr std::string_view kUploadIds = R"sql(
SELECT id FROM blob_part WHERE ?1 = '' OR device = ?1 ORDER BY rowid)sql";
constexpr std::string_view kBytesFrom = R"sql(
SELECT (SELECT coalesce(sum(bytes), 0) FROM blob
        WHERE device = ?1 AND device <> '' AND at >= ?2) +
       (SELECT coalesce(sum(bytes), 0) FROM blob_part
        WHERE device = ?1 AND begun >= ?2 AND id <> ?3))sql";

constexpr Millis kOrphanAge = Millis{24} * 3600 * 1000;

/// What a row says; one that this program did not write is damage.
BlobPart part_in(const Store& store, std::string_view text) {
    const std::optional<BlobPart> part = blob_part_of(text);
    if (!part) store.db().fail_damaged("blob part " + std::string{text});
    return *part;
}

Blob blob_of(const Store& store, const Query& query) {
    Blob blob;
    blob.sha256 = query.str(0);
    blob.scope = query.str(1);
    blob.bytes = query.integer(2);
    blob.part = part_in(store, query.text(3));
    blob.record = query.str(4);
    blob.device = query.str(5);
    blob.at = query.integer(6);
    blob.held = query.integer(7) != 0;
    blob.sent = query.integer(8) != 0;
    return blob;
}

}  // namespace

std::string_view to_text(BlobPart part) {
    switch (part) {
        case BlobPart::Thumbnail:
            return "thumbnail";
        case BlobPart::Preview:
            return "preview";
        case BlobPart::Original:
            return "original";
    }
    return {};
}

std::optional<BlobPart> blob_part_of(std::string_view text) {
    for (const BlobPart part : {BlobPart::Thumbnail, BlobPart::Preview, BlobPart::Original}) {
        if (to_text(part) == text) return part;
    }
    return std::nullopt;
}

void put_blob(const Store& store, const Blob& blob) {
    CHECK_THAT(is_sha256(blob.sha256));
    store.db().run(kPutBlob, std::string_view{blob.sha256}, std::string_view{blob.scope},
                   blob.bytes, to_text(blob.part), std::string_view{blob.record},
                   std::string_view{blob.device}, blob.at, blob.held, blob.sent);
}

std::vector<Blob> find_blobs(const Store& store, std::string_view sha256) {
    std::vector<Blob> out;
    Query query = store.db().query(kFindBlobs, sha256);
    while (query.step())
        out.push_back(blob_of(store, query));
    return out;
}

void mark_blob_sent(const Store& store, std::string_view sha256, std::string_view scope) {
    store.db().run("UPDATE blob SET sent = 1 WHERE sha256 = ?1 AND scope = ?2", sha256, scope);
}

std::optional<WaitingBlob> next_waiting_blob(const Store& store, BlobPart part,
                                             std::int64_t place) {
    Query query = store.db().query(kNextWaiting, to_text(part), place);
    if (!query.step()) return std::nullopt;
    return WaitingBlob{blob_of(store, query), query.integer(9)};
}

BlobsLeft blobs_left(const Store& store) {
    Query query = store.db().query(kLeft);
    query.step();
    return {query.integer(0), query.integer(1)};
}

std::int64_t remove_orphan_blobs(const Store& store, BlobStore& blobs, Millis now) {
    std::int64_t removed = 0;
    blobs.for_each([&](const std::string& sha256, Millis put_at) {
        if (put_at > now - kOrphanAge) return;
        if (store.db().integer("SELECT 1 FROM blob WHERE sha256 = ?1", std::string_view{sha256})) {
            return;
        }
        blobs.remove(sha256);
        ++removed;
    });
    return removed;
}

std::optional<Upload> find_upload(const Store& store, std::string_view id) {
    Query query = store.db().query(kFindUpload, id);
    if (!query.step()) return std::nullopt;
    Upload upload;
    upload.id = query.str(0);
    upload.sha256 = query.str(1);
    upload.bytes = query.integer(2);
    upload.device = query.str(3);
    upload.scope = query.str(4);
    upload.part = part_in(store, query.text(5));
    upload.begun = query.integer(6);
    return upload;
}

void put_upload(const Store& store, const Upload& upload) {
    store.db().run(kPutUpload, std::string_view{upload.id}, std::string_view{upload.sha256},
                   upload.bytes, std::string_view{upload.device}, std::string_view{upload.scope},
                   to_text(upload.part), upload.begun);
}

void drop_upload(const Store& store, std::string_view id) {
    store.db().run("DELETE FROM blob_part WHERE id = ?1", id);
}

std::vector<std::string> upload_ids(const Store& store, std::string_view device) {
    std::vector<std::string> out;
    Query query = store.db().query(kUploadIds, device);
    while (query.step())
        out.push_back(query.str(0));
    return out;
}

std::int64_t drop_old_uploads(const Store& store, Millis before) {
    return store.db().run("DELETE FROM blob_part WHERE begun < ?1", before);
}

std::int64_t bytes_from_device(const Store& store, std::string_view device, Millis since,
                               std::string_view but) {
    return store.db().integer(kBytesFrom, device, since, but).value_or(0);
}

}  // namespace cunji
