#include "client/app/days.h"
#include "client/model/meeting.h"
#include "client/views/meeting_view.h"

#include <algorithm>
#include <map>
#include <set>

namespace cunji {

namespace {

using meeting::Attendance;
using meeting::Seat;
using meeting::Shown;
using meeting::Sitting;
using meeting::State;

constexpr std::string_view kGroup = "group:";  ///< ids of the filters that are groups

std::string number(std::int64_t value) {
    return std::to_string(value);
}

std::string note_of(const PersonCard& person, bool by_household, const Words& words) {
    if (person.staff) {
        return person.post.empty() ? words.choice("person", "role", person.role) : person.post;
    }
    std::string out = person.group;
    if (!person.household_no.empty()) out += (out.empty() ? "" : "  ") + person.household_no;
    if (!by_household && !person.is_head && !person.head_name.empty()) {
        out += "  " + words.say({"meetings.of_head", {{"name", person.head_name}}});
    }
    return out;
}

Mark mark_of(const Seat& seat, const Words& words) {
    if (seat.recused) return {words.say("meetings.recused"), Mood::Warn};
    if (seat.capacity == "observer") {
        return {words.choice("attendee", "capacity", seat.capacity), Mood::Neutral};
    }
    return {words.say("meetings.present"), Mood::Good};
}

/// The rows of the list: those who are there by their seats, the others by what was searched.
class Rows {
public:
    Rows(const State& state, const Sitting& sitting, const Words& words)
        : state_(state),
          sitting_(sitting),
          words_(words),
          by_household_(sitting.basis == "households"),
          day_(day_number(sitting.start_at) ? sitting.start_at.substr(0, 10) : words.today) {
        for (const Seat& seat : sitting.seats) {
            if (!seat.person.empty()) seats_.emplace(seat.person, &seat);
            if (!seat.household.empty()) households_.emplace(seat.household, &seat);
        }
    }

    [[nodiscard]] std::vector<PersonRowView> make() const {
        std::vector<PersonRowView> out;
        if (state_.shown == Shown::Present) {
            for (const Seat& seat : sitting_.seats) {
                const PersonCard* person = state_.people->find(seat.person);
                const bool shown =
                    state_.typed.empty() ||
                    (person != nullptr ? matches(*person, state_.typed)
                                       : seat.name.find(state_.typed) != std::string::npos);
                if (shown) out.push_back(row_of(person, &seat));
            }
            return out;
        }
        for (const PersonCard& person : state_.people->list) {
            if (is_shown(person)) out.push_back(row_of(&person, seat_of(person)));
        }
        return out;
    }

private:
    /// A household that has one voice shows who came for it.
    [[nodiscard]] const Seat* seat_of(const PersonCard& person) const {
        const auto found = seats_.find(person.id);
        if (found != seats_.end()) return found->second;
        const bool speaks = by_household_ && person.is_head && !person.household.empty();
        const auto other = speaks ? households_.find(person.household) : households_.end();
        return other == households_.end() ? nullptr : other->second;
    }

    [[nodiscard]] bool is_shown(const PersonCard& person) const {
        if (!state_.typed.empty()) return matches(person, state_.typed);
        if (!state_.group.empty() && person.group != state_.group) return false;
        if (state_.shown == Shown::Everybody) return true;
        return is_expected(person, sitting_.type, sitting_.basis, day_) ||
               seats_.find(person.id) != seats_.end();
    }

    [[nodiscard]] PersonRowView row_of(const PersonCard* person, const Seat* seat) const {
        PersonRowView row;
        if (person != nullptr) {
            row.person = person->id;
            row.name = person->name;
            row.note = note_of(*person, by_household_, words_);
        }
        if (seat == nullptr) return row;
        row.seat = seat->key;
        row.present = true;
        row.mark = mark_of(*seat, words_);
        if (person == nullptr) {
            row.name = seat->name;
            row.note = words_.say("meetings.not_listed");
        } else if (seat->person != person->id) {
            row.mark.text = words_.say({"meetings.came_for", {{"name", seat->name}}});
        }
        return row;
    }

