#include "client/model/shell.h"

#include "client/app/region_name.h"
#include "client/app/status.h"
#include "client/app/syncing.h"
#include "client/model/desk.h"
#include "client/model/out.h"
#include "client/model/pages.h"
#include "client/model/sync_centre.h"
#include "shared/store/reading.h"
#include "sync/estimated_time.h"
#include "sync/session.h"

#include <algorithm>

namespace cunji::shell {

namespace {

void open(State& state, Page page, Out& out) {
    state.pages.push_back(std::move(page));
    out.command(enter(state.page()));
}

void show_toast(State& state, const Say& say, const Out& out) {
    const Millis stays = say.undo.empty() ? kToastMillis : kUndoMillis;
    state.toast = Toast{say.text, say.undo, stays, out.now + stays, ++state.toasts, say.problem};
}

struct Updater {
    State& state;
    Out& out;

    void operator()(const Go& go) const { open(state, go.page, out); }

    void operator()(const OpenTab& tab) const {
        state.pages.clear();
        open(state, {tab.kind, {}, {}}, out);
    }

    void operator()(const Replace& replace) const {
        state.pages.pop_back();
        open(state, replace.page, out);
    }

    void operator()(const Back& /*back*/) const {
        if (state.pages.size() == 1) {
            if (state.page().kind != PageKind::Today) (*this)(OpenTab{PageKind::Today});
            return;
        }
        state.pages.pop_back();
        out.command(enter(state.page()));
    }

    void operator()(const Say& say) const { show_toast(state, say, out); }

    void operator()(const Undo& /*undo*/) const {
        if (!state.toast) return;
        for (const cunji::Command& command : state.toast->undo)
            out.command(command);
        state.toast.reset();
    }

    void operator()(const PutAwayToast& /*away*/) const { state.toast.reset(); }

    void operator()(const Warn& warn) const {
        if (std::find(state.notes.begin(), state.notes.end(), warn.text) == state.notes.end()) {
            state.notes.push_back(warn.text);
        }
    }

    void operator()(const PutAwayNote& away) const {
        if (away.index >= state.notes.size()) return;
        state.notes.erase(state.notes.begin() + static_cast<std::ptrdiff_t>(away.index));
    }

    void operator()(const RecordsChanged& /*changed*/) const {
        out.effect(ReadSituation{});
        out.command(refresh(state.page()));
    }

    void operator()(const Prefer& prefer) const {
        state.preferences = prefer.preferences;
        out.effect(KeepPreferences{prefer.preferences});
    }

    void operator()(const Tick& /*tick*/) const {
        if (state.toast && state.toast->until <= out.now) state.toast.reset();
    }

    void operator()(const SituationRead& read) const {
        state.person = read.person;
        state.place = read.place;
        state.conflicts = read.conflicts;
        state.on_device = read.on_device;
    }
};

/// The name of the only village of this person, else empty: several are not one place.
std::string place_name(const Store& store) {
    const std::vector<ScopeState> scopes = scope_states(store);
    if (scopes.size() != 1) return {};
    return region_name(store, scopes.front().scope);
}

struct Runner {
    Desk& desk;

    void operator()(const ReadSituation& /*read*/) const {
        const Store& store = desk.device.store();
        SituationRead read;
        if (const std::optional<Enrolment> enrolment = read_enrolment(store)) {
            read.person = enrolment->name;
        }
        read.place = place_name(store);
        read.conflicts = open_conflicts(store);
        read.on_device = sync_status(store).on_device;
        const std::optional<LastContact> contact = last_contact(store);
        desk.post(
            sync_centre::Situation{!read.person.empty(), read.on_device,
                                   contact ? std::optional{contact->server_time} : std::nullopt});
        desk.post(read);
    }

    void operator()(const KeepPreferences& keep) const {
        write_preferences(desk.device.store(), keep.preferences);
    }
};

}  // namespace

void update(State& state, const Command& command, Out& out) {
    std::visit(Updater{state, out}, command);
}

void run(const Effect& effect, Desk& desk) {
    std::visit(Runner{desk}, effect);
}

}  // namespace cunji::shell
