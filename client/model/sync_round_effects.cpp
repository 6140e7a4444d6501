// What the sync centre asks for: reading, the round itself, the log as a file.

#include "client/app/preferences.h"
#include "client/model/desk.h"
#include "client/model/failing.h"
#include "client/model/out.h"
#include "client/model/shell.h"
#include "client/model/sync_centre.h"
#include "client/reading/message_log.h"
#include "shared/base/files.h"
#include "shared/base/version.h"
#include "shared/store/blob_table.h"

namespace cunji::sync_centre {

namespace {

constexpr const char* kLogName = "/cunji-sync-log.txt";

std::int64_t left_of(const Store& store) {
    return sync_status(store).on_device + blobs_left(store).count;
}

/// No answer of any kind came: the network, not the server, said no.
bool no_answer(const std::optional<Message>& problem) {
    return problem && problem->key.starts_with("error.net.");
}

struct Runner {
    Desk& desk;

    void operator()(const Load& /*load*/) const {
        const Texts texts = texts_of(desk.device);
        Wording wording{desk.device.store(), texts};
        desk.post(Loaded{read_sync_queue(desk.device.store(), wording)});
    }

    void operator()(const Sync& sync) const {
        RoundOver over;
        over.ended.cause = sync.options.cause;
        // A round that breaks (full disk) has ended all the same: the page must not wait for it.
        const std::optional<Message> broken = without_throwing([&] { over.ended = round(sync); });
        if (broken) over.ended.problem = broken;
        over.ended.cause = sync.options.cause;
        const std::optional<Message> unread =
            without_throwing([&] { over.left = left_of(desk.device.store()); });
        if (unread) over.left = 0;
        desk.post(std::move(over));
    }

    void operator()(const RaiseStop& stop) const { stop.stop.raise(); }

    void operator()(const KeepSending& keep) const {
        set_photo_sending(desk.device.store(), keep.sending);
    }

    void operator()(const ForgetDraft& forget) const {
        forget_refused(desk.device.store(), forget.id);
        desk.post(shell::RecordsChanged{});
    }

    void operator()(const ExportLog& ask) const {
        Exported out;
        out.file = ask.folder + kLogName;
        const Texts texts = texts_of(desk.device);
        const std::string text =
            export_message_log(desk.device.store(), texts,
                               {"Cunji " + std::string{program_version()}, desk.device.now()});
        out.problem = without_throwing([&] { write_durably(out.file, text); });
        desk.post(std::move(out));
    }

private:
    [[nodiscard]] Ended round(const Sync& sync) const {
        Ended ended;
        const Result<Enrolment> enrolment = desk.device.enrolment();
        if (!enrolment) {
            ended.problem = enrolment.error();
            return ended;
        }
        const auto keep_going = [stop = sync.stop, stopping = desk.stopping] {
            return !stop.raised() && !stopping();
        };
        const auto transport = desk.connect(enrolment->server, keep_going);
        if (!transport) {
            ended.problem = transport.error();
            return ended;
        }
        RoundOptions options = sync.options;
        options.keep_going = keep_going;
        const auto tell = [&](const Progress& progress) { desk.post(Progressed{progress}); };
        const Result<RoundResult> result = sync_round(desk.device, **transport, tell, options);
        if (!result) {
            ended.problem = result.error();
            return ended;
        }
        ended.report = result->report;
        ended.photos_sent = result->photos_sent;
        ended.photos_left = result->photos_left;
        ended.problem = result->problem;
        ended.reached = !no_answer(result->problem) || result->report.bytes_down > 0;
        return ended;
    }
};

}  // namespace

void run(const Effect& effect, Desk& desk) {
    std::visit(Runner{desk}, effect);
}

}  // namespace cunji::sync_centre
