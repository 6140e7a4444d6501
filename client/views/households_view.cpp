#include "client/views/households_view.h"

#include <array>
#include <memory>
#include <utility>

namespace cunji {

namespace {

using households::Chip;

/// The few words that lines are made of: the view outlives what it was made from.
struct LineWords {
    std::array<Mark, 4> classes;
    Mark sent;
    Mark only_here;
    Mark conflicts;
    Mark returned;
    Mark incomplete;
    std::string never;
    std::string unknown;
};

LineWords line_words(const Words& words) {
    LineWords out;
    for (std::size_t i = 0; i < out.classes.size(); ++i)
        out.classes.at(i) = class_mark(words, static_cast<HouseholdClass>(i));
    out.sent = {words.say("households.state.sent"), Mood::Good};
    out.only_here = {words.say("households.state.only_here"), Mood::Warn};
    out.conflicts = {words.say("households.state.conflicts"), Mood::Bad};
    out.returned = {words.say("households.state.returned"), Mood::Bad};
    out.incomplete = {words.say("households.state.incomplete"), Mood::Info};
    out.never = words.say("households.never");
    out.unknown = words.say("households.unknown");
    return out;
}

Mark state_of(const HouseholdRow& row, const LineWords& said) {
    if (row.conflicts > 0) return said.conflicts;
    if (row.returned) return said.returned;
    if (row.only_here) return said.only_here;
    if (row.incomplete()) return said.incomplete;
    return said.sent;
}

/// Makes lines; keeps alive what they are made of.
class LineMaker {
public:
    LineMaker(HouseholdListPtr list, households::RowsPtr rows, const Words& words)
        : list_(std::move(list)),
          rows_(std::move(rows)),
          said_(line_words(words)),
          texts_(&words.texts),
          policy_(&words.policy),
          now_(words.now),
          today_(words.today) {}

    HouseholdLine operator()(std::size_t place) const {
        const HouseholdRow& row = list_->rows[(*rows_)[place]];
        const Words words{*texts_, *policy_, now_, today_};
        HouseholdLine line;
        line.id = unpack_id(row.id);
        line.name = list_->name(row);
        line.number = short_number(row);
        line.group = list_->group(row);
        if (!list_->complete) {
            line.phone_line = joined({line.group, line.number});
            return line;
        }
        line.size = words.say({"households.size", {{"count", std::to_string(row.size)}}});
        line.last_visit = row.visited() ? ago_words(words, *row.visited()) : said_.never;
        line.phone_line = joined({line.group, line.size, line.last_visit});
        line.household_class = said_.classes.at(static_cast<std::size_t>(row.household_class));
        line.state = state_of(row, said_);
        return line;
    }

private:
    /// Numbers begin with the village's code, which is the same in every line.
    [[nodiscard]] std::string short_number(const HouseholdRow& row) const {
        std::string_view number = list_->number(row);
        const std::string_view scope = list_->scope(row);
        const bool same = number.size() > scope.size() && number.substr(0, scope.size()) == scope;
        if (same) number.remove_prefix(scope.size());
        return std::string{number};
    }

    HouseholdListPtr list_;
    households::RowsPtr rows_;
    LineWords said_;
    // Of the window; a view is made again when the language or the policy changes.
    const Texts* texts_;
    const Policy* policy_;
    Millis now_;
    std::string today_;
};

void put_chips(HouseholdsView& view, const households::State& state, const Words& words) {
    const HouseholdCounts& counts = state.counts;
    const auto add = [&](Chip chip, std::int64_t count, bool always) {
        // What there is none of is no filter worth its place, unless it is the one chosen.
        if (count == 0 && !always && state.chip != chip) return;
        const std::string id{name_of(chip)};
        view.chips.push_back({chip, id, words.say("households.chip." + id), count_words(count)});
    };
    const auto of_class = [&](HouseholdClass household_class) {
        return counts.by_class.at(static_cast<std::size_t>(household_class));
    };
    add(Chip::All, counts.all, true);
    add(Chip::NotVisited, counts.not_visited, true);
    add(Chip::Conflicts, counts.conflicts, false);
    add(Chip::Returned, counts.returned, false);
    add(Chip::OnlyHere, counts.only_here, false);
    add(Chip::Monitored, of_class(HouseholdClass::Monitored), false);
    add(Chip::Exited, of_class(HouseholdClass::Exited), false);
    add(Chip::Poor, of_class(HouseholdClass::Poor), false);
    add(Chip::General, of_class(HouseholdClass::General), false);
    add(Chip::Incomplete, counts.incomplete, false);
    view.chip = name_of(state.chip);
}

bool narrowed(const households::State& state) {
    return !state.typed.empty() || !state.group.empty() || state.chip != Chip::All;
}

std::string subtitle_of(const households::State& state, const HouseholdsView& view,
                        const Words& words) {
    const std::string all = count_words(state.counts.all);
    if (!narrowed(state)) return words.say({"households.count", {{"count", all}}});
    return words.say(
        {"households.found",
         {{"count", count_words(static_cast<std::int64_t>(view.count))}, {"all", all}}});
}

}  // namespace

HouseholdsView make_households_view(const households::State& state, const Words& words) {
    HouseholdsView view;
    view.title = words.say("households.title");
    view.add = words.say("households.add");
    view.search_hint = words.say("households.search_hint");
    view.typed = state.typed;
    view.all_groups = words.say("households.all_groups");
    view.groups_title = words.say("households.groups_title");
    view.groups = state.groups;
    view.group = state.group;
    view.group_label = state.group.empty() ? view.all_groups : state.group;
    view.choosing_group = state.choosing_group;
    for (const char* column : {"number", "head", "group", "size", "class", "last_visit", "state"})
        view.columns.push_back(words.say(std::string{"households.column."} + column));
    view.loading = !state.list || !state.shown;
    if (view.loading) return view;
    view.count = state.shown->size();
    view.line = LineMaker{state.list, state.shown, words};
    view.subtitle = subtitle_of(state, view, words);
    if (state.list->complete) {
        put_chips(view, state, words);
        if (state.coverage.all > 0) {
            view.coverage_label = words.say("home.coverage");
            view.coverage_value = words.say({"home.coverage_value",
                                             {{"visited", count_words(state.coverage.visited)},
                                              {"all", count_words(state.coverage.all)}}});
            view.coverage_share =
                static_cast<float>(state.coverage.visited) / static_cast<float>(state.coverage.all);
        }
    }
    const bool none_at_all = state.list->rows.empty();
    view.empty_title = words.say(none_at_all ? "households.none_title" : "households.nobody_title");
    view.empty_text = words.say(none_at_all ? "households.none_text" : "households.nobody_text");
    return view;
}

}  // namespace cunji
