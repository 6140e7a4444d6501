#include "client/model/meeting.h"
#include "client/views/meeting_view.h"

#include <algorithm>

namespace cunji {

namespace {

using meeting::Ballot;
using meeting::Seat;
using meeting::Sitting;
using meeting::State;

std::string number(std::int64_t value) {
    return std::to_string(value);
}

std::optional<int> small(std::optional<std::int64_t> value) {
    if (!value) return std::nullopt;
    return static_cast<int>(*value);
}

/// Whether the numbers tie, and by how many they do not.
Mark sum_of(const Ballot& ballot, const VoteOutcome& outcome, const Words& words) {
    if (outcome.left > 0) {
        return {words.say({"meetings.vote.left", {{"count", number(outcome.left)}}}), Mood::Warn};
    }
    if (outcome.left < 0) {
        return {words.say({"meetings.vote.over", {{"count", number(-outcome.left)}}}), Mood::Bad};
    }
    if (!ballot.counted()) return {};
    return {words.say("meetings.vote.ties"), Mood::Good};
}

Mark result_of(const Ballot& ballot, const VoteOutcome& outcome, const Words& words) {
    if (!ballot.counted() || !outcome.ties || outcome.voters == 0) {
        return {words.say("meetings.vote.open"), Mood::Neutral};
    }
    return outcome.passed ? Mark{words.say("meetings.vote.passed"), Mood::Good}
                          : Mark{words.say("meetings.vote.failed"), Mood::Bad};
}

BallotView ballot_view(const State& state, const Sitting& sitting, const Ballot& ballot,
                       const Words& words) {
    BallotView out;
    out.key = ballot.key;
    const auto link = state.links.find(ballot.subject);
    out.on_matter = ballot.subject.empty();
    if (out.on_matter) {
        out.title = ballot.matter.empty() ? words.say("meetings.vote.matter") : ballot.matter;
    } else {
        const bool here = link != state.links.end() && !link->second.title.empty();
        out.title = here ? link->second.title : words.say("meetings.not_here");
        if (here) out.note = link->second.note;
    }
    if (state.form) {
        out.matter = field_view(*state.form, {ballot.key, "matter"}, words);
        out.method = field_view(*state.form, {ballot.key, "method"}, words);
    } else {
        out.matter = fixed_field("vote", "matter", ballot.matter, words);
        out.method = fixed_field("vote", "method", ballot.method, words);
    }
    const VoteOutcome outcome = outcome_of(sitting, ballot);
    out.yes = small(ballot.yes);
    out.no = small(ballot.no);
    out.abstain = small(ballot.abstain);
    out.yes_label = words.field("vote", "yes");
    out.no_label = words.field("vote", "no");
    out.abstain_label = words.field("vote", "abstain");
    out.most = static_cast<int>(std::max<std::int64_t>(outcome.voters, 999));
    out.sum = sum_of(ballot, outcome, words);
    out.result = result_of(ballot, outcome, words);
    out.needed = words.say({"meetings.vote.needed", {{"count", number(outcome.needed)}}});
    if (outcome.left > 0 && state.form) {
        out.all_yes = words.say({"meetings.vote.rest_yes", {{"count", number(outcome.left)}}});
    }
    std::string names;
    for (const Seat* seat : to_recuse(sitting, ballot))
        names += (names.empty() ? "" : words.say("meetings.list_comma")) + seat->name;
    if (!names.empty() && state.form) {
        out.recusal = words.say({"meetings.vote.recusal", {{"names", names}}});
        out.recuse = words.say("meetings.vote.recuse");
    }
    out.remove = words.say("meetings.vote.remove");
    return out;
}

}  // namespace

VotesPartView make_votes_part(const State& state, const Sitting& sitting, const Words& words) {
    VotesPartView out;
    const meeting::Attendance came = attendance_of(sitting);
    out.voters =
        words.say({came.recused > 0 ? "meetings.vote.voters_recused" : "meetings.vote.voters",
                   {{"attended", number(came.attended)},
                    {"recused", number(came.recused)},
                    {"voters", number(came.attended - came.recused)}}});
    for (const Ballot& ballot : sitting.ballots)
        out.ballots.push_back(ballot_view(state, sitting, ballot, words));
    const auto open =
        std::count_if(sitting.related.begin(), sitting.related.end(), [&](const std::string& id) {
            return std::none_of(sitting.ballots.begin(), sitting.ballots.end(),
                                [&](const Ballot& ballot) { return ballot.subject == id; });
        });
    if (open > 0) {
        out.add_related = words.say({"meetings.vote.add_related", {{"count", number(open)}}});
    }
    out.add_subject = words.say("meetings.vote.add_subject");
    out.add_matter = words.say("meetings.vote.add_matter");
    out.empty_title = words.say("meetings.vote.empty");
    out.empty_text = words.say("meetings.vote.how");
    const Quorum quorum = quorum_of(sitting);
    if (came.attended == 0) {
        out.no_quorum = {words.say("meetings.vote.nobody"), Mood::Warn};
    } else if (quorum.ruled && !quorum.met) {
        out.no_quorum = {words.say("meetings.vote.no_quorum"), Mood::Warn};
    }
    return out;
}

}  // namespace cunji
