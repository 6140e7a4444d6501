#include "client/app/syncing.h"

#include "shared/wire/compression.h"
#include "sync/blob_transfer.h"

#include <algorithm>
#include <iterator>

namespace cunji {

namespace {

constexpr std::string_view kConflicts = "SELECT coalesce(sum(conflicts), 0) FROM record";

}  // namespace

Result<RoundResult> sync_round(FieldDevice& device, Transport& transport,
                               const OnProgress& progress) {
    const Result<Enrolment> enrolment = device.enrolment();
    if (!enrolment) return enrolment.error();
    const Compressor compressor;
    ServerLink link{device.store(), *enrolment, transport, compressor};
    SyncOutcome records = sync_records(device.store(), link, device.clock(), progress);
    RoundResult out;
    out.report = std::move(records.report);
    out.problem = std::move(records.problem);
    if (!out.problem) {
        BlobStore blobs{device.blob_folder()};
        BlobReport pictures = send_blobs(device.store(), link, blobs, progress);
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
