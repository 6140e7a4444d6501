#include "client/model/sync_centre.h"

#include "client/model/form.h"
#include "client/model/out.h"
#include "client/model/shell.h"

#include <algorithm>

namespace cunji::sync_centre {

namespace {

void begin(State& state, Out& out, RoundCause cause, bool photos) {
    if (state.running || !state.enrolled) return;
    sync_begun(state.automatic);
    Running running;
    running.begun = out.now;
    running.cause = cause;
    running.progress.what = {"progress.hello", {}};
    Sync sync{{cause, photos, {}}, running.stop};
    state.running = std::move(running);
    out.effect(std::move(sync));
}

const RefusedWork* find_refused(const State& state, const std::string& id) {
    if (!state.queue) return nullptr;
    const auto found = std::find_if(state.queue->refused.begin(), state.queue->refused.end(),
                                    [&](const RefusedWork& work) { return work.id == id; });
    return found == state.queue->refused.end() ? nullptr : &*found;
}

/// What a person who began the round is told at once; an automatic one stays in the background.
void tell(const Ended& ended, Out& out) {
    if (ended.cause != RoundCause::Asked) return;
    if (ended.problem) {
        out.command(shell::Say{*ended.problem, {}, true});
        return;
    }
    out.command(shell::Say{{"sync.done",
                            {{"pushed", std::to_string(ended.report.pushed)},
                             {"pulled", std::to_string(ended.report.pulled)}}},
                           {}});
}

struct Updater {
    State& state;
    Out& out;

    void operator()(const Enter& /*enter*/) const {
        state.open_refused.clear();
        state.export_folder.reset();
        out.effect(Load{});
    }

    void operator()(const Refresh& /*refresh*/) const { out.effect(Load{}); }

    void operator()(const Situation& situation) const {
        const bool more = situation.on_device > state.on_device;
        state.on_device = situation.on_device;
        state.enrolled = situation.enrolled;
        if (!situation.enrolled) return;
        if (!state.opened) {
            state.opened = true;
            sync_opened(state.automatic, out.now, situation.heard);
        } else if (more && !state.running) {
            sync_saved(state.automatic, out.now);
        }
    }

    void operator()(const Loaded& loaded) const { state.queue = loaded.queue; }

    void operator()(const SyncNow& now) const { begin(state, out, RoundCause::Asked, now.photos); }

    void operator()(const Stop& /*stop*/) const {
        if (!state.running) return;
        out.effect(RaiseStop{state.running->stop});
        state.running->stopping = true;
    }

    void operator()(const Progressed& progressed) const {
        if (state.running) state.running->progress = progressed.progress;
    }

    void operator()(const RoundOver& over) const {
        state.running.reset();
        state.last = over.ended;
        sync_ended(state.automatic, out.now, over.ended.reached, over.left > 0);
        tell(over.ended, out);
        for (const Message& note : over.ended.report.notes)
            tell_once(note);
        out.command(shell::RecordsChanged{});
    }

    void tell_once(const Message& note) const {
        if (std::find(state.told.begin(), state.told.end(), note) != state.told.end()) return;
        state.told.push_back(note);
        out.command(shell::Warn{note});
    }

    void operator()(const Tick& /*tick*/) const {
        if (!state.automatic.due || *state.automatic.due > out.now) return;
        const RoundCause cause = state.automatic.cause;
        state.automatic.due.reset();
        begin(state, out, cause, false);
    }

    void operator()(const ChooseFilter& choose) const { state.filter = choose.filter; }

    void operator()(const ChooseSending& choose) const {
        if (state.queue) state.queue->sending = choose.sending;
        out.effect(KeepSending{choose.sending});
    }

    void operator()(const OpenRefused& open) const {
        state.open_refused = state.open_refused == open.id ? std::string{} : open.id;
    }

    void operator()(const Redo& redo) const {
        const RefusedWork* work = find_refused(state, redo.id);
        if (work == nullptr) return;
        FormStart start;
        start.kind = work->kind;
        start.scope = work->scope;
        if (work->record_here) start.record = work->record;
        start.preset = work->set;
        out.command(form::Begin{std::move(start)});
    }

    void operator()(const Forget& forget) const { out.effect(ForgetDraft{forget.id}); }

    void operator()(const AskExport& /*ask*/) const {
        state.export_folder = std::string{};
        state.export_problem.reset();
    }

    void operator()(const TypeFolder& type) const {
        if (state.export_folder) state.export_folder = type.folder;
    }

    void operator()(const Export& /*export*/) const {
        if (state.export_folder) out.effect(ExportLog{*state.export_folder});
    }

    void operator()(const CloseExport& /*close*/) const { state.export_folder.reset(); }

    void operator()(const Exported& exported) const {
        state.export_problem = exported.problem;
        if (exported.problem) return;
        state.export_folder.reset();
        out.command(shell::Say{{"sync.exported", {{"file", exported.file}}}, {}});
    }
};

}  // namespace

std::optional<Millis> wake_at(const State& state) {
    return state.running ? std::nullopt : state.automatic.due;
}

void update(State& state, const Command& command, Out& out) {
    std::visit(Updater{state, out}, command);
}

}  // namespace cunji::sync_centre
