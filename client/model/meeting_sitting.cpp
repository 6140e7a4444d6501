#include "client/model/meeting_sitting.h"

#include <algorithm>
#include <array>
#include <set>

namespace cunji::meeting {

namespace {

constexpr std::string_view kObserver = "observer";
constexpr std::string_view kHouseholds = "households";

std::string text_at(const FormSession& form, const std::string& record, const char* field) {
    const Json value = form.value({record, field});
    return value.is_string() ? value.get<std::string>() : std::string{};
}

std::optional<std::int64_t> number_at(const FormSession& form, const std::string& record,
                                      const char* field) {
    const Json value = form.value({record, field});
    if (!value.is_number_integer()) return std::nullopt;
    return value.get<std::int64_t>();
}

/// The name of somebody chosen from a list, or as it was typed.
std::string name_of(const FormSession& form, const std::string& record, const People& people,
                    const std::string& person, const char* typed) {
    const PersonCard* card = people.find(person);
    return card != nullptr ? card->name : text_at(form, record, typed);
}

Seat seat_of(const FormSession& form, const std::string& key, const People& people) {
    Seat seat;
    seat.key = key;
    seat.person = text_at(form, key, "person");
    seat.name = name_of(form, key, people, seat.person, "name");
    seat.capacity = text_at(form, key, "capacity");
    const PersonCard* card = people.find(seat.person);
    seat.household = card != nullptr ? card->household : text_at(form, key, "household");
    seat.recused = text_at(form, key, "recused") == "yes";
    return seat;
}

Ballot ballot_of(const FormSession& form, const std::string& key) {
    return {key,
            text_at(form, key, "subject"),
            text_at(form, key, "matter"),
            text_at(form, key, "method"),
            number_at(form, key, "yes"),
            number_at(form, key, "no"),
            number_at(form, key, "abstain")};
}

Signer signer_of(const FormSession& form, const RecordDraft& draft, const People& people) {
    Signer signer;
    signer.key = draft.key;
    signer.person = text_at(form, draft.key, "person");
    signer.name = name_of(form, draft.key, people, signer.person, "signer_name");
    signer.role = text_at(form, draft.key, "role");
    signer.image = text_at(form, draft.key, "image");
    signer.drawn = draft.drawn.find("image") != draft.drawn.end();
    signer.by_thumb = text_at(form, draft.key, "by_thumb") == "yes";
    return signer;
}

/// Who somebody is when people are counted: the person, or the name that was typed.
const std::string& identity_of(const std::string& person, const std::string& name) {
    return person.empty() ? name : person;
}

}  // namespace

Sitting sitting_of(const FormSession& form, const People& people) {
    Sitting out;
    const std::array<std::pair<const char*, std::string*>, 14> texts{
        {{"type", &out.type},
         {"title", &out.title},
         {"four_step", &out.four_step},
         {"notice_at", &out.notice_at},
         {"start_at", &out.start_at},
         {"end_at", &out.end_at},
         {"place", &out.place},
         {"host", &out.host},
         {"recorder", &out.recorder},
         {"count_basis", &out.basis},
         {"absent_reason", &out.absent_reason},
         {"agenda", &out.agenda},
         {"speech", &out.speech},
         {"resolution", &out.resolution}}};
    for (const auto& [field, target] : texts)
        *target = text_at(form, {}, field);
    out.should = number_at(form, {}, "should_attend");
    out.attended = number_at(form, {}, "attended");
    const Json related = form.value({{}, "related"});
    if (related.is_array()) {
        for (const Json& id : related)
            out.related.push_back(id.get<std::string>());
    }
    for (const RecordDraft& child : form.children()) {
        if (child.removed) continue;
        if (child.form->kind == "attendee") out.seats.push_back(seat_of(form, child.key, people));
        if (child.form->kind == "vote") out.ballots.push_back(ballot_of(form, child.key));
        if (child.form->kind == "signature") out.signers.push_back(signer_of(form, child, people));
    }
    return out;
}

Sitting sitting_of(const MeetingPage& page) {
    Sitting out;
    out.type = page.type;
    out.title = page.title;
    out.four_step = page.four_step;
    out.notice_at = page.notice_at;
    out.start_at = page.start_at;
    out.end_at = page.end_at;
    out.place = page.place;
    out.host = page.host;
    out.recorder = page.recorder;
    out.basis = page.count_basis;
    out.absent_reason = page.absent_reason;
    out.agenda = page.agenda;
    out.speech = page.speech;
    out.resolution = page.resolution;
    out.should = page.should_attend;
    out.attended = page.attended;
    for (const RecordLink& link : page.related)
        out.related.push_back(link.id);
    for (const AttendeeRecord& a : page.attendees)
        out.seats.push_back({a.id, a.person, a.name, a.capacity, a.household, a.recused});
    for (const VoteRecord& v : page.votes)
        out.ballots.push_back({v.id, v.subject, v.matter, v.method, v.yes, v.no, v.abstain});
    for (const SignatureRecord& s : page.signatures)
        out.signers.push_back(
            {s.id, s.person, s.name, s.role, s.image, false, s.by_thumb, s.stale});
    return out;
}

Attendance attendance_of(const Sitting& sitting) {
    Attendance out;
    std::set<std::string> voices;
    std::set<std::string> recused;
    for (const Seat& seat : sitting.seats) {
        if (seat.capacity == kObserver) {
            ++out.observers;
            continue;
        }
        const bool of_household = sitting.basis == kHouseholds && !seat.household.empty();
        const std::string& voice = of_household ? seat.household : seat.key;
        voices.insert(voice);
        if (seat.recused) recused.insert(voice);
    }
    out.named = static_cast<std::int64_t>(voices.size());
    out.attended = std::max(out.named, sitting.attended.value_or(0));
    out.recused = static_cast<std::int64_t>(recused.size());
    return out;
}

Quorum quorum_of(const Sitting& sitting) {
    return cunji::quorum_of(sitting.type, sitting.basis, sitting.should.value_or(0),
                            attendance_of(sitting).attended);
}

VoteOutcome outcome_of(const Sitting& sitting, const Ballot& ballot) {
    const Attendance attendance = attendance_of(sitting);
    return vote_outcome(sitting.type, sitting.should.value_or(0), attendance.attended,
                        attendance.recused, ballot.numbers());
}

std::vector<const Seat*> to_recuse(const Sitting& sitting, const Ballot& ballot) {
    std::vector<const Seat*> out;
    const std::vector<std::string> subjects{ballot.subject};
    for (const Seat& seat : sitting.seats) {
        const bool votes = seat.capacity != kObserver && !seat.recused;
        if (votes && must_recuse(seat.household, subjects)) out.push_back(&seat);
    }
    return out;
}

std::int64_t signed_count(const Sitting& sitting) {
    std::vector<std::string> signers;
    std::vector<std::string> there;
    for (const Signer& signer : sitting.signers) {
        if (signer.done()) signers.push_back(identity_of(signer.person, signer.name));
    }
    for (const Seat& seat : sitting.seats)
        there.push_back(identity_of(seat.person, seat.name));
    return valid_signers(signers, there);
}

}  // namespace cunji::meeting
