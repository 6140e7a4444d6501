#include "client/views/conflict_view.h"

#include "client/app/wording.h"

#include <algorithm>
#include <array>

namespace cunji {

namespace {

constexpr std::array<const char*, 4> kQuickReasons{"conflict.reason_book", "conflict.reason_id",
                                                   "conflict.reason_seen", "conflict.reason_newer"};
constexpr std::size_t kDeviceEnd = 4;  ///< letters of a device's number that tell it from another

std::string kind_label(const Words& words, const std::string& kind) {
    const Form* form = words.policy.find(kind);
    return form == nullptr ? kind : words.label(form->label);
}

std::string record_name(const Words& words, const std::string& title, const std::string& kind) {
    return title.empty() ? kind_label(words, kind)
                         : words.say({"conflict.of_record",
                                      {{"kind", kind_label(words, kind)}, {"title", title}}});
}

/// Several fields that are taken together each on a line of their own.
std::string value_text(const ConflictValue& value) {
    if (value.texts.size() == 1) return value.texts.front().second;
    std::string out;
    for (const auto& [label, text] : value.texts) {
        if (!out.empty()) out += '\n';
        out.append(label).append(": ").append(text);
    }
    return out;
}

std::string device_text(const ConflictValue& value, const Words& words) {
    if (value.this_device) return words.say("conflict.this_device");
    const std::string end = value.device.size() > kDeviceEnd
                                ? value.device.substr(value.device.size() - kDeviceEnd)
                                : value.device;
    return words.say({"conflict.other_device", {{"end", end}}});
}

ConflictOne make_one(const FieldConflict& conflict, const Words& words) {
    ConflictOne out;
    out.what = conflict.label;
    out.note = record_name(words, conflict.title, conflict.kind);
    out.for_office = conflict.for_office;
    if (conflict.for_office) {
        out.office = words.say({"error.resolve.office", {{"field", conflict.label}}});
    }
    out.show_record = words.say("conflict.show_record");
    for (const ConflictValue& value : conflict.values) {
        ConflictSide& side = out.sides.emplace_back();
        side.op = value.op;
        side.value = value_text(value);
        side.who = value.mine ? words.say({"conflict.me", {{"name", value.name}}}) : value.name;
        side.when = Wording::minute(value.at);
        side.device = device_text(value, words);
        if (value.shown) side.mark = words.say("conflict.shown");
        if (!conflict.for_office) side.choose = words.say("conflict.choose");
    }
    return out;
}

ConflictSheet make_sheet(const conflict::State& state, const FieldConflict& conflict,
                         const ConflictValue& chosen, const Words& words) {
    ConflictSheet out;
    out.title = words.say("conflict.sheet_title");
    out.effect =
        words.say({"conflict.effect", {{"field", conflict.label}, {"value", value_text(chosen)}}});
    out.reason_label = words.say("conflict.reason");
    out.reason = state.reason;
    for (const char* reason : kQuickReasons)
        out.quick.push_back(words.say(reason));
    if (state.problem) out.problem = words.say(*state.problem);
    out.confirm = words.say("conflict.confirm");
    out.cancel = words.say("conflict.cancel");
    out.can_confirm = !state.reason.empty() && !state.deciding;
    if (state.reason.empty()) out.why_not = words.say("conflict.reason_needed");
    return out;
}

void fill_list(ConflictView& view, const conflict::State& state, const Words& words) {
    view.title = words.say("conflict.list_title");
    view.hint = words.say("conflict.list_text");
    view.empty_title = words.say("conflict.none");
    view.empty_text = words.say("conflict.none_text");
    for (const FieldConflict& conflict : state.conflicts) {
        ConflictRow& row = view.rows.emplace_back();
        row.record = conflict.record;
        row.field = conflict.field;
        row.title = record_name(words, conflict.title, conflict.kind);
        row.subtitle = conflict.label + words.say("conflict.colon");
        for (const ConflictValue& value : conflict.values) {
            if (&value != &conflict.values.front()) row.subtitle += " / ";
            row.subtitle += value.texts.empty() ? std::string{} : value.texts.front().second;
        }
        row.pill =
            words.say({"conflict.count", {{"count", std::to_string(conflict.values.size())}}});
    }
    if (!state.outcomes.empty()) view.outcomes_title = words.say("conflict.outcomes");
    for (const ConflictOutcome& outcome : state.outcomes) {
        ConflictRow& row = view.outcomes.emplace_back();
        row.record = outcome.record;
        row.title = record_name(words, outcome.title, outcome.kind) + "  " + outcome.label;
        row.subtitle = words.say({"conflict.outcome",
                                  {{"mine", outcome.mine},
                                   {"decided", outcome.decided},
                                   {"name", outcome.name},
                                   {"why", outcome.why},
                                   {"at", Wording::minute(outcome.at)}}});
        row.pill = words.say(outcome.took_mine ? "conflict.took_mine" : "conflict.took_other");
    }
}

}  // namespace

ConflictView make_conflict_view(const conflict::State& state, const Words& words) {
    ConflictView view;
    view.list = state.record.empty();
    view.loading = !state.loaded;
    if (view.list) {
        fill_list(view, state, words);
        return view;
    }
    view.title = words.say("conflict.title");
    const FieldConflict* shown = state.shown();
    if (shown == nullptr) {
        view.empty_title = words.say("conflict.gone");
        view.empty_text = words.say("conflict.gone_text");
        return view;
    }
    view.subtitle = words.say("conflict.subtitle");
    view.one = make_one(*shown, words);
    const auto chosen =
        std::find_if(shown->values.begin(), shown->values.end(),
                     [&](const ConflictValue& value) { return value.op == state.chosen; });
    if (chosen != shown->values.end()) view.sheet = make_sheet(state, *shown, *chosen, words);
    return view;
}

}  // namespace cunji
