#include "client/views/record_view.h"

namespace cunji {

namespace {

Mood mood_of(Proof proof) {
    switch (proof) {
        case Proof::Good:
            return Mood::Good;
        case Proof::Gone:
            return Mood::Warn;
        case Proof::Wrong:
            return Mood::Bad;
        case Proof::Unknown:
            return Mood::Info;
        case Proof::None:
            break;
    }
    return Mood::Neutral;
}

Mark mark_of(const ProofMark& mark) {
    return {mark.text, mood_of(mark.proof)};
}

std::string lines_of(const std::vector<std::string>& lines) {
    std::string out;
    for (const std::string& line : lines) {
        if (line.empty()) continue;
        if (!out.empty()) out += '\n';
        out += line;
    }
    return out;
}

void put_rows(RecordView& view, const RecordTrace& trace) {
    view.rows_title = trace.rows_title;
    for (const TraceRow& row : trace.rows) {
        for (const TraceAct& act : row.given) {
            view.rows.push_back({row.act, act.title, lines_of({act.facts, act.detail, act.note}),
                                 mark_of(act.mark)});
        }
    }
}

void put_steps(RecordView& view, const RecordTrace& trace) {
    view.steps_title = trace.steps_title;
    view.steps.reserve(trace.steps.size());
    for (const TraceStep& step : trace.steps) {
        std::vector<std::string> lines = step.changes;
        lines.insert(lines.end(), {step.why, step.refused, step.place, step.advice});
        Mark mark = mark_of(step.seal);
        if (!step.refused.empty()) mark.mood = Mood::Bad;
        view.steps.push_back({step.op, step.when, step.title, lines_of(lines), step.who, mark});
    }
}

RecordSignSheet make_sheet(const record::State& state, const Words& words) {
    RecordSignSheet out;
    out.title = words.say("record.sign_title");
    out.text = words.say("record.sign_text");
    for (const ActChoice& choice : state.acts) {
        out.options.push_back({choice.act, words.choice(kActKind, "act", choice.act),
                               choice.why_not ? words.say(*choice.why_not) : std::string{}});
    }
    out.act = state.act;
    out.note_label = words.say("record.note");
    out.note = state.note;
    if (state.problem) out.problem = words.say(*state.problem);
    out.confirm = words.say("record.confirm");
    out.can_confirm = !state.act.empty() && !state.signing;
    if (state.act.empty()) out.why_not = words.say("record.sign_choose");
    return out;
}

void put_when(RecordView& view, const record::State& state, const Words& words) {
    view.when_label = words.say("record.when");
    view.now_label = words.say("record.now");
    view.day_choice = words.say("record.of_day");
    view.of_day = state.of_day;
    view.day_label = words.say("record.day");
    view.day = state.day;
    if (state.day_problem) view.day_problem = words.say(*state.day_problem);
    view.today = words.today;
}

}  // namespace

RecordView make_record_view(const record::State& state, const Words& words) {
    RecordView view;
    view.id = state.id;
    view.title = words.say("record.title");
    view.loading = !state.trace && !state.missing;
    if (state.missing) {
        view.missing_title = words.say("record.missing_title");
        view.missing_text = words.say("record.missing_text");
    }
    if (!state.trace) return view;
    const RecordTrace& trace = *state.trace;
    view.subtitle = joined({trace.kind_label, trace.name});
    view.state = {trace.state, Mood::Info};
    view.as_of = trace.as_of;
    put_when(view, state, words);
    put_rows(view, trace);
    view.signatures_title = trace.signatures_title;
    for (const TraceSignature& one : trace.signatures)
        view.signatures.push_back({one.id, one.name, one.detail, mark_of(one.mark)});
    view.conflicts_title = trace.conflicts_title;
    for (const TraceConflict& one : trace.conflicts)
        view.conflicts.push_back({one.field, one.label, one.values, {}});
    put_steps(view, trace);
    if (!state.of_day) view.sign = words.say("record.sign");
    if (state.signs) view.sheet = make_sheet(state, words);
    return view;
}

}  // namespace cunji
