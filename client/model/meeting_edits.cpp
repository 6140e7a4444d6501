#include "client/model/meeting_edits.h"

#include <algorithm>

namespace cunji::meeting {

namespace {

constexpr std::string_view kReview = "democratic_review";

/// Writes it only when it differs, so that a form that nobody changed stays untouched.
void put(FormSession& form, const FieldPlace& place, const Json& value) {
    if (form.value(place) != value) form.choose(place, value);
}

bool has_ballot(const Sitting& sitting, const std::string& subject) {
    return std::any_of(sitting.ballots.begin(), sitting.ballots.end(),
                       [&](const Ballot& ballot) { return ballot.subject == subject; });
}

/// The form's "role" of a signer who came in that capacity.
std::string_view role_of(const Seat& seat, const PersonCard* person) {
    if (person != nullptr && person->staff) {
        if (person->role == "first_secretary" || person->role == "helper" ||
            person->role == "village_cadre") {
            return person->role;
        }
        return person->role == "team_leader" || person->role == "team_member" ? "team_member"
                                                                              : "other";
    }
    if (seat.capacity == "representative" || seat.capacity == "party_member") return seat.capacity;
    if (seat.capacity == "committee_member") return "village_cadre";
    if (person == nullptr) return "other";
    return person->is_head ? "head" : "member";
}

}  // namespace

void choose(FormSession& form, const FieldPlace& place, Json value) {
    const bool kind = place.record.empty() && place.field == "type";
    if (kind && value.is_string()) {
        form.choose({{}, "count_basis"},
                    std::string{usual_basis(value.get_ref<const std::string&>())});
    }
    form.choose(place, std::move(value));
}

void seat(FormSession& form, const PersonCard& person, const Sitting& sitting) {
    form.add_child("attendee", {{"person", person.id},
                                {"capacity", usual_capacity(person, sitting.type, sitting.basis)},
                                {"recused", "no"}});
}

void seat_name(FormSession& form, const std::string& name, const Sitting& sitting) {
    const PersonCard stranger;
    form.add_child("attendee", {{"name", name},
                                {"capacity", usual_capacity(stranger, sitting.type, sitting.basis)},
                                {"recused", "no"}});
}

void add_ballot(FormSession& form, const std::string& subject, const Sitting& sitting) {
    Json preset{{"method", sitting.type == kReview ? "ballot" : "hands"}};
    if (!subject.empty()) preset["subject"] = subject;
    form.add_child("vote", preset);
}

void add_ballots_for_related(FormSession& form, const Sitting& sitting) {
    for (const std::string& subject : sitting.related) {
        if (!has_ballot(sitting, subject)) add_ballot(form, subject, sitting);
    }
}

void recuse(FormSession& form, const Sitting& sitting, const std::string& ballot) {
    for (const Ballot& one : sitting.ballots) {
        if (one.key != ballot) continue;
        for (const Seat* seat : to_recuse(sitting, one))
            form.choose({seat->key, "recused"}, "yes");
    }
}

void add_signer(FormSession& form, const Sitting& sitting, const std::string& seat,
                const People& people) {
    for (const Seat& one : sitting.seats) {
        if (one.key != seat) continue;
        const bool there =
            std::any_of(sitting.signers.begin(), sitting.signers.end(), [&](const Signer& signer) {
                return one.person.empty() ? signer.name == one.name : signer.person == one.person;
            });
        if (there) return;
        Json preset{{"role", role_of(one, people.find(one.person))}, {"by_thumb", "no"}};
        preset[one.person.empty() ? "signer_name" : "person"] =
            one.person.empty() ? one.name : one.person;
        form.add_child("signature", preset);
    }
}

std::int64_t settle(FormSession& form, const People& people, std::int64_t named) {
    const Sitting sitting = sitting_of(form, people);
    const std::int64_t now = attendance_of(sitting).named;
    const std::int64_t counted = sitting.attended.value_or(0);
    if (now != named && (counted == named || counted < now)) {
        form.choose({{}, "attended"}, now);
    }
    settle_votes(form, people);
    return now;
}

void settle_votes(FormSession& form, const People& people) {
    const Sitting sitting = sitting_of(form, people);
    for (const Ballot& ballot : sitting.ballots) {
        const VoteOutcome outcome = outcome_of(sitting, ballot);
        Json passed;
        if (ballot.counted() && outcome.ties) passed = outcome.passed ? "yes" : "no";
        put(form, {ballot.key, "passed"}, passed);
    }
}

}  // namespace cunji::meeting
