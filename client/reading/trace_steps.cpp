#include "client/reading/trace_words.h"

#include <algorithm>

namespace cunji {

namespace {

ProofMark seal_mark(SealState state, const TraceWords& words) {
    switch (state) {
        case SealState::Verified:
            return {Proof::Good, words.say("trace.seal.verified")};
        case SealState::None:
            return {Proof::None, words.say("trace.seal.none")};
        case SealState::Wrong:
            return {Proof::Wrong, words.say("trace.seal.wrong")};
        case SealState::NoCertificate:
            return {Proof::Unknown, words.say("trace.seal.no_certificate")};
        case SealState::Own:
            break;
    }
    return {Proof::None, words.say("trace.seal.own")};
}

std::string advice_about(SealState state, const TraceWords& words) {
    if (state == SealState::Wrong) return words.say("trace.advice.wrong");
    if (state == SealState::NoCertificate) return words.say("trace.advice.no_certificate");
    return {};
}

const FieldChange* change_of(const TracedOp& op, std::string_view field) {
    const auto found =
        std::find_if(op.changes.begin(), op.changes.end(),
                     [&](const FieldChange& change) { return change.field == field; });
    return found == op.changes.end() ? nullptr : &*found;
}

bool changes_content(const TracedOp& op) {
    return std::any_of(op.changes.begin(), op.changes.end(), [](const FieldChange& change) {
        return change.field != kReviewField && change.field != kVoidField;
    });
}

/// "新建，已提交": what it was, and where it took the record.
std::string title_of(const TracedOp& op, const TraceWords& words) {
    std::string out;
    const auto add = [&](const std::string& part) {
        if (!out.empty()) out += words.say("list.comma");
        out += part;
    };
    if (op.annuls > 0) {
        add(words.say({"trace.step.annulled", {{"count", std::to_string(op.annuls)}}}));
    }
    const bool content = changes_content(op);
    if (op.begins && op.annuls == 0) {
        add(words.say("trace.step.made"));
    } else if (content) {
        add(words.say(op.rank > 0 ? "trace.step.corrected" : "trace.step.changed"));
    }
    if (const FieldChange* gone = change_of(op, kVoidField)) {
        add(words.say(gone->to.is_null() ? "trace.step.restored" : "trace.step.voided"));
    }
    if (const FieldChange* review = change_of(op, kReviewField)) {
        add(words.value(review->field, to_json(review->to)));
    }
    return out.empty() ? words.say("trace.step.nothing") : out;
}

}  // namespace

TraceStep describe_step(const TracedOp& op, const TraceWords& words) {
    TraceStep out;
    out.op = to_text(op.op);
    out.when = Wording::minute(op.at);
    out.title = title_of(op, words);
    out.who = op.county
                  ? words.say("trace.county")
                  : joined({words.person(op.by), words.role(op.role), words.device(op.device)});
    out.changes.reserve(op.changes.size());
    for (const FieldChange& change : op.changes)
        out.changes.push_back(words.change(change));
    if (const std::string_view why = text_of(op.said, "why"); !why.empty()) {
        out.why = words.say({"household.why", {{"text", std::string{why}}}});
    }
    if (const std::string_view code = text_of(op.said, "refused"); !code.empty()) {
        out.refused = words.say({"trace.refused", {{"code", std::string{code}}}});
    }
    out.seal = seal_mark(op.seal, words);
    out.advice = advice_about(op.seal, words);
    return out;
}

}  // namespace cunji
