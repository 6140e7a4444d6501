#include "client/model/rescue.h"

#include "client/model/failing.h"

#include <utility>

namespace cunji::rescue {

namespace {

struct Updater {
    State& state;

    Step operator()(const TypeFolder& type) const {
        state.target = type.folder;
        return Step::None;
    }

    Step operator()(const BackUp& /*back_up*/) const { return begin(Step::BackUp, true); }

    // Nothing is tried on the only copy there is.
    Step operator()(const Mend& /*mend*/) const { return begin(Step::Mend, state.backed_up); }

    Step operator()(const BeginAnew& /*anew*/) const {
        return begin(Step::BeginAnew, state.backed_up);
    }

    Step operator()(const TryAgain& /*again*/) const {
        if (!state.busy) state.reopen = true;
        return Step::None;
    }

    Step operator()(const Quit& /*quit*/) const {
        state.quit = true;
        return Step::None;
    }

    Step operator()(const StepOver& over) const {
        state.busy = false;
        state.said = over.said;
        state.failed = over.failed;
        state.backed_up = state.backed_up || over.backed_up;
        state.reopen = over.reopen;
        return Step::None;
    }

private:
    [[nodiscard]] Step begin(Step step, bool allowed) const {
        if (state.busy || !allowed) return Step::None;
        state.busy = true;
        state.said.reset();
        return step;
    }
};

void back_up_into(const State& state, Millis now, StepOver& over) {
    const Result<BackupReport> report = back_up_files(state.folder, state.target, now);
    over.failed = !report.ok();
    over.backed_up = report.ok();
    over.said =
        report ? Message{"settings.backup_done", {{"folder", report->folder}}} : report.error();
}

void mend(const State& state, StepOver& over) {
    const std::vector<Message> left = mend_database(state.folder, state.keys);
    over.failed = !left.empty();
    over.said = left.empty() ? Message{"rescue.mended", {}} : left.front();
    over.reopen = left.empty();
}

}  // namespace

Step update(State& state, const Command& command) {
    return std::visit(Updater{state}, command);
}

StepOver run(Step step, const State& state, Millis now) {
    StepOver over;
    const std::optional<Message> broken = without_throwing([&] {
        switch (step) {
            case Step::None:
                break;
            case Step::BackUp:
                back_up_into(state, now, over);
                break;
            case Step::Mend:
                mend(state, over);
                break;
            case Step::BeginAnew:
                put_database_aside(state.folder, now);
                over.reopen = true;
                break;
        }
    });
    if (broken) {
        over.said = broken;
        over.failed = true;
        over.reopen = false;
    }
    return over;
}

Rescue::Rescue(std::string folder, Keys keys, Message problem, std::function<void()> wake)
    : step_(std::move(wake)) {
    state_.damaged = problem.key == "error.db.damaged";
    state_.folder = std::move(folder);
    state_.keys = std::move(keys);
    state_.problem = std::move(problem);
}

void Rescue::take(const Command& command, Millis now) {
    const Step step = update(state_, command);
    if (step == Step::None) return;
    step_.start([step, state = state_, now] { return run(step, state, now); });
}

bool Rescue::settle() {
    const std::optional<StepOver> over = step_.take();
    if (!over) return false;
    update(state_, *over);
    return true;
}

}  // namespace cunji::rescue
