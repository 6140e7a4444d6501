#include "client/model/household.h"

#include "client/model/desk.h"
#include "client/model/out.h"
#include "client/model/starting.h"

#include <utility>

namespace cunji::household {

namespace {

struct Updater {
    State& state;
    Out& out;

    void operator()(const Enter& enter) const {
        state = State{};
        state.id = enter.id;
        load();
    }

    void operator()(const Refresh& /*refresh*/) const {
        load();
        if (state.shows_history) out.effect(ReadHistory{state.id});
    }

    void operator()(const Loaded& loaded) const {
        if (loaded.id != state.id) return;  // of the page before
        state.card = loaded.card;
        state.missing = loaded.card == nullptr;
        if (loaded.card) out.effect(Check{loaded.card});
    }

    void operator()(const Checked& checked) const {
        if (checked.id == state.id) state.findings = checked.findings;
    }

    void operator()(const HistoryRead& read) const {
        if (read.id == state.id) state.history = read.history;
    }

    void operator()(const ShowPhone& /*show*/) const { state.shows_phone = true; }

    void operator()(const ShowAllVisits& /*show*/) const { state.shows_all_visits = true; }

    void operator()(const ShowHistory& /*show*/) const {
        state.more = false;
        state.shows_history = true;
        out.effect(ReadHistory{state.id});
    }

    void operator()(const HideHistory& /*hide*/) const { state.shows_history = false; }

    void operator()(const OpenMore& /*open*/) const { state.more = true; }

    void operator()(const CloseMore& /*close*/) const { state.more = false; }

    void operator()(const Begin& begin) const {
        state.more = false;
        Json preset = Json::object();
        const bool part = begin.record.empty() && begin.kind != "household";
        if (part) preset["household"] = state.id;
        start_form(out, begin.kind, begin.record, preset);
    }

    void load() const {
        state.today = out.today;
        out.effect(Load{state.id, out.today});
    }
};

struct Runner {
    Desk& desk;

    [[nodiscard]] const Store& store() const { return desk.device.store(); }

    void operator()(const Load& load) const {
        const Day today = day_of(load.today).value_or(Day{});
        std::optional<HouseholdCard> card = read_household_card(store(), load.id, today);
        Loaded loaded{load.id, nullptr};
        if (card) loaded.card = std::make_shared<const HouseholdCard>(std::move(*card));
        desk.post(std::move(loaded));
    }

    void operator()(const Check& check) const {
        desk.post(Checked{check.card->key.id, check_household_card(store(), *check.card)});
    }

    void operator()(const ReadHistory& read) const {
        desk.post(HistoryRead{read.id, std::make_shared<const History>(read_household_history(
                                           store(), read.id, kHistoryMost))});
    }
};

}  // namespace

Place place_of(const Effect& effect) {
    return std::holds_alternative<Load>(effect) ? Place::Here : Place::Worker;
}

void update(State& state, const Command& command, Out& out) {
    std::visit(Updater{state, out}, command);
}

void run(const Effect& effect, Desk& desk) {
    std::visit(Runner{desk}, effect);
}

}  // namespace cunji::household
