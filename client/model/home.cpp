#include "client/model/home.h"

#include "client/form/draft_keeping.h"
#include "client/model/desk.h"
#include "client/model/households.h"
#include "client/model/out.h"
#include "client/reading/household_list_read.h"
#include "sync/enrolment.h"

#include <utility>

namespace cunji::home {

namespace {

struct Updater {
    State& state;
    Out& out;

    void operator()(const Enter& /*enter*/) const {
        state.open.clear();
        load();
    }

    void operator()(const Refresh& /*refresh*/) const { load(); }

    void operator()(const ShowAll& show) const { state.open.insert(show.task); }

    void operator()(const Loaded& loaded) const {
        state.person = loaded.person;
        state.list = loaded.list;
        state.today = loaded.today;
        // What was read for this page is what the list of households shows: it need not wait.
        out.command(households::ListRead{loaded.list});
    }

    void load() const { out.effect(Load{state.scope, out.today, state.list}); }
};

/// Forms that were begun here, as the forms' own list has them.
Counted<OpenDraft> unfinished(const FieldDevice& device) {
    Counted<OpenDraft> out;
    for (const DraftLine& line : list_begun(device))
        out.add({line.id, {{{}, line.kind, line.record}, line.title}, {}, line.at});
    return out;
}

}  // namespace

void update(State& state, const Command& command, Out& out) {
    std::visit(Updater{state, out}, command);
}

void run(const Effect& effect, Desk& desk) {
    const Load& load = std::get<Load>(effect);
    const Store& store = desk.device.store();
    Loaded loaded;
    if (const std::optional<Enrolment> enrolment = read_enrolment(store)) {
        loaded.person = enrolment->name;
    }
    loaded.list = read_household_list(store, load.before);
    TodayOptions options;
    options.today = day_of(load.today).value_or(Day{});
    options.scope = load.scope;
    Today today = read_today(store, *loaded.list, options);
    today.unfinished = unfinished(desk.device);
    loaded.today = std::make_shared<const Today>(std::move(today));
    desk.post(std::move(loaded));
}

}  // namespace cunji::home
