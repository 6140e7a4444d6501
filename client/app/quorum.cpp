#include "client/app/quorum.h"

#include "client/app/days.h"

#include <algorithm>
#include <array>
#include <set>

namespace cunji {

namespace {

constexpr std::string_view kAssembly = "villagers_assembly";
constexpr std::string_view kRepresentatives = "representatives";
constexpr std::string_view kGroup = "group";
constexpr std::string_view kPartyMembers = "party_members";
constexpr std::string_view kReview = "democratic_review";
constexpr std::string_view kHouseholds = "households";
constexpr std::string_view kMembers = "members";

constexpr std::array<std::string_view, 4> kFourSteps{"proposal", "consultation", "party_review",
                                                     "resolution"};
constexpr std::size_t kConsultation = 1;  ///< the only step that may coincide with the one before

/// The rule of a kind, or nullptr when any number will do.
const Share* share_of(std::string_view type, std::string_view basis, const MeetingRules& rules) {
    if (type == kAssembly) {
        return basis == kHouseholds ? &rules.assembly_households : &rules.assembly_adults;
    }
    if (type == kRepresentatives) return &rules.representatives;
    if (type == kGroup) return &rules.group;
    if (type == kPartyMembers) return &rules.party_members;
    return nullptr;
}

std::optional<std::size_t> place_of(std::string_view step) {
    const auto* const found = std::find(kFourSteps.begin(), kFourSteps.end(), step);
    if (found == kFourSteps.end()) return std::nullopt;
    return static_cast<std::size_t>(found - kFourSteps.begin());
}

/// The earliest time at which the step was held.
std::optional<std::int64_t> first_time(std::string_view step, std::span<const FourStep> meetings) {
    std::optional<std::int64_t> out;
    for (const FourStep& meeting : meetings) {
        if (meeting.step != step) continue;
        const std::optional<std::int64_t> at = instant_of(meeting.start_at);
        if (at && (!out || *at < *out)) out = at;
    }
    return out;
}

}  // namespace

std::int64_t Share::least(std::int64_t whole) const {
    const std::int64_t part = whole * of;
    return more_than ? part / in + 1 : (part + in - 1) / in;
}

std::string_view usual_basis(std::string_view type) {
    const bool households = type == kAssembly || type == kGroup || type == "courtyard";
    return households ? kHouseholds : kMembers;
}

Quorum quorum_of(std::string_view type, std::string_view basis, std::int64_t should,
                 std::int64_t attended, const MeetingRules& rules) {
    Quorum out;
    out.attended = attended;
    const Share* share = share_of(type, basis, rules);
    if (share == nullptr) {
        out.met = attended > 0;
        return out;
    }
    out.ruled = true;
    if (should <= 0) return out;
    out.needed = share->least(should);
    out.missing = std::max<std::int64_t>(0, out.needed - attended);
    out.met = out.missing == 0;
    return out;
}

VoteOutcome vote_outcome(std::string_view type, std::int64_t should, std::int64_t attended,
                         std::int64_t recused, const Ballots& ballots, const MeetingRules& rules) {
    VoteOutcome out;
    out.voters = std::max<std::int64_t>(0, attended - recused);
    out.left = out.voters - ballots.yes - ballots.no - ballots.abstain;
    out.ties = out.left == 0;
    out.needed = type == kPartyMembers ? rules.party_decision.least(should)
                                       : rules.decision.least(out.voters);
    out.passed = out.ties && out.voters > 0 && ballots.yes >= out.needed;
    return out;
}

bool must_recuse(std::string_view household, std::span<const std::string> subjects) {
    return !household.empty() &&
           std::find(subjects.begin(), subjects.end(), household) != subjects.end();
}

std::optional<NoticeCheck> notice_check(std::string_view type, std::string_view notice_at,
                                        std::string_view start_at, const MeetingRules& rules) {
    const std::optional<std::int64_t> notice = day_number(notice_at);
    const std::optional<std::int64_t> start = day_number(start_at);
    if (!notice || !start) return std::nullopt;
    NoticeCheck out;
    out.days = *start - *notice;
    out.required = type == kAssembly ? rules.assembly_notice_days : 0;
    out.enough = out.days >= out.required;
    return out;
}

FourStepCheck check_four_steps(const FourStep& meeting, std::span<const FourStep> others) {
    const std::optional<std::size_t> place = place_of(meeting.step);
    const std::optional<std::int64_t> own = instant_of(meeting.start_at);
    if (!place) return {};
    for (std::size_t i = 0; i < *place; ++i) {
        const std::string step{kFourSteps.at(i)};
        const std::optional<std::int64_t> before = first_time(step, others);
        if (!before) return {FourStepFault::Missing, step};
        const bool one_sitting_may_do = *place == kConsultation;
        if (own && (one_sitting_may_do ? *before > *own : *before >= *own)) {
            return {FourStepFault::TooEarly, step};
        }
    }
    return {};
}

std::int64_t valid_signers(std::span<const std::string> signers,
                           std::span<const std::string> attendees) {
    const std::set<std::string> there{attendees.begin(), attendees.end()};
    std::set<std::string> counted;
    for (const std::string& signer : signers) {
        if (there.contains(signer)) counted.insert(signer);
    }
    return static_cast<std::int64_t>(counted.size());
}

std::int64_t signers_needed(std::string_view type, const MeetingRules& rules) {
    return type == kReview ? rules.signers : 0;
}

}  // namespace cunji
