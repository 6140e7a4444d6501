#include "client/model/projects.h"

#include "client/model/desk.h"
#include "client/model/out.h"

namespace cunji::projects {

namespace {

struct Updater {
    State& state;
    Out& out;

    void operator()(const Enter& enter) const {
        if (enter.detail == "missing") state.chip = Chip::Missing;
        if (enter.detail == "attention") state.chip = Chip::Attention;
        if (!enter.detail.empty()) state.typed.clear();
        out.effect(Load{out.today});
    }

    void operator()(const Refresh& /*refresh*/) const { out.effect(Load{out.today}); }

    void operator()(const Read& read) const { state.lines = read.lines; }

    void operator()(const Choose& choose) const { state.chip = choose.chip; }

    void operator()(const Type& type) const { state.typed = type.text; }
};

}  // namespace

void update(State& state, const Command& command, Out& out) {
    std::visit(Updater{state, out}, command);
}

void run(const Effect& effect, Desk& desk) {
    const Load& load = std::get<Load>(effect);
    desk.post(Read{std::make_shared<const std::vector<ProjectLine>>(
        list_projects(desk.device.store(), load.today))});
}

}  // namespace cunji::projects
