#include "client/app/syncing.h"

#include "client/app/photo_sending.h"
#include "client/app/round_log.h"
#include "shared/wire/compression.h"
#include "sync/blob_transfer.h"

#include <algorithm>
#include <iterator>

namespace cunji {

namespace {

constexpr const char* kStopped = "error.net.stopped";  // by the person, here or in the transport
constexpr std::string_view kConflicts = "SELECT coalesce(sum(conflicts), 0) FROM record";

void add(SyncReport& sum, SyncReport more) {
    sum.pushed += more.pushed;
    sum.pulled += more.pulled;
    sum.refused += more.refused;
    sum.parked += more.parked;
    std::move(more.refusals.begin(), more.refusals.end(), std::back_inserter(sum.refusals));
    for (Message& note : more.notes) {
        const bool said = std::find(sum.notes.begin(), sum.notes.end(), note) != sum.notes.end();
        if (!said) sum.notes.push_back(std::move(note));
    }
}

/// Records, as often as there are new ones.
class Records {
public:
    Records(FieldDevice& device, ServerLink& link, const OnProgress& progress, SyncReport& report)
        : device_(device), link_(link), progress_(progress), report_(report) {}

    std::optional<Message> exchange() {
        SyncOutcome outcome = sync_records(device_.store(), link_, device_.clock(), progress_);
        add(report_, std::move(outcome.report));
        newest_ = newest();
        at_ = device_.clock().since_boot();
        return std::move(outcome.problem);
    }

    std::optional<Message> exchange_if_new() {
        const bool long_ago = device_.clock().since_boot() - at_ >= kNewsEvery;
        if (newest() == newest_ && !long_ago) return std::nullopt;
        return exchange();
    }

private:
    /// Changes with each op that is saved, also by another program on the folder.
    [[nodiscard]] std::int64_t newest() const {
        return device_.store().db().integer("SELECT max(lseq) FROM op").value_or(0);
    }

    FieldDevice& device_;
    ServerLink& link_;
    const OnProgress& progress_;
    SyncReport& report_;
    std::int64_t newest_ = 0;
    Millis at_ = 0;
};

/// The row of the log that a round leaves, also when it is thrown out of the middle.
class RoundRow {
public:
    RoundRow(FieldDevice& device, RoundCause cause) : device_(device) {
        try {
            row_.id = begin_round(device.store(), cause, device.now());
        } catch (const DbError&) {
            // Nobody is kept from sending their work by its log: the disk may be full.
        }
        row_.outcome = RoundOutcome::Failed;
    }

    RoundRow(const RoundRow&) = delete;
    RoundRow& operator=(const RoundRow&) = delete;

    ~RoundRow() { write(); }

    void take(const RoundResult& result) {
        row_.outcome = outcome_of(result.problem);
        row_.pushed = result.report.pushed;
        row_.pulled = result.report.pulled;
        row_.refused = result.report.refused;
        row_.parked = result.report.parked;
        row_.photos = result.photos_sent;
        row_.bytes_up = result.report.bytes_up;
        row_.bytes_down = result.report.bytes_down;
        if (result.problem) row_.messages.push_back(*result.problem);
        row_.messages.insert(row_.messages.end(), result.report.notes.begin(),
                             result.report.notes.end());
    }

private:
    static RoundOutcome outcome_of(const std::optional<Message>& problem) {
        if (!problem) return RoundOutcome::Done;
        return problem->key == kStopped ? RoundOutcome::Stopped : RoundOutcome::Cut;
    }

    void write() noexcept {
        if (row_.id == 0) return;
        try {
            row_.ended = device_.now();
            end_round(device_.store(), row_);
        } catch (...) {
            // The row stays open, which says that the round did not end well.
            row_.id = 0;
        }
    }

    FieldDevice& device_;
    LoggedRound row_;
};

/// Whether pictures go in this round; asked again before each part of one.
bool may_send_photos(const Store& store, const RoundOptions& options) {
    if (options.keep_going && !options.keep_going()) return false;
    switch (photo_sending(store)) {
        case PhotoSending::Always:
            return true;
        case PhotoSending::WhenAsked:
            return options.photos_asked;
        case PhotoSending::Paused:
            break;
    }
    return false;
}

}  // namespace

Result<RoundResult> sync_round(FieldDevice& device, Transport& transport,
                               const OnProgress& progress, const RoundOptions& options) {
    const Result<Enrolment> enrolment = device.enrolment();
    if (!enrolment) return enrolment.error();
    const Compressor compressor;
    ServerLink link{device.store(), *enrolment, transport, compressor};
    RoundResult out;
    RoundRow row{device, options.cause};
    Records records{device, link, progress, out.report};
    out.problem = records.exchange();
    if (!out.problem && may_send_photos(device.store(), options)) {
        BlobStore blobs{device.blob_folder(), device.store().keys()};
        BlobLimits limits;
        limits.between = [&records] { return records.exchange_if_new(); };
        limits.keep_going = [&] { return may_send_photos(device.store(), options); };
        BlobReport pictures = send_blobs(device.store(), link, blobs, progress, limits);
        out.photos_sent = pictures.sent;
        out.problem = std::move(pictures.problem);
        std::move(pictures.notes.begin(), pictures.notes.end(),
                  std::back_inserter(out.report.notes));
        link.remember();
    }
    if (!out.problem && options.keep_going && !options.keep_going()) {
        out.problem = Message{kStopped, {}};
    }
    out.report.bytes_up = link.bytes_up();
    out.report.bytes_down = link.bytes_down();
    out.photos_left = blobs_left(device.store()).count;
    out.conflicts = open_conflicts(device.store());
    row.take(out);
    return out;
}

std::int64_t open_conflicts(const Store& store) {
    return store.db().integer(kConflicts).value_or(0);
}

}  // namespace cunji
