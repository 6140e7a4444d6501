#include "client/reading/record_trace.h"

#include "client/app/status.h"
#include "client/reading/trace_words.h"
#include "shared/base/china_time.h"

#include <algorithm>

namespace cunji {

namespace {

constexpr std::array<std::string_view, 4> kActs{kSurveyed, kRegistered, kReviewed, kAnswered};

struct Judged {
    ProofMark mark;
    std::string detail;
};

/// What became of a signature, of an act or a drawn one.
Judged judge(const std::optional<Message>& wrong, const Standing& standing,
             const TraceWords& words) {
    const auto mark = [&](Proof proof, const char* key) {
        return ProofMark{proof, words.say(key)};
    };
    if (wrong) {
        // Who holds no certificate cannot say that it is forged.
        const bool later = wrong->key == "error.act.no_certificate";
        return {later ? mark(Proof::Unknown, "trace.mark.unknown")
                      : mark(Proof::Wrong, "trace.mark.wrong"),
                words.say(*wrong)};
    }
    switch (standing.state) {
        case Standing::State::Stands:
            return {mark(Proof::Good, "trace.mark.good"), {}};
        case Standing::State::Voided:
            return {mark(Proof::Gone, "trace.mark.voided"), words.changed_by(standing)};
        case Standing::State::Wrong:
            return {mark(Proof::Wrong, "trace.mark.wrong"), words.say("error.act.version")};
        case Standing::State::Unknown:
            break;
    }
    return {mark(Proof::Unknown, "trace.mark.unknown"), words.say("trace.sync_first")};
}

TraceAct describe_act(const GivenAct& given, const std::string& what, const TraceWords& words) {
    Judged judged = judge(given.wrong, given.standing, words);
    if (!given.wrong && given.taken_back) {
        judged = {{Proof::Gone, words.say("trace.mark.taken_back")}, {}};
    }
    TraceAct out;
    out.mark = std::move(judged.mark);
    out.detail = std::move(judged.detail);
    out.title = words.say({"trace.who", {{"what", what}, {"name", words.person(given.by)}}});
    out.facts =
        joined({words.role(given.role), Wording::minute(given.at), words.device(given.device)});
    out.note = given.note;
    return out;
}

TraceRow describe_row(std::string_view act, const std::vector<GivenAct>& acts,
                      const TraceWords& words) {
    TraceRow row;
    row.act = act;
    const std::string what = words.say("trace.act." + row.act);
    // The newest first, and what holds before what does not: a forged one hides no genuine one.
    for (std::size_t i = acts.size(); i-- > 0;) {
        if (acts[i].act.act == act) row.given.push_back(describe_act(acts[i], what, words));
    }
    std::stable_sort(row.given.begin(), row.given.end(), [](const TraceAct& a, const TraceAct& b) {
        return a.mark.proof == Proof::Good && b.mark.proof != Proof::Good;
    });
    if (row.given.empty()) {
        row.given.push_back({{Proof::None, words.say("trace.mark.none")}, what, {}, {}, {}});
    }
    return row;
}

TraceSignature describe_signature(const CoSignature& one, const TraceWords& words) {
    TraceSignature out;
    out.id = one.record.id;
    const std::string title = words.title(one.signer);
    out.name = title.empty() ? words.person(one.signer) : title;
    if (!one.bound) {
        out.mark = {Proof::None, words.say("trace.mark.unbound")};
        return out;
    }
    Judged judged = judge(one.wrong, one.standing, words);
    out.mark = std::move(judged.mark);
    const std::string with =
        one.by.empty() ? std::string{}
                       : words.say({"trace.drawn_with", {{"name", words.person(one.by)}}});
    out.detail = joined({with, judged.detail});
    return out;
}

TraceConflict describe_conflict(const Json& conflict, const TraceWords& words) {
    TraceConflict out;
    out.field = text_of(conflict, "field");
    out.label = words.field(out.field);
    for (const Json& value : conflict.at("values")) {
        if (!out.values.empty()) out.values += " / ";
        const auto at = value.find("at");
        const Millis when = at == value.end() ? 0 : at->get<Millis>();
        const std::string_view name = text_of(value, "name");
        out.values += words.value(out.field, value.at("value")) + " (" +
                      joined({std::string{name.empty() ? text_of(value, "author") : name},
                              Wording::minute(when)}) +
                      ")";
    }
    return out;
}

/// Text of a field as the record stood; empty for none.
std::string text_in(const Trace& trace, std::string_view field) {
    const auto found = trace.state.values.find(field);
    const std::string* text = found == trace.state.values.end() ? nullptr : found->second.text();
    return text == nullptr ? std::string{} : *text;
}

std::string state_of(const Trace& trace, const TraceWords& words) {
    if (const std::string why = text_in(trace, kVoidField); !why.empty()) {
        return words.say({"trace.voided", {{"why", why}}});
    }
    if (!text_in(trace, kMergeIntoField).empty()) return words.say("trace.merged");
    const std::string review = text_in(trace, kReviewField);
    return review.empty() ? words.say("trace.not_submitted")
                          : words.value(std::string{kReviewField}, Json{review});
}

std::string name_of(const Trace& trace, Wording& wording) {
    Json fields = Json::object();
    for (const auto& [name, value] : trace.state.values)
        fields[name] = to_json(value);
    return wording.title(trace.key.kind, fields);
}

}  // namespace

RecordTrace describe_trace(const Store& store, const Trace& trace, Wording& wording) {
    const TraceWords words{store, trace, wording};
    RecordTrace out;
    out.id = trace.key.id;
    out.kind = trace.key.kind;
    out.kind_label = wording.kind(trace.key.kind);
    out.name = name_of(trace, wording);
    out.state = state_of(trace, words);
    if (trace.as_of) out.as_of = words.say({"trace.as_of", {{"day", china_day(*trace.as_of)}}});
    out.rows_title = words.say("trace.acts");
    out.signatures_title = words.say("trace.signatures");
    out.conflicts_title = words.say("trace.conflicts");
    out.steps_title = words.say("trace.history");
    for (std::size_t i = 0; i < kActs.size(); ++i)
        out.rows[i] = describe_row(kActs[i], trace.acts, words);
    out.signatures.reserve(trace.signatures.size());
    for (const CoSignature& one : trace.signatures)
        out.signatures.push_back(describe_signature(one, words));
    for (const Json& conflict : trace.conflicts)
        out.conflicts.push_back(describe_conflict(conflict, words));
    out.steps.reserve(trace.ops.size());
    for (const TracedOp& op : trace.ops) {
        out.steps.push_back(describe_step(op, words));
        if (only_here(store, op.op)) {
            out.steps.back().place = words.say("households.state.only_here");
        }
    }
    return out;
}

}  // namespace cunji
