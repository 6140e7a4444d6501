#include "client/views/household_view.h"

#include "client/model/photos.h"
#include "client/model/shell.h"
#include "client/views/household_parts.h"
#include "client/views/photo_tiles.h"

#include <utility>

namespace cunji {

namespace {

void put_head(HouseholdView& view, const HouseholdCard& card, const Words& words) {
    view.title = card.head.empty() ? words.say("household.no_head") : card.head;
    view.subtitle = joined({card.number, card.group, card.village});
    view.marks.push_back(class_mark(words, card.household_class));
    if (card.only_here) {
        view.marks.push_back({words.say("households.state.only_here"), Mood::Warn});
    }
    if (!card.review.empty()) {
        const bool returned = card.review == "returned";
        view.marks.push_back(
            {words.choice("household", "review", card.review), returned ? Mood::Bad : Mood::Info});
    }
    if (!card.void_reason.empty()) {
        view.gone = words.say({"household.void", {{"why", card.void_reason}}});
    } else if (!card.merged_into.empty()) {
        view.gone = words.say("household.merged");
    }
}

void put_actions(HouseholdView& view, const HouseholdCard& card, const Words& words) {
    view.start_visit = words.say("household.start_visit");
    view.who_answers = words.say("record.open");
    view.more = words.say("household.more");
    const auto add = [&](const char* id, Command command) {
        view.actions.push_back({id, words.say(std::string{"household."} + id), std::move(command)});
    };
    add("edit", household::Begin{"household", card.key.id});
    add("add_member", household::Begin{"member", {}});
    add("add_income", household::Begin{"income_entry", {}});
    add("add_year", household::Begin{"household_year", {}});
    add("add_living", household::Begin{"living_condition", {}});
    add("add_measure", household::Begin{"help_measure", {}});
    add("add_followup", household::Begin{"followup", {}});
    add("photo", shell::Go{{PageKind::Photo, card.key.id, std::string{photos::kAdd} + "dwelling"}});
    add("history", household::ShowHistory{});
}

std::string record_words(const Words& words, const std::string& kind, const std::string& name) {
    if (kind == "household") return {};
    const Form* form = words.policy.find(kind);
    std::string label = form == nullptr ? kind : words.label(form->label);
    if (name.empty()) return label;
    return words.say({"home.record", {{"kind", label}, {"name", name}}});
}

void put_conflicts(HouseholdView& view, const HouseholdCard& card, const Words& words) {
    if (card.conflicts.empty()) return;
    view.conflicts_title =
        words.say({"household.conflicts",
                   {{"count", count_words(static_cast<std::int64_t>(card.conflicts.size()))}}});
    for (const CardConflict& conflict : card.conflicts) {
        const RecordKey& key = conflict.record;
        view.conflicts.push_back({key.id + conflict.field,
                                  words.field(key.kind, conflict.field),
                                  record_words(words, key.kind, conflict.record_name),
                                  {},
                                  shell::Go{{PageKind::Conflict, key.id, conflict.field}}});
    }
}

std::string name_of(const HouseholdCard& card, const std::string& record) {
    for (const CardMember& member : card.members) {
        if (member.id == record) return member.name;
    }
    for (const CardIncome& year : card.incomes) {
        if (year.id == record) return std::to_string(year.year);
    }
    if (card.living.id == record) return std::to_string(card.living.year);
    return {};
}

/// The message with the field by its label: nobody here writes JSON.
std::string say_finding(const Words& words, const Finding& finding) {
    Message message = finding.message;
    for (auto& [name, argument] : message.args) {
        if (name == "field") argument = words.field(finding.kind, argument);
    }
    return words.say(message);
}

void put_findings(HouseholdView& view, const household::State& state, const Words& words) {
    if (!state.findings || state.findings->empty()) return;
    view.findings_title =
        words.say({"household.findings",
                   {{"count", count_words(static_cast<std::int64_t>(state.findings->size()))}}});
    for (const Finding& finding : *state.findings) {
        const std::string name = name_of(*state.card, finding.record);
        std::string label = record_words(words, finding.kind, name);
        if (label.empty()) label = words.label(words.policy.find("household")->label);
        view.findings.push_back({std::move(label),
                                 say_finding(words, finding),
                                 {},
                                 finding.severity == Severity::Warning ? Mood::Warn : Mood::Bad});
    }
}

void put_followups(HouseholdView& view, const HouseholdCard& card, const Words& words) {
    view.followups_title = words.say("household.followups");
    for (const CardFollowup& followup : card.followups) {
        if (!followup.open) continue;
        Mark mark{words.choice("followup", "state", followup.state), Mood::Info};
        if (followup.overdue) mark = {words.say("home.overdue"), Mood::Bad};
        const std::string due =
            followup.due_on ? words.say({"home.due", {{"day", day_words(words, *followup.due_on)}}})
                            : std::string{};
        view.followups.push_back({followup.id, followup.description, joined({due, followup.owner}),
                                  std::move(mark), household::Begin{"followup", followup.id}});
    }
}

void put_photos(HouseholdView& view, const HouseholdCard& card, const Words& words) {
    view.photos_title = words.say("household.photos");
    view.add_photo = words.say("household.photo");
    for (const PhotoItem& photo : card.photos)
        view.photos.push_back(photo_tile(words, photo, {}));
}

}  // namespace

HouseholdView make_household_view(const household::State& state, const Words& words) {
    HouseholdView view;
    view.id = state.id;
    if (!state.card) {
        view.loading = !state.missing;
        view.title = words.say("households.title");
        if (state.missing) {
            view.missing_title = words.say("household.missing_title");
            view.missing_text = words.say("household.missing_text");
        }
        return view;
    }
    const HouseholdCard& card = *state.card;
    put_head(view, card, words);
    put_actions(view, card, words);
    view.more_open = state.more;
    put_conflicts(view, card, words);
    put_findings(view, state, words);
    put_basics(view, state, words);
    put_members(view, card, words);
    put_living(view, card, words);
    put_income(view, card, words);
    put_help(view, card, words);
    put_followups(view, card, words);
    put_visits(view, state, words);
    put_photos(view, card, words);
    put_history(view, state, words);
    return view;
}

}  // namespace cunji
