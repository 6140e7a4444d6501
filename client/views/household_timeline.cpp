#include "client/app/masking.h"
#include "client/app/wording.h"
#include "client/model/household.h"
#include "client/views/household_parts.h"
#include "shared/json/json.h"

#include <algorithm>
#include <utility>

namespace cunji {

namespace {

constexpr std::size_t kDeviceShown = 8;  // digits of a device's id; people only compare them
constexpr int kHundredth = 2;            // fen of a yuan, the unit of areas of a mu

Mark visit_mark(const Words& words, const CardVisit& visit) {
    if (visit.review == "returned") return {words.say("households.state.returned"), Mood::Bad};
    if (visit.only_here) return {words.say("households.state.only_here"), Mood::Warn};
    if (visit.satisfaction == "not") {
        return {words.choice("visit", "satisfaction", visit.satisfaction), Mood::Bad};
    }
    if (!visit.satisfaction.empty()) {
        return {words.choice("visit", "satisfaction", visit.satisfaction), Mood::Good};
    }
    return {};
}

std::string visit_text(const Words& words, const CardVisit& visit) {
    std::string text = visit.content;
    const auto add = [&](const char* key, const std::string& value) {
        if (value.empty()) return;
        if (!text.empty()) text += '\n';
        text += words.say({key, {{"text", value}}});
    };
    add("household.problems", codes_words(words, "visit", "findings", visit.findings));
    add("household.appeal", visit.appeal);
    return text;
}

std::string visit_who(const Words& words, const CardVisit& visit) {
    std::string names;
    for (const std::string& name : visit.visitors) {
        if (!names.empty()) names += words.say("list.comma");
        names += name;
    }
    std::vector<std::string> parts{std::move(names)};
    if (!visit.present.empty()) {
        parts.push_back(words.say({"household.met", {{"name", visit.present}}}));
    }
    if (visit.photos > 0) {
        parts.push_back(
            words.say({"household.photo_count", {{"count", std::to_string(visit.photos)}}}));
    }
    if (visit.signed_by_household) parts.push_back(words.say("household.signed"));
    return joined(parts);
}

/// One value of a history as people read it.
std::string one_value(const Words& words, const Field* field, const Json& value) {
    if (value.is_null()) return words.say("household.emptied");
    if (value.is_string()) {
        auto text = value.get<std::string>();
        if (field == nullptr) return text;
        if (!field->choices.empty()) {
            const int step = field->step_of(text);
            if (step >= 0) return words.label(field->choices[static_cast<std::size_t>(step)].label);
        }
        if (field->type == FieldType::Tri) return words.say("value." + text);
        if (field->type == FieldType::DrawnSignature) return words.say("household.signature");
        if (field->type == FieldType::Phone) return masked_phone(text);
        return text;
    }
    if (value.is_number_integer()) {
        const auto number = value.get<std::int64_t>();
        if (field == nullptr) return std::to_string(number);
        if (field->type == FieldType::Money) {
            return words.say({"value.money", {{"number", with_point(number, kHundredth)}}});
        }
        if (field->type == FieldType::Area) return with_point(number, kHundredth);
        if (field->type == FieldType::Decimal) return with_point(number, field->scale);
        return std::to_string(number);
    }
    if (value.is_array()) {
        std::string out;
        for (const Json& item : value) {
            if (!out.empty()) out += words.say("list.comma");
            out += one_value(words, field, item);
        }
        return out;
    }
    return write_json(value);
}

/// What was done to a list: added, removed.
std::string value_words(const Words& words, const Field* field, const std::string& text) {
    const Result<Json> json = parse_json(text);
    if (!json.ok()) return text;
    if (!json->is_object()) return one_value(words, field, *json);
    std::vector<std::string> parts;
    for (const auto& [how, list] : json->items()) {
        parts.push_back(
            words.say({"household.list_" + how, {{"text", one_value(words, field, list)}}}));
    }
    return joined(parts);
}

ChangeLine change_line(const Words& words, const CardChange& change) {
    const Form* form = words.policy.find(change.kind);
    const Field* field = form == nullptr ? nullptr : form->find(change.field);
    ChangeLine line;
    line.id = change.op + change.field;
    line.when = moment_words(words, change.at);
    line.title = words.field(change.kind, change.field);
    if (change.kind != "household" && form != nullptr) {
        line.title = joined({line.title, words.label(form->label), change.record_name});
    }
    line.text = value_words(words, field, change.value);
    if (!change.why.empty()) {
        line.text += '\n' + words.say({"household.why", {{"text", change.why}}});
    }
    line.who =
        joined({change.author,
                words.say({"household.device",
                           {{"id", change.device.substr(change.device.size() > kDeviceShown
                                                            ? change.device.size() - kDeviceShown
                                                            : 0)}}})});
    if (!change.refused.empty()) {
        line.mark = {words.say("household.refused"), Mood::Bad};
    } else if (change.only_here) {
        line.mark = {words.say("households.state.only_here"), Mood::Warn};
    } else {
        line.mark = {words.say("household.at_server"), Mood::Good};
    }
    return line;
}

}  // namespace

void put_visits(HouseholdView& view, const household::State& state, const Words& words) {
    const HouseholdCard& card = *state.card;
    const std::size_t all = card.visits.size();
    view.visits_title =
        words.say({"household.visits", {{"count", count_words(static_cast<std::int64_t>(all))}}});
    view.no_visits = words.say("household.no_visits");
    const std::size_t shown = state.shows_all_visits ? all : std::min(all, household::kVisitsFirst);
    for (std::size_t i = 0; i < shown; ++i) {
        const CardVisit& visit = card.visits[i];
        view.visits.push_back({visit.id, time_words(words, visit.start_at),
                               words.choice("visit", "purpose", visit.purpose),
                               visit_text(words, visit), visit_who(words, visit),
                               visit_mark(words, visit)});
    }
    if (shown < all) {
        view.all_visits = words.say(
            {"household.all_visits", {{"count", count_words(static_cast<std::int64_t>(all))}}});
    }
}

void put_history(HouseholdView& view, const household::State& state, const Words& words) {
    view.history_open = state.shows_history;
    if (!state.shows_history) return;
    view.history_title = words.say("household.history_title");
    view.history_note = words.say("household.history_note");
    view.history_loading = state.history == nullptr;
    if (view.history_loading) return;
    for (const CardChange& change : *state.history)
        view.changes.push_back(change_line(words, change));
}

}  // namespace cunji
