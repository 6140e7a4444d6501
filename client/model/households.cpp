#include "client/model/households.h"

#include "client/model/desk.h"
#include "client/model/out.h"
#include "client/reading/household_list_read.h"

#include <array>
#include <utility>

namespace cunji::households {

namespace {

constexpr std::array<std::pair<Chip, std::string_view>, 10> kNames{
    {{Chip::All, "all"},
     {Chip::NotVisited, "not_visited"},
     {Chip::Monitored, "monitored"},
     {Chip::Exited, "exited"},
     {Chip::Poor, "poor"},
     {Chip::General, "general"},
     {Chip::Incomplete, "incomplete"},
     {Chip::Conflicts, "conflicts"},
     {Chip::OnlyHere, "only_here"},
     {Chip::Returned, "returned"}}};

Day due_since(Day today) {
    return today - std::chrono::days{kVisitEveryDays};
}

void narrow(HouseholdFilter& filter, Chip chip, Day today) {
    switch (chip) {
        case Chip::All:
            return;
        case Chip::NotVisited:
            filter.not_since = due_since(today);
            return;
        case Chip::Monitored:
            filter.household_class = HouseholdClass::Monitored;
            return;
        case Chip::Exited:
            filter.household_class = HouseholdClass::Exited;
            return;
        case Chip::Poor:
            filter.household_class = HouseholdClass::Poor;
            return;
        case Chip::General:
            filter.household_class = HouseholdClass::General;
            return;
        case Chip::Incomplete:
            filter.incomplete = true;
            return;
        case Chip::Conflicts:
            filter.conflicts = true;
            return;
        case Chip::OnlyHere:
            filter.only_here = true;
            return;
        case Chip::Returned:
            filter.returned = true;
            return;
    }
}

struct Updater {
    State& state;
    Out& out;

    void operator()(const Enter& enter) const {
        state.asked = true;
        state.choosing_group = false;
        if (!enter.detail.empty()) {
            state.chip = chip_of(enter.detail);
            state.typed.clear();
            state.group.clear();
        }
        if (!state.list) out.effect(ReadNames{});
        out.effect(Read{state.list});
        take_day();
        find();
        count();
    }

    void operator()(const Refresh& /*refresh*/) const { out.effect(Read{state.list}); }

    void operator()(const ListRead& read) const {
        const bool same = read.list == state.list && state.today == out.today;
        // What was read of names alone comes late when the whole list is there already.
        const bool older = state.list && state.list->complete && !read.list->complete;
        if (same || older) return;
        state.list = read.list;
        // Nobody looks yet: then the filters cost nothing either.
        if (!state.asked) return;
        take_day();
        find();
        count();
    }

    void operator()(const Type& type) const {
        state.typed = type.text;
        find();
    }

    void operator()(const Choose& choose) const {
        state.chip = choose.chip;
        find();
    }

    void operator()(const AskGroup& /*ask*/) const { state.choosing_group = true; }

    void operator()(const CloseGroups& /*close*/) const { state.choosing_group = false; }

    void operator()(const ChooseGroup& choose) const {
        state.group = choose.group;
        state.choosing_group = false;
        find();
    }

    void take_day() const { state.today = out.today; }

    void find() const {
        if (!state.list) return;
        HouseholdFilter filter;
        filter.typed = state.typed;
        filter.group = state.group;
        narrow(filter, state.chip, day());
        state.shown = std::make_shared<const std::vector<std::uint32_t>>(
            select_households(*state.list, filter));
    }

    void count() const {
        if (!state.list) return;
        state.counts = count_households(*state.list, {}, due_since(day()));
        state.coverage = visit_coverage(*state.list, {}, quarter_begin(day()));
        state.groups = groups_of(*state.list, {});
    }

    [[nodiscard]] Day day() const { return day_of(state.today).value_or(Day{}); }
};

struct Runner {
    Desk& desk;

    void operator()(const ReadNames& /*read*/) const {
        desk.post(ListRead{read_household_names(desk.device.store())});
    }

    void operator()(const Read& read) const {
        desk.post(ListRead{read_household_list(desk.device.store(), read.before)});
    }
};

}  // namespace

Chip chip_of(std::string_view name) {
    for (const auto& [chip, known] : kNames) {
        if (known == name) return chip;
    }
    return Chip::All;
}

std::string_view name_of(Chip chip) {
    for (const auto& [known, name] : kNames) {
        if (known == chip) return name;
    }
    return {};
}

Place place_of(const Effect& effect) {
    return std::holds_alternative<ReadNames>(effect) ? Place::Here : Place::Worker;
}

void update(State& state, const Command& command, Out& out) {
    std::visit(Updater{state, out}, command);
}

void run(const Effect& effect, Desk& desk) {
    std::visit(Runner{desk}, effect);
}

}  // namespace cunji::households
