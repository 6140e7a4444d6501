#include "client/model/record.h"

#include "client/app/preferences.h"
#include "client/model/desk.h"
#include "client/model/out.h"
#include "client/model/shell.h"

#include <algorithm>

namespace cunji::record {

namespace {

constexpr std::size_t kDayLength = 10;  ///< of "2026-11-21": before that, somebody still types

struct Updater {
    State& state;
    Out& out;

    void operator()(const Enter& enter) const {
        state = State{};
        state.id = enter.id;
        load();
    }

    void operator()(const Refresh& /*refresh*/) const { load(); }

    void operator()(const Loaded& loaded) const {
        const bool late = loaded.id != state.id || loaded.day != asked_day();
        if (late) return;
        state.trace = loaded.trace;
        state.missing = loaded.trace == nullptr;
        state.acts = loaded.acts;
    }

    void operator()(const ShowNow& /*show*/) const {
        state.of_day = false;
        load();
    }

    void operator()(const ShowDay& /*show*/) const {
        state.of_day = true;
        state.signs = false;
        if (state.day.empty()) state.day = out.today;
        load();
    }

    void operator()(const TypeDay& type) const {
        state.day = type.text;
        load();
    }

    void operator()(const AskSign& /*ask*/) const {
        state.signs = true;
        state.problem.reset();
        const auto may = [](const ActChoice& choice) { return !choice.why_not; };
        const auto first = std::find_if(state.acts.begin(), state.acts.end(), may);
        const bool one = std::count_if(state.acts.begin(), state.acts.end(), may) == 1;
        state.act = one ? first->act : std::string{};
    }

    void operator()(const CloseSign& /*close*/) const { close_sheet(); }

    void operator()(const ChooseAct& choose) const {
        state.act = choose.act;
        state.problem.reset();
    }

    void operator()(const TypeNote& type) const { state.note = type.text; }

    void operator()(const Sign& /*sign*/) const {
        if (!state.signs || state.act.empty() || state.signing) return;
        state.signing = true;
        out.effect(Write{state.id, state.act, state.note});
    }

    void operator()(const Signed& done) const {
        state.signing = false;
        state.problem = done.problem;
        if (done.problem) return;
        close_sheet();
        out.command(shell::Say{{"record.signed", {}}, {}});
        out.command(shell::RecordsChanged{});
    }

private:
    /// Empty: now.
    [[nodiscard]] std::string asked_day() const { return state.of_day ? state.day : std::string{}; }

    void load() const {
        state.day_problem.reset();
        if (state.of_day && !end_of_day(state.day)) {
            if (state.day.size() >= kDayLength) {
                state.day_problem = Message{"error.trace.day", {{"day", state.day}}};
            }
            return;
        }
        out.effect(Load{state.id, asked_day()});
    }

    void close_sheet() const {
        state.signs = false;
        state.act.clear();
        state.note.clear();
        state.problem.reset();
    }
};

struct Runner {
    Desk& desk;

    void operator()(const Load& load) const {
        const Store& store = desk.device.store();
        Loaded loaded{load.id, load.day, nullptr, {}};
        const std::optional<Millis> as_of = load.day.empty() ? std::nullopt : end_of_day(load.day);
        if (const std::optional<Trace> found = trace(store, load.id, as_of)) {
            const Texts texts = texts_of(desk.device);
            Wording wording{store, texts};
            loaded.trace =
                std::make_shared<const RecordTrace>(describe_trace(store, *found, wording));
            loaded.acts = act_choices(desk.device, found->key.id);
        }
        desk.post(std::move(loaded));
    }

    void operator()(const Write& write) const {
        const auto saved = sign_record(desk.device, write.id, write.act, write.note);
        Signed done;
        if (!saved) done.problem = saved.error().front().message;
        desk.post(std::move(done));
    }
};

}  // namespace

void update(State& state, const Command& command, Out& out) {
    std::visit(Updater{state, out}, command);
}

void run(const Effect& effect, Desk& desk) {
    std::visit(Runner{desk}, effect);
}

}  // namespace cunji::record
