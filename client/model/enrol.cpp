#include "client/model/enrol.h"

#include "client/app/qr_code.h"
#include "client/app/syncing.h"
#include "client/model/desk.h"
#include "client/model/failing.h"
#include "client/model/out.h"
#include "client/model/shell.h"
#include "shared/base/files.h"

namespace cunji::enrol {

namespace {

/// A whole message may be pasted into either field: both take their part of it.
bool take_both(State& state, const std::string& text) {
    const Result<EnrolText> read = read_enrol_text(text);
    if (!read || read->server.empty() || read->code.empty()) return false;
    state.server = read->server;
    state.code = read->code;
    state.scope = read->scope;
    state.pin = read->pin;
    ++state.filled;
    return true;
}

void sync_first(State& state, Out& out) {
    state.step = Step::FirstSync;
    state.problem.reset();
    state.progress = {};
    state.progress.what = {"progress.hello", {}};
    state.stop = sync_centre::StopFlag{};
    out.effect(SyncFirst{*state.stop});
}

struct Updater {
    State& state;
    Out& out;

    void operator()(const Enter& /*enter*/) const { out.effect(ReadPeople{}); }

    void operator()(const Refresh& /*refresh*/) const {}

    void operator()(const TypeServer& type) const {
        state.problem.reset();
        if (take_both(state, type.text)) return;
        // It is of the server whose address came with it.
        if (tidy_server(type.text) != tidy_server(state.server)) state.pin.clear();
        state.server = type.text;
    }

    void operator()(const TypeCode& type) const {
        state.problem.reset();
        if (take_both(state, type.text)) return;
        if (tidy_code(type.text) != tidy_code(state.code)) state.scope.clear();
        state.code = type.text;
    }

    void operator()(const TakePicture& take) const {
        if (state.step != Step::Join || state.joining) return;
        state.reading_picture = true;
        state.problem.reset();
        out.effect(ReadPicture{take.path});
    }

    void operator()(const PictureRead& read) const {
        state.reading_picture = false;
        state.problem = read.problem;
        if (!read.text.server.empty()) {
            state.server = read.text.server;
            state.pin = read.text.pin;
        }
        if (!read.text.code.empty()) {
            state.code = read.text.code;
            state.scope = read.text.scope;
        }
        ++state.filled;
    }

    void operator()(const Join& /*join*/) const {
        if (state.joining) return;
        const EnrolText text{tidy_server(state.server), tidy_code(state.code), state.scope,
                             state.pin};
        if (text.server.empty() || text.code.empty()) {
            state.problem =
                Message{text.server.empty() ? "enrol.server_missing" : "enrol.code_missing", {}};
            return;
        }
        state.joining = true;
        state.problem.reset();
        state.stop = sync_centre::StopFlag{};
        out.effect(AskToJoin{text, *state.stop});
    }

    void operator()(const Joined& joined) const {
        state.joining = false;
        state.name = joined.name;
        state.role = joined.role;
        state.code.clear();  // it works once
        state.scope.clear();
        sync_first(state, out);
        out.command(shell::RecordsChanged{});
    }

    void operator()(const NotJoined& not_joined) const {
        state.joining = false;
        state.stop.reset();
        state.problem = not_joined.problem;
    }

    void operator()(const Progressed& progressed) const { state.progress = progressed.progress; }

    void operator()(const FirstSyncOver& over) const {
        state.stop.reset();
        state.problem = over.problem;
        state.records = over.records;
        state.step = over.problem ? Step::FirstSync : Step::Ready;
        out.command(shell::RecordsChanged{});
    }

    void operator()(const Again& /*again*/) const {
        if (state.step == Step::FirstSync && !state.stop) sync_first(state, out);
    }

    void operator()(const Stop& /*stop*/) const {
        if (state.stop) out.effect(RaiseStop{*state.stop});
    }

    void operator()(const Begin& /*begin*/) const { out.command(shell::OpenTab{PageKind::Today}); }

    void operator()(const PeopleRead& read) const {
        state.people = read.people;
        state.folder = read.folder;
    }

    void operator()(const SwitchTo& to) const {
        if (to.folder != state.folder) state.wanted_folder = to.folder;
    }

    void operator()(const AddPerson& /*add*/) const { out.effect(MakePersonFolder{}); }
};

struct Runner {
    Desk& desk;

    void operator()(const ReadPeople& /*read*/) const {
        desk.post(PeopleRead{people_of(root_of(desk.folder)), desk.folder});
    }

    void operator()(const ReadPicture& read) const {
        PictureRead out;
        const Result<std::string> bytes = read_whole(read.path, kQrFileBytesMax);
        const Result<std::string> text =
            bytes ? read_qr_picture(*bytes) : Result<std::string>{bytes.error()};
        const Result<EnrolText> found =
            text ? read_enrol_text(*text) : Result<EnrolText>{text.error()};
        if (found) {
            out.text = *found;
        } else {
            out.problem = found.error();
        }
        desk.post(std::move(out));
    }

    void operator()(const AskToJoin& ask) const {
        std::optional<Message> problem;
        const auto broken = without_throwing([&] { problem = join(ask); });
        if (broken) problem = broken;
        if (problem) desk.post(NotJoined{*problem});
    }

    void operator()(const SyncFirst& first) const {
        FirstSyncOver over;
        const auto broken = without_throwing([&] { over.problem = sync(first); });
        if (broken) over.problem = broken;
        over.records = desk.device.store()
                           .db()
                           .integer("SELECT count(*) FROM record WHERE live = 1")
                           .value_or(0);
        desk.post(std::move(over));
    }

    void operator()(const RaiseStop& stop) const { stop.stop.raise(); }

    void operator()(const MakePersonFolder& /*make*/) const {
        desk.post(SwitchTo{new_person_folder(root_of(desk.folder))});
    }

private:
    [[nodiscard]] KeepGoing keep_going(const sync_centre::StopFlag& stop) const {
        return [stop, stopping = desk.stopping] { return !stop.raised() && !stopping(); };
    }

    [[nodiscard]] std::optional<Message> join(const AskToJoin& ask) const {
        const auto transport = desk.connect({ask.text.server, ask.text.pin}, keep_going(ask.stop));
        if (!transport) return transport.error();
        const Result<Enrolment> enrolment = join_county(desk.device, **transport, ask.text);
        if (!enrolment) return enrolment.error();
        desk.post(Joined{enrolment->name, enrolment->role});
        return std::nullopt;
    }

    [[nodiscard]] std::optional<Message> sync(const SyncFirst& first) const {
        const Result<Enrolment> enrolment = desk.device.enrolment();
        if (!enrolment) return enrolment.error();
        const auto transport = desk.connect(enrolment->server, keep_going(first.stop));
        if (!transport) return transport.error();
        const auto tell = [this](const Progress& progress) { desk.post(Progressed{progress}); };
        const Result<RoundResult> result = sync_round(
            desk.device, **transport, tell, {RoundCause::Start, false, keep_going(first.stop)});
        if (!result) return result.error();
        return result->problem;
    }
};

}  // namespace

void update(State& state, const Command& command, Out& out) {
    std::visit(Updater{state, out}, command);
}

void run(const Effect& effect, Desk& desk) {
    std::visit(Runner{desk}, effect);
}

}  // namespace cunji::enrol
