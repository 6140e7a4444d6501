#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// When a meeting may decide and what it has decided. Pure: numbers in, numbers out. The figures are
// those of the Organic Law of the Villagers' Committees (2018) and of the county's rule list; a
// county that wants others passes its own MeetingRules.
namespace cunji {

/// A part of a whole of people.
struct Share {
    std::int64_t of = 1;
    std::int64_t in = 2;
    bool more_than = true;  ///< more than the part; else at least the part

    /// The least number of people that is enough of `whole`.
    [[nodiscard]] std::int64_t least(std::int64_t whole) const;
};

struct MeetingRules {
    Share assembly_adults{1, 2, true};       ///< art. 22: more than half of those aged 18 or over
    Share assembly_households{2, 3, false};  ///< art. 22: or two thirds of the households
    Share representatives{2, 3, false};      ///< art. 26
    Share group{2, 3, false};                ///< art. 28, both of adults and of households
    Share party_members{2, 3, false};        ///< R047, of the branch's members
    Share decision{1, 2, true};              ///< art. 22, 26, 28: of those present who may vote
    Share party_decision{1, 2, true};        ///< R048: of all who should attend
    std::int64_t assembly_notice_days = 10;  ///< art. 21, R049
    std::int64_t signers = 7;                ///< R046, of a democratic review
};

/// What a meeting of a kind needs to be one. Kinds and bases are codes of the form "meeting".
struct Quorum {
    bool ruled = false;  ///< no rule of this kind: any number will do
    std::int64_t needed = 0;
    std::int64_t attended = 0;
    std::int64_t missing = 0;  ///< how many more must come
    bool met = false;
};

/// `should`: adults, households or members, as `basis` says. Nobody expected is never a quorum.
[[nodiscard]] Quorum quorum_of(std::string_view type, std::string_view basis, std::int64_t should,
                               std::int64_t attended, const MeetingRules& rules = {});

/// What the form's "count_basis" is for a kind unless somebody says otherwise.
[[nodiscard]] std::string_view usual_basis(std::string_view type);

struct Ballots {
    std::int64_t yes = 0;
    std::int64_t no = 0;
    std::int64_t abstain = 0;
};

struct VoteOutcome {
    std::int64_t voters = 0;  ///< attended and not recused
    std::int64_t left = 0;    ///< votes still to be counted; below 0: more votes than voters
    bool ties = false;        ///< R048: yes + no + abstain = voters
    std::int64_t needed = 0;  ///< least votes for
    bool passed = false;      ///< never when the numbers do not tie
};

[[nodiscard]] VoteOutcome vote_outcome(std::string_view type, std::int64_t should,
                                       std::int64_t attended, std::int64_t recused,
                                       const Ballots& ballots, const MeetingRules& rules = {});

/// R051: nobody decides about their own household. Empty ids are no household.
[[nodiscard]] bool must_recuse(std::string_view household, std::span<const std::string> subjects);

struct NoticeCheck {
    std::int64_t days = 0;      ///< between the day of notice and the day of the meeting
    std::int64_t required = 0;  ///< 0: this kind has no term
    bool enough = true;
};

/// Times as the form keeps them ("2026-11-21T14:05+08:00"); each counts by its own local day.
/// Nothing when one is missing or no time.
[[nodiscard]] std::optional<NoticeCheck> notice_check(std::string_view type,
                                                      std::string_view notice_at,
                                                      std::string_view start_at,
                                                      const MeetingRules& rules = {});

/// A meeting on the way of the four deliberations: proposal, consultation, party_review,
/// resolution.
struct FourStep {
    std::string step;      ///< code of the form's "four_step"
    std::string start_at;  ///< a time with its offset
};

enum class FourStepFault {
    None,
    Missing,   ///< an earlier step was not held
    TooEarly,  ///< an earlier step was held later
};

struct FourStepCheck {
    FourStepFault fault = FourStepFault::None;
    std::string step;  ///< the earlier step it is about
};

/// R050, t1 <= t2 < t3 < t4: whether `meeting` may follow the others about the same matter. One
/// person may lead both the branch and the committees, so the first two may be one sitting.
[[nodiscard]] FourStepCheck check_four_steps(const FourStep& meeting,
                                             std::span<const FourStep> others);

/// R046: how many of the signers were there, each counted once. @param signers keys of persons
[[nodiscard]] std::int64_t valid_signers(std::span<const std::string> signers,
                                         std::span<const std::string> attendees);
/// How many must sign a meeting of this kind; 0: nobody has to.
[[nodiscard]] std::int64_t signers_needed(std::string_view type, const MeetingRules& rules = {});

}  // namespace cunji
