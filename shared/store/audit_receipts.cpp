#include "shared/store/audit_receipts.h"

#include <algorithm>

namespace cunji {

namespace {

constexpr std::string_view kNewest = R"sql(
SELECT bytes, signature, countersigned FROM audit_receipt
WHERE node = ?1 AND contradicts = 0 ORDER BY rowid DESC LIMIT 1)sql";
constexpr std::string_view kOfEpoch = R"sql(
SELECT seq, head, countersigned FROM audit_receipt
WHERE node = ?1 AND epoch = ?2 AND contradicts = 0 ORDER BY seq DESC LIMIT 1)sql";
constexpr std::string_view kPut = R"sql(
INSERT OR IGNORE INTO audit_receipt
  (node, epoch, seq, head, at, bytes, signature, countersigned, contradicts)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9))sql";
constexpr std::string_view kForget = R"sql(
DELETE FROM audit_receipt WHERE node = ?1 AND epoch = ?2 AND seq < ?3 AND contradicts = 0)sql";
constexpr std::string_view kContradicting =
    "SELECT bytes FROM audit_receipt WHERE contradicts = 1 ORDER BY rowid";

}  // namespace

std::optional<HeldCheckpoint> held_checkpoint(const Store& store, std::string_view node) {
    Query query = store.db().query(kNewest, node);
    if (!query.step()) return std::nullopt;
    HeldCheckpoint out;
    out.content.bytes = query.str(0);
    const ByteView signature = query.blob(1);
    std::copy_n(signature.begin(), std::min(signature.size(), out.content.signature.size()),
                out.content.signature.begin());
    out.countersigned = query.integer(2);
    const Result<Checkpoint> checkpoint = decode_checkpoint(out.content.bytes);
    if (!checkpoint) store.db().fail_damaged("audit_receipt");
    out.checkpoint = *checkpoint;
    return out;
}

bool keep_checkpoint(const Store& store, const Checkpoint& checkpoint, const Signed& content) {
    bool contradicts = false;
    std::int64_t countersigned = 0;
    {
        Query query = store.db().query(kOfEpoch, std::string_view{checkpoint.node},
                                       std::string_view{checkpoint.epoch});
        if (query.step()) {
            const std::int64_t seq = query.integer(0);
            if (seq == checkpoint.seq && query.hash(1) == checkpoint.head) return true;
            contradicts = checkpoint.seq <= seq;
            countersigned = query.integer(2);
        }
    }
    store.db().run(kPut, std::string_view{checkpoint.node}, std::string_view{checkpoint.epoch},
                   checkpoint.seq, checkpoint.head, checkpoint.at, std::string_view{content.bytes},
                   ByteView{content.signature}, countersigned, contradicts);
    if (!contradicts) {
        store.db().run(kForget, std::string_view{checkpoint.node},
                       std::string_view{checkpoint.epoch}, checkpoint.seq);
    }
    return !contradicts;
}

void mark_countersigned(const Store& store, const Checkpoint& checkpoint) {
    store.db().run(
        "UPDATE audit_receipt SET countersigned = at WHERE node = ?1 AND epoch = ?2 AND seq = ?3 "
        "AND head = ?4",
        std::string_view{checkpoint.node}, std::string_view{checkpoint.epoch}, checkpoint.seq,
        checkpoint.head);
}

std::vector<Checkpoint> contradicting_checkpoints(const Store& store) {
    std::vector<Checkpoint> out;
    Query query = store.db().query(kContradicting);
    while (query.step()) {
        Result<Checkpoint> checkpoint = decode_checkpoint(query.text(0));
        if (checkpoint) out.push_back(std::move(*checkpoint));
    }
    return out;
}

}  // namespace cunji