    const State& state_;
    const Sitting& sitting_;
    const Words& words_;
    bool by_household_;
    std::string day_;
    std::map<std::string, const Seat*> seats_;
    std::map<std::string, const Seat*> households_;
};

/// What the village itself says about the number who should attend; nothing when it does not.
std::int64_t village_number(const State& state, const Sitting& sitting) {
    if (sitting.type == "party_members") return state.counts.party_members;
    if (sitting.type == "villagers_assembly") {
        return sitting.basis == "households" ? state.counts.households : state.counts.adults;
    }
    for (const auto& [type, should] : state.counts.last_should) {
        if (type == sitting.type) return should;
    }
    return 0;
}

void make_count(const Sitting& sitting, const Words& words, AttendancePartView& out) {
    const Attendance came = attendance_of(sitting);
    const Quorum quorum = quorum_of(sitting);
    const std::int64_t should = sitting.should.value_or(0);
    out.count = number(came.attended);
    if (should > 0) out.count += " / " + number(should);
    std::vector<std::string> notes;
    if (came.named > 0 && came.named < came.attended) {
        notes.push_back(words.say({"meetings.count.named", {{"count", number(came.named)}}}));
    }
    if (came.recused > 0) {
        notes.push_back(words.say({"meetings.count.recused", {{"count", number(came.recused)}}}));
    }
    if (came.observers > 0) {
        notes.push_back(
            words.say({"meetings.count.observers", {{"count", number(came.observers)}}}));
    }
    for (const std::string& note : notes)
        out.count_note += (out.count_note.empty() ? "" : "  ") + note;
    const std::int64_t whole = quorum.ruled ? quorum.needed : should;
    if (whole > 0) {
        out.share = std::min(1.0F, static_cast<float>(came.attended) / static_cast<float>(whole));
    }
    if (!quorum.ruled) {
        out.rule = words.say("meetings.quorum.none");
    } else if (should <= 0) {
        out.quorum = {words.say("meetings.quorum.unknown"), Mood::Warn};
    } else if (quorum.met) {
        out.quorum = {words.say("meetings.quorum.met"), Mood::Good};
        out.rule = words.say({"meetings.quorum.needed", {{"count", number(quorum.needed)}}});
    } else {
        out.quorum = {words.say({"meetings.quorum.missing", {{"count", number(quorum.missing)}}}),
                      Mood::Warn};
        out.rule = words.say({"meetings.quorum.needed", {{"count", number(quorum.needed)}}});
    }
}

void make_filters(const State& state, const Sitting& sitting, const Words& words,
                  AttendancePartView& out) {
    out.filters = {{"expected", words.say("meetings.people.expected")},
                   {"present", words.say({"meetings.people.present",
                                          {{"count", std::to_string(sitting.seats.size())}}})},
                   {"all", words.say("meetings.people.all")}};
    std::set<std::string> groups;
    for (const PersonCard& person : state.people->list) {
        if (!person.group.empty()) groups.insert(person.group);
    }
    if (groups.size() > 1) {
        for (const std::string& group : groups)
            out.filters.push_back({std::string{kGroup} + group, group});
    }
    if (!state.group.empty()) {
        out.filter = std::string{kGroup} + state.group;
    } else if (state.shown == Shown::Present) {
        out.filter = "present";
    } else {
        out.filter = state.shown == Shown::Everybody ? "all" : "expected";
    }
}

void make_sheet(const State& state, const Sitting& sitting, const Words& words,
                AttendancePartView& out) {
    if (!state.form || state.open_seat.empty()) return;
    for (const Seat& seat : sitting.seats) {
        if (seat.key != state.open_seat) continue;
        SeatSheetView sheet;
        sheet.key = seat.key;
        sheet.name = seat.name;
        const PersonCard* person = state.people->find(seat.person);
        if (person != nullptr) sheet.note = note_of(*person, false, words);
        sheet.capacity = field_view(*state.form, {seat.key, "capacity"}, words);
        sheet.recused = seat.recused;
        sheet.recused_label = words.say("meetings.sheet.recused");
        sheet.remove = words.say("meetings.sheet.remove");
        for (const PersonCard& other : state.people->list) {
            const bool same = person != nullptr && !person->household.empty() &&
                              other.household == person->household && other.id != person->id;
            if (same) sheet.others.push_back({other.id, other.name, {}});
        }
        if (!sheet.others.empty()) sheet.others_heading = words.say("meetings.sheet.others");
        out.sheet = std::move(sheet);
    }
}

}  // namespace

AttendancePartView make_attendance_part(const State& state, const Sitting& sitting,
                                        const Words& words) {
    AttendancePartView out;
    make_count(sitting, words, out);
    out.wants_numbers = !sitting.should.has_value();
    out.numbers = state.numbers;
    out.numbers_heading = words.say("meetings.heading.numbers");
    const auto text = [](std::optional<std::int64_t> value) {
        return value ? number(*value) : std::string{};
    };
    out.should = meeting_field(state, "should_attend", text(sitting.should), words);
    out.basis = meeting_field(state, "count_basis", sitting.basis, words);
    out.attended = meeting_field(state, "attended", text(sitting.attended), words);
    out.absent_reason = meeting_field(state, "absent_reason", sitting.absent_reason, words);
    const std::int64_t known = village_number(state, sitting);
    if (state.form && known > 0 && sitting.should != known) {
        out.suggestion = words.say({"meetings.take_number", {{"count", number(known)}}});
        out.suggested = number(known);
    }
    out.search_hint = words.say("meetings.search_people");
    out.typed = state.typed;
    make_filters(state, sitting, words, out);
    out.rows = Rows{state, sitting, words}.make();
    out.empty_title = words.say("meetings.people.none");
    out.empty_text =
        words.say(state.typed.empty() ? "meetings.people.none_how" : "meetings.people.none_found");
    const bool known_name =
        std::any_of(out.rows.begin(), out.rows.end(),
                    [&](const PersonRowView& row) { return row.name == state.typed; });
    if (state.form && !state.typed.empty() && !known_name) {
        out.add_name = words.say({"meetings.add_name", {{"name", state.typed}}});
    }
    make_sheet(state, sitting, words, out);
    return out;
}

}  // namespace cunji
