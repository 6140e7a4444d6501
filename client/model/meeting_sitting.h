#pragma once

#include "client/app/quorum.h"
#include "client/form/form_session.h"
#include "client/reading/meeting_page.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

// A meeting as numbers and people, whether it is being written down or was saved long ago: what the
// page shows and what the rules count follow from this alone.
namespace cunji::meeting {

struct Seat {
    std::string key;  ///< of the record in its form, or its id
    std::string person;
    std::string name;
    std::string capacity;
    std::string household;
    bool recused = false;
};

struct Ballot {
    std::string key;
    std::string subject;
    std::string matter;
    std::string method;
    std::optional<std::int64_t> yes, no, abstain;

    [[nodiscard]] bool counted() const { return yes && no && abstain; }

    [[nodiscard]] Ballots numbers() const {
        return {yes.value_or(0), no.value_or(0), abstain.value_or(0)};
    }
};

struct Signer {
    std::string key;
    std::string person;
    std::string name;
    std::string role;
    std::string image;   ///< SHA-256 of one that is saved
    bool drawn = false;  ///< in this form
    bool by_thumb = false;
    bool stale = false;  ///< what was signed was changed since: to be signed again

    [[nodiscard]] bool done() const { return drawn || (!image.empty() && !stale); }
};

struct Sitting {
    std::string type, title, four_step, notice_at, start_at, end_at, place, host, recorder;
    std::string basis, absent_reason, agenda, speech, resolution;
    std::optional<std::int64_t> should, attended;
    std::vector<Seat> seats;
    std::vector<Ballot> ballots;
    std::vector<Signer> signers;
    std::vector<std::string> related;
};

Sitting sitting_of(const FormSession& form, const People& people);
Sitting sitting_of(const MeetingPage& page);

/// Who counts: observers do not, and a household has one voice however many of it came.
struct Attendance {
    std::int64_t attended = 0;  ///< more than `named` when only some are known by name
    std::int64_t named = 0;
    std::int64_t observers = 0;
    std::int64_t recused = 0;
};

Attendance attendance_of(const Sitting& sitting);
Quorum quorum_of(const Sitting& sitting);
VoteOutcome outcome_of(const Sitting& sitting, const Ballot& ballot);

/// Places of those who are of the household that is voted on and not marked as recused.
std::vector<const Seat*> to_recuse(const Sitting& sitting, const Ballot& ballot);

/// How many different people who were there have signed.
std::int64_t signed_count(const Sitting& sitting);

}  // namespace cunji::meeting
