#include "client/model/conflict.h"

#include "client/app/preferences.h"
#include "client/model/desk.h"
#include "client/model/out.h"
#include "client/model/shell.h"

#include <algorithm>

namespace cunji::conflict {

namespace {

struct Updater {
    State& state;
    Out& out;

    void operator()(const Enter& enter) const {
        state.record = enter.id;
        state.field = enter.detail;
        forget_choice();
        out.effect(Load{});
        if (state.record.empty()) out.effect(LoadOutcomes{});
    }

    void operator()(const Refresh& /*refresh*/) const {
        out.effect(Load{});
        if (state.record.empty()) out.effect(LoadOutcomes{});
    }

    void operator()(const Loaded& loaded) const {
        state.loaded = true;
        state.conflicts = loaded.conflicts;
        // What was chosen may be decided meanwhile, by somebody else.
        const FieldConflict* shown = state.shown();
        const bool still =
            shown != nullptr &&
            std::any_of(shown->values.begin(), shown->values.end(),
                        [&](const ConflictValue& value) { return value.op == state.chosen; });
        if (!still) state.chosen.clear();
    }

    void operator()(const OutcomesLoaded& loaded) const { state.outcomes = loaded.outcomes; }

    void operator()(const Open& open) const {
        out.command(shell::Go{{PageKind::Conflict, open.record, open.field}});
    }

    void operator()(const Choose& choose) const {
        state.chosen = choose.op;
        state.problem.reset();
    }

    void operator()(const TypeReason& type) const {
        state.reason = type.text;
        state.problem.reset();
    }

    void operator()(const TakeBack& /*back*/) const { forget_choice(); }

    void operator()(const Decide& /*decide*/) const {
        const FieldConflict* shown = state.shown();
        if (shown == nullptr || state.chosen.empty() || state.deciding) return;
        state.deciding = true;
        out.effect(Write{{shown->record, shown->field, state.chosen, {}, state.reason}});
    }

    void operator()(const Decided& decided) const {
        state.deciding = false;
        state.problem = decided.problem;
        if (decided.problem) return;
        forget_choice();
        out.command(shell::Say{{"conflict.decided", {}}, {}});
        out.command(shell::RecordsChanged{});
        out.command(shell::Back{});
    }

    void operator()(const ShowRecord& show) const {
        const bool household = show.kind == "household";
        const bool project = show.kind == "project";
        const bool meeting = show.kind == "meeting";
        if (household) out.command(shell::Go{{PageKind::Household, show.record, {}}});
        if (project) out.command(shell::Go{{PageKind::Project, show.record, {}}});
        if (meeting) out.command(shell::Go{{PageKind::Meeting, show.record, {}}});
    }

private:
    void forget_choice() const {
        state.chosen.clear();
        state.reason.clear();
        state.problem.reset();
    }
};

struct Runner {
    Desk& desk;

    void operator()(const Load& /*load*/) const {
        const Texts texts = texts_of(desk.device);
        Wording wording{desk.device.store(), texts};
        desk.post(Loaded{read_conflicts(desk.device.store(), wording)});
    }

    void operator()(const LoadOutcomes& /*load*/) const {
        const Texts texts = texts_of(desk.device);
        Wording wording{desk.device.store(), texts};
        desk.post(OutcomesLoaded{read_conflict_outcomes(desk.device.store(), wording,
                                                        desk.device.now() - kOutcomesSince)});
    }

    void operator()(const Write& write) const {
        const auto saved = resolve_conflict(desk.device, write.decision);
        Decided decided;
        if (!saved) decided.problem = saved.error().front().message;
        desk.post(std::move(decided));
    }
};

}  // namespace

const FieldConflict* State::shown() const {
    const auto found =
        std::find_if(conflicts.begin(), conflicts.end(), [this](const FieldConflict& conflict) {
            return conflict.record == record && (field.empty() || conflict.field == field);
        });
    return record.empty() || found == conflicts.end() ? nullptr : &*found;
}

void update(State& state, const Command& command, Out& out) {
    std::visit(Updater{state, out}, command);
}

void run(const Effect& effect, Desk& desk) {
    std::visit(Runner{desk}, effect);
}

}  // namespace cunji::conflict
