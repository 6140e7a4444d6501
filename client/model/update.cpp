#include "client/model/update.h"

#include <variant>

namespace cunji {

namespace {

/// The part of the state that a command of an area changes.
struct Update {
    State& state;
    Out& out;

    void operator()(const shell::Command& command) const {
        shell::update(state.shell, command, out);
    }

    void operator()(const home::Command& command) const { home::update(state.home, command, out); }

    void operator()(const households::Command& command) const {
        households::update(state.households, command, out);
    }

    void operator()(const household::Command& command) const {
        household::update(state.household, command, out);
    }

    void operator()(const form::Command& command) const { form::update(state.form, command, out); }

    void operator()(const meetings::Command& command) const {
        meetings::update(state.meetings, command, out);
    }

    void operator()(const meeting::Command& command) const {
        meeting::update(state.meeting, command, out);
    }

    void operator()(const publicity::Command& command) const {
        publicity::update(state.publicity, command, out);
    }

    void operator()(const projects::Command& command) const {
        projects::update(state.projects, command, out);
    }

    void operator()(const project::Command& command) const {
        project::update(state.project, command, out);
    }

    void operator()(const photos::Command& command) const {
        photos::update(state.photos, command, out);
    }

    void operator()(const sync_centre::Command& command) const {
        sync_centre::update(state.sync_centre, command, out);
    }

    void operator()(const conflict::Command& command) const {
        conflict::update(state.conflict, command, out);
    }

    void operator()(const settings::Command& command) const {
        settings::update(state.settings, command, out);
    }

    void operator()(const enrol::Command& command) const {
        enrol::update(state.enrol, command, out);
    }
};

}  // namespace

void update(State& state, const Command& command, Out& out) {
    std::visit(Update{state, out}, command.area);
}

}  // namespace cunji
