#include "client/app/syncing.h"

#include "shared/wire/compression.h"
#include "sync/blob_transfer.h"

#include <algorithm>
#include <iterator>

namespace cunji {

namespace {

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

}  // namespace

Result<RoundResult> sync_round(FieldDevice& device, Transport& transport,
                               const OnProgress& progress) {
    const Result<Enrolment> enrolment = device.enrolment();
    if (!enrolment) return enrolment.error();
    const Compressor compressor;
    ServerLink link{device.store(), *enrolment, transport, compressor};
    RoundResult out;
    Records records{device, link, progress, out.report};
    out.problem = records.exchange();
    if (!out.problem) {
        BlobStore blobs{device.blob_folder()};
        BlobLimits limits;
        limits.between = [&records] { return records.exchange_if_new(); };
        BlobReport pictures = send_blobs(device.store(), link, blobs, progress, limits);
        out.photos_sent = pictures.sent;
        out.problem = std::move(pictures.problem);
        std::move(pictures.notes.begin(), pictures.notes.end(),
                  std::back_inserter(out.report.notes));
        link.remember();
    }
    out.report.bytes_up = link.bytes_up();
    out.report.bytes_down = link.bytes_down();
    out.photos_left = blobs_left(device.store()).count;
    out.conflicts = open_conflicts(device.store());
    return out;
}

std::int64_t open_conflicts(const Store& store) {
    return store.db().integer(kConflicts).value_or(0);
}

}  // namespace cunji
