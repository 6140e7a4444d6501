#include "client/views/meeting_view.h"

#include "client/app/publicity_rules.h"
#include "client/views/household_words.h"

#include <algorithm>
#include <array>

namespace cunji {

namespace {

using meeting::Part;
using meeting::Pick;
using meeting::Sitting;
using meeting::State;

constexpr std::array<Part, 6> kParts{Part::Notice,     Part::Attendance, Part::Votes,
                                     Part::Resolution, Part::Signatures, Part::Publicity};
constexpr std::array<const char*, 6> kPartKeys{
    "meetings.part.notice",     "meetings.part.attendance", "meetings.part.votes",
    "meetings.part.resolution", "meetings.part.signatures", "meetings.part.publicity"};

std::string number(std::int64_t value) {
    return std::to_string(value);
}

bool notice_done(const Sitting& sitting) {
    const std::array<const std::string*, 7> needed{
        &sitting.type, &sitting.title,    &sitting.start_at, &sitting.place,
        &sitting.host, &sitting.recorder, &sitting.agenda};
    return std::all_of(needed.begin(), needed.end(),
                       [](const std::string* text) { return !text->empty(); });
}

bool votes_done(const Sitting& sitting) {
    return !sitting.ballots.empty() && std::all_of(sitting.ballots.begin(), sitting.ballots.end(),
                                                   [&](const meeting::Ballot& ballot) {
                                                       return ballot.counted() &&
                                                              outcome_of(sitting, ballot).ties;
                                                   });
}

bool published(const State& state) {
    if (!state.page) return false;
    return std::any_of(
        state.page->notices.begin(), state.page->notices.end(),
        [](const PublicityRow& row) { return row.state == "ended" || row.state == "closed"; });
}

PartView part_view(const State& state, const Sitting& sitting, std::size_t place,
                   const Words& words) {
    PartView out;
    out.part = kParts.at(place);
    out.label = words.say(kPartKeys.at(place));
    out.current = state.part == out.part;
    const meeting::Attendance came = attendance_of(sitting);
    const Quorum quorum = quorum_of(sitting);
    switch (out.part) {
        case Part::Notice:
            out.done = notice_done(sitting);
            break;
        case Part::Attendance:
            out.done = came.attended > 0 && quorum.met && sitting.should.has_value();
            if (came.attended > 0) {
                out.note = words.say({"meetings.people", {{"count", number(came.attended)}}});
            }
            break;
        case Part::Votes:
            out.done = votes_done(sitting);
            if (!sitting.ballots.empty()) {
                out.note = words.say(
                    {"meetings.votes", {{"count", std::to_string(sitting.ballots.size())}}});
            }
            break;
        case Part::Resolution:
            out.done = !sitting.resolution.empty();
            break;
        case Part::Signatures: {
            const std::int64_t signed_by = signed_count(sitting);
            const std::int64_t needed = signers_needed(sitting.type);
            out.done = signed_by > 0 && signed_by >= needed;
            if (needed > 0) out.note = number(signed_by) + '/' + number(needed);
            break;
        }
        case Part::Publicity:
            out.done = published(state);
            break;
    }
    return out;
}

Mark banner_of(const State& state, const Words& words) {
    if (!state.problems.empty()) {
        return {words.say(state.problems.front()), Mood::Bad};
    }
    if (state.read_only) return {words.say(*state.read_only), Mood::Info};
    if (state.resumed && state.touched()) return {words.say("meetings.resumed"), Mood::Info};
    return {};
}

void make_pick(const State& state, const Sitting& sitting, const Words& words, MeetingView& view) {
    if (state.pick == Pick::None) return;
    PickView pick;
    pick.pick = state.pick;
    pick.hint = words.say("meetings.pick.hint");
    const auto add_staff = [&](const std::string& chosen) {
        for (const PersonCard& person : state.people->list) {
            if (!person.staff) continue;
            const std::string role = words.choice("person", "role", person.role);
            pick.items.push_back({person.id, person.name, person.post.empty() ? role : person.post,
                                  person.id == chosen});
        }
    };
    const auto add_found = [&](const std::vector<std::string>& chosen) {
        pick.typed = state.pick_typed;
        for (const RecordLink& link : state.found) {
            const bool is_chosen = std::find(chosen.begin(), chosen.end(), link.id) != chosen.end();
            pick.items.push_back({link.id, link.title,
                                  words.label(words.policy.find(link.kind) != nullptr
                                                  ? words.policy.find(link.kind)->label
                                                  : Label{}) +
                                      "  " + link.note,
                                  is_chosen});
        }
    };
    switch (state.pick) {
        case Pick::None:
            break;
        case Pick::Host:
            pick.title = words.field("meeting", "host");
            add_staff(sitting.host);
            break;
        case Pick::Recorder:
            pick.title = words.field("meeting", "recorder");
            add_staff(sitting.recorder);
            break;
        case Pick::Subject:
            pick.title = words.say("meetings.pick.subject");
            add_found({});
            break;
        case Pick::Related:
            pick.title = words.say("meetings.pick.related");
            pick.many = true;
            add_found(sitting.related);
            break;
        case Pick::Signer:
            pick.title = words.say("meetings.pick.signer");
            pick.many = true;
            for (const meeting::Seat& seat : sitting.seats) {
                const bool chosen = std::any_of(sitting.signers.begin(), sitting.signers.end(),
                                                [&](const meeting::Signer& signer) {
                                                    return seat.person.empty()
                                                               ? signer.name == seat.name
                                                               : signer.person == seat.person;
                                                });
                pick.items.push_back({seat.key, seat.name,
                                      words.choice("attendee", "capacity", seat.capacity), chosen});
            }
            break;
    }
    view.pick = std::move(pick);
}

void make_foot(const State& state, const Words& words, MeetingView& view) {
    view.save = words.say(state.saving ? "meetings.saving" : "meetings.save");
    view.discard = words.say("meetings.discard");
    if (view.touched) {
        view.kept = words.say("meetings.kept");
    } else if (!state.id.empty()) {
        view.kept = words.say("meetings.all_saved");
    }
    const auto* const here = std::find(kParts.begin(), kParts.end(), state.part);
    if (here != kParts.end() && here + 1 != kParts.end()) {
        view.next_part = *(here + 1);
        const auto place = static_cast<std::size_t>(here + 1 - kParts.begin());
        view.next = words.say({"meetings.next", {{"part", words.say(kPartKeys.at(place))}}});
    }
}

}  // namespace

Mark notice_standing(const PublicityRow& row, const Words& words) {
    const PublicityTerm term = publicity_term({row.type, row.form, row.about_project, row.start_on},
                                              row.end_on, words.today);
    if (row.open_objections > 0) {
        return {words.say({"meetings.notice.objections", {{"count", number(row.open_objections)}}}),
                Mood::Bad};
    }
    if (row.state == "posted" && term.dated) {
        if (term.left < 0) {
            return {words.say({"meetings.notice.over", {{"days", number(-term.left)}}}),
                    Mood::Warn};
        }
        if (term.left == 0) return {words.say("meetings.notice.last_day"), Mood::Warn};
        return {words.say({"meetings.notice.left", {{"days", number(term.left)}}}), Mood::Info};
    }
    if (row.state == "ended" && row.photo_end.empty()) {
        return {words.say("meetings.notice.no_end_photo"), Mood::Warn};
    }
    const bool good = row.state == "ended" || row.state == "closed";
    return {words.choice("publicity", "state", row.state), good ? Mood::Good : Mood::Neutral};
}

FieldView meeting_field(const State& state, const char* field, const std::string& saved,
                        const Words& words) {
    if (state.form) return field_view(*state.form, {{}, field}, words);
    return fixed_field("meeting", field, saved, words);
}

MeetingView make_meeting_view(const State& state, const Words& words) {
    MeetingView view;
    const Sitting sitting = state.sitting();
    view.loaded = state.form || state.page || state.read_only;
    view.title = sitting.title.empty() ? words.say("meetings.new") : sitting.title;
    std::vector<std::string> about;
    if (!sitting.type.empty()) about.push_back(words.choice("meeting", "type", sitting.type));
    if (!sitting.start_at.empty()) about.push_back(time_words(words, sitting.start_at));
    if (!sitting.place.empty()) about.push_back(sitting.place);
    for (const std::string& text : about)
        view.subtitle += (view.subtitle.empty() ? "" : " | ") + text;
    view.id = state.id;
    if (!state.id.empty()) view.who_answers = words.say("record.open");
    view.banner = banner_of(state, words);
    view.editable = state.form.has_value() && !state.saving;
    view.touched = state.touched();
    view.part = state.part;
    for (std::size_t i = 0; i < kParts.size(); ++i)
        view.parts.push_back(part_view(state, sitting, i, words));
    switch (state.part) {
        case Part::Notice:
            view.notice = make_notice_part(state, sitting, words);
            break;
        case Part::Attendance:
            view.attendance = make_attendance_part(state, sitting, words);
            break;
        case Part::Votes:
            view.votes = make_votes_part(state, sitting, words);
            break;
        case Part::Resolution:
            view.resolution = make_resolution_part(state, sitting, words);
            break;
        case Part::Signatures:
            view.signatures = make_signatures_part(state, sitting, words);
            break;
        case Part::Publicity:
            view.publicity = make_publicity_part(state, words);
            break;
    }
    make_pick(state, sitting, words, view);
    make_foot(state, words, view);
    return view;
}

}  // namespace cunji
