#include "client/model/unlock.h"

#include "client/model/failing.h"
#include "shared/vault/passphrase.h"
#include "shared/vault/recovery.h"

#include <algorithm>
#include <utility>

namespace cunji::unlock {

namespace {

void empty_fields(State& state) {
    wipe(state.typed);
    wipe(state.again);
    state.answer.clear();
    ++state.filled;
}

void show_folder(State& state, const std::string& folder) {
    state.folder = folder;
    state.page = is_new_folder(folder) ? Page::Choose : Page::Open;
    const auto found = std::find_if(state.people.begin(), state.people.end(),
                                    [&](const PersonFolder& one) { return one.folder == folder; });
    state.name = found == state.people.end() ? std::string{} : found->name;
    state.problem.reset();
    empty_fields(state);
}

/// What is wrong with a new passphrase as it was typed twice.
std::optional<Message> new_problem(const State& state) {
    if (std::optional<Message> problem = passphrase_problem(state.typed, state.name)) {
        return problem;
    }
    if (state.typed != state.again) return Message{"error.passphrase.differs", {}};
    return std::nullopt;
}

struct Updater {
    State& state;

    Step operator()(const Type& type) const {
        wipe(state.typed);
        state.typed = type.text;
        return Step::None;
    }

    Step operator()(const TypeAgain& type) const {
        wipe(state.again);
        state.again = type.text;
        return Step::None;
    }

    Step operator()(const TypeAnswer& type) const {
        state.answer = type.text;
        return Step::None;
    }

    Step operator()(const Go& /*go*/) const {
        switch (state.page) {
            case Page::Choose:
                return start_new(Step::Begin);
            case Page::Open:
                return state.typed.empty() ? Step::None : start(Step::Open);
            case Page::Forgotten:
                return start_new(Step::Recover);
        }
        return Step::None;
    }

    Step operator()(const Forget& /*forget*/) const {
        if (state.busy || state.page != Page::Open) return Step::None;
        return start(Step::Ask);
    }

    Step operator()(const Back& /*back*/) const {
        if (!state.busy) show_folder(state, state.folder);
        return Step::None;
    }

    Step operator()(const SwitchTo& to) const {
        if (!state.busy) show_folder(state, to.folder);
        return Step::None;
    }

    Step operator()(const Quit& /*quit*/) const {
        state.quit = true;
        return Step::None;
    }

    Step operator()(const StepOver& over) const {
        state.busy = false;
        state.problem = over.problem;
        if (over.keys) {
            state.keys = over.keys;
            empty_fields(state);
        } else if (!over.request.empty()) {
            state.page = Page::Forgotten;
            state.request = over.request;
            empty_fields(state);
        }
        return Step::None;
    }

private:
    [[nodiscard]] Step start(Step step) const {
        if (state.busy) return Step::None;
        state.busy = true;
        state.problem.reset();
        return step;
    }

    [[nodiscard]] Step start_new(Step step) const {
        if (state.busy) return Step::None;
        state.problem = new_problem(state);
        return state.problem ? Step::None : start(step);
    }
};

void take(const Result<Keys>& keys, StepOver& over) {
    if (keys) {
        over.keys = *keys;
    } else {
        over.problem = keys.error();
    }
}

void ask(const std::string& folder, StepOver& over) {
    const Result<RecoveryRequest> request = begin_recovery(folder);
    if (request) {
        over.request = encode_recovery_request(*request);
    } else {
        over.problem = request.error();
    }
}

}  // namespace

State begin(const std::string& folder, std::vector<PersonFolder> people) {
    State state;
    state.people = std::move(people);
    show_folder(state, folder);
    return state;
}

Step update(State& state, const Command& command) {
    return std::visit(Updater{state}, command);
}

StepOver run(Step step, const State& state, const PassphraseCost& cost) {
    StepOver over;
    const std::optional<Message> broken = without_throwing([&] {
        switch (step) {
            case Step::None:
                break;
            case Step::Begin:
                take(begin_folder(state.folder, state.typed, cost), over);
                break;
            case Step::Open:
                take(unlock_folder(state.folder, state.typed), over);
                break;
            case Step::Ask:
                ask(state.folder, over);
                break;
            case Step::Recover:
                take(recover_folder(state.folder, state.answer, state.typed, cost), over);
                break;
        }
    });
    if (broken) over.problem = broken;
    return over;
}

Unlock::Unlock(State state, std::function<void()> wake)
    : state_(std::move(state)), step_(std::move(wake)) {}

Unlock::~Unlock() {
    empty_fields(state_);
}

void Unlock::take(const Command& command) {
    const Step step = update(state_, command);
    if (step == Step::None) return;
    step_.start([step, state = state_]() mutable {
        StepOver over = run(step, state);
        empty_fields(state);
        return over;
    });
}

bool Unlock::settle() {
    const std::optional<StepOver> over = step_.take();
    if (!over) return false;
    update(state_, *over);
    return true;
}

}  // namespace cunji::unlock
