#include "client/views/publicity_view.h"

#include "client/app/days.h"
#include "client/views/household_words.h"

#include <algorithm>

namespace cunji {

namespace {

using publicity::Notice;
using publicity::Slot;
using publicity::State;

std::string number(std::int64_t value) {
    return std::to_string(value);
}

FieldView field_of(const State& state, const char* name, const std::string& saved,
                   const Words& words) {
    if (state.form) return field_view(*state.form, {{}, name}, words);
    return fixed_field("publicity", name, saved, words);
}

/// Number, group, head and how many they are: the only columns that may hang there (R054).
std::string list_of(const PublicityFacts& facts, const Words& words) {
    std::string out;
    std::int64_t place = 0;
    for (const NoticeSubject& subject : facts.subjects) {
        const bool household = subject.link.kind == "household";
        out += '\n' + words.say({household ? "meetings.body.household" : "meetings.body.other",
                                 {{"number", number(++place)},
                                  {"group", subject.link.note},
                                  {"name", subject.link.title},
                                  {"size", number(subject.size)}}});
    }
    return out;
}

/// The text as a notice of that kind is written; empty when there is nothing to write it from.
std::string written_body(const Notice& notice, const PublicityFacts& facts, const Words& words) {
    if (facts.meeting_title.empty() && facts.subjects.empty()) return {};
    const std::string day = facts.meeting_on.empty() ? "" : written_day(words, facts.meeting_on);
    const std::int64_t days = publicity_days_needed(kind_of(notice, facts));
    const std::string count = std::to_string(facts.subjects.size());
    std::string key = "meetings.body.resolution";
    if (notice.type == "identify") key = "meetings.body.identify";
    if (notice.type == "exit") key = "meetings.body.exit";
    std::string out = words.say({key,
                                 {{"day", day},
                                  {"meeting", facts.meeting_title},
                                  {"resolution", facts.resolution},
                                  {"count", count}}});
    out += list_of(facts, words);
    out += '\n' + words.say({"meetings.body.end",
                             {{"days", number(days)},
                              {"start", written_day(words, notice.start_on)},
                              {"end", written_day(words, notice.end_on)},
                              {"hotline", notice.hotline}}});
    return out;
}

std::string exposed_in(const Notice& notice, const Words& words) {
    std::string found;
    for (const PrivateFind& find : find_private(notice.body, notice.hotline)) {
        const char* key = "meetings.private.id";
        if (find.matter == PrivateMatter::Phone) key = "meetings.private.phone";
        if (find.matter == PrivateMatter::Account) key = "meetings.private.account";
        if (find.matter == PrivateMatter::Health) key = "meetings.private.health";
        const std::string one = words.say({key, {{"text", find.text}}});
        if (found.find(one) != std::string::npos) continue;
        found += (found.empty() ? "" : words.say("meetings.list_comma")) + one;
    }
    return found.empty() ? found : words.say({"meetings.private", {{"what", found}}});
}

void make_term(const Notice& notice, const PublicityFacts& facts, const Words& words,
               PublicityView& view) {
    const PublicityTerm term = publicity_term(kind_of(notice, facts), notice.end_on, words.today);
    const std::string needed = number(term.needed);
    if (term.dated && term.needed > 0) {
        view.term = term.enough
                        ? Mark{words.say({"meetings.days.enough",
                                          {{"days", number(term.days)}, {"needed", needed}}}),
                               Mood::Good}
                        : Mark{words.say({"meetings.days.short",
                                          {{"days", number(term.days)}, {"needed", needed}}}),
                               Mood::Warn};
    }
    if (!term.dated || notice.state != "posted") return;
    if (term.left > 0) {
        view.left = {words.say({"meetings.notice.left", {{"days", number(term.left)}}}),
                     Mood::Info};
    } else if (term.left == 0) {
        view.left = {words.say("meetings.notice.last_day"), Mood::Warn};
    } else {
        view.left = {words.say({"meetings.notice.over", {{"days", number(-term.left)}}}),
                     Mood::Warn};
    }
}

PhotoSlotView slot_of(const State& state, const Notice& notice, Slot slot, const Words& words) {
    const bool start = slot == Slot::Start;
    const std::string& id = start ? notice.photo_start : notice.photo_end;
    PhotoSlotView out;
    out.slot = slot;
    out.title = words.field("publicity", start ? "photo_start" : "photo_end");
    for (const MeetingPhoto& photo : state.facts.photos) {
        if (photo.id != id) continue;
        out.picture = photo.sha256 + ' ' + photo.thumb_sha256;
        out.caption = time_words(words, photo.taken_at);
    }
    const bool posted = notice.state != "draft" && !notice.state.empty();
    const bool ended = notice.state == "ended" || notice.state == "closed";
    out.missing = id.empty() && (start ? posted : ended);
    if (state.form) {
        out.add = words.say(id.empty() ? "meetings.slot.add" : "meetings.slot.replace");
    }
    return out;
}

ObjectionView objection_view(const State& state, const publicity::ObjectionEntry& entry,
                             const Words& words) {
    ObjectionView out;
    out.key = entry.key;
    out.title = entry.raiser.empty() ? words.say("meetings.objection.anonymous") : entry.raiser;
    out.note = time_words(words, entry.raised_at);
    const bool open = entry.replied_at.empty();
    out.mark = open ? Mark{words.say("meetings.objection.open"), Mood::Bad}
                    : Mark{words.say("meetings.objection.answered"), Mood::Good};
    const auto field = [&](const char* name, const std::string& saved) {
        return state.form ? field_view(*state.form, {entry.key, name}, words)
                          : fixed_field("objection", name, saved, words);
    };
    out.content = field("content", entry.content);
    out.raiser = field("raiser", entry.raiser);
    out.channel = field("channel", entry.channel);
    out.finding = field("finding", entry.finding);
    out.result = field("result", entry.result);
    if (!state.form) return out;
    if (open) {
        out.answer = words.say("meetings.objection.answer");
        if (entry.result.empty()) out.answer_missing = words.say("meetings.objection.no_result");
    }
    const RecordDraft* draft = state.form->record(entry.key);
    if (draft != nullptr && draft->id.empty()) out.remove = words.say("meetings.objection.remove");
    return out;
}

void make_advance(const Notice& notice, const Words& words, PublicityView& view) {
    const bool open = std::any_of(
        notice.objections.begin(), notice.objections.end(),
        [](const publicity::ObjectionEntry& entry) { return entry.replied_at.empty(); });
    if (notice.state.empty() || notice.state == "draft") {
        view.advance = words.say("meetings.advance.posted");
        view.advance_to = "posted";
        if (!view.exposed.empty()) view.advance_block = words.say("meetings.advance.exposed");
        if (notice.body.empty()) view.advance_block = words.say("meetings.advance.no_body");
    } else if (notice.state == "posted") {
        view.advance = words.say("meetings.advance.ended");
        view.advance_to = "ended";
        view.withdraw = words.say("meetings.advance.withdraw");
    } else if (notice.state == "ended") {
        view.advance = words.say("meetings.advance.closed");
        view.advance_to = "closed";
        if (notice.photo_start.empty() || notice.photo_end.empty()) {
            view.advance_block = words.say("meetings.advance.no_photo");
        }
        if (open) view.advance_block = words.say("meetings.advance.objection");
    } else if (notice.state == "withdrawn") {
        view.advance = words.say("meetings.advance.draft");
        view.advance_to = "draft";
    }
}

void make_subjects(const State& state, const Notice& notice, const Words& words,
                   PublicityView& view) {
    view.subjects_label = words.field("publicity", "subjects");
    view.subjects_add = words.say("meetings.related.add");
    view.subjects_empty = words.say("meetings.related.empty");
    for (const NoticeSubject& subject : state.facts.subjects) {
        const std::string& title = subject.link.title;
        view.subjects.push_back({subject.link.id,
                                 title.empty() ? words.say("meetings.not_here") : title,
                                 subject.link.note});
    }
    if (!state.picking) return;
    PickView pick;
    pick.title = words.say("meetings.pick.related");
    pick.hint = words.say("meetings.pick.hint");
    pick.typed = state.pick_typed;
    pick.many = true;
    for (const RecordLink& link : state.found) {
        const bool chosen = std::find(notice.subjects.begin(), notice.subjects.end(), link.id) !=
                            notice.subjects.end();
        pick.items.push_back({link.id, link.title, link.note, chosen});
    }
    view.pick = std::move(pick);
}

}  // namespace

PublicityView make_publicity_view(const State& state, const Words& words) {
    PublicityView view;
    const Notice notice = state.notice();
    view.loaded = state.form || state.shown || state.read_only;
    const std::string what = words.choice("publicity", "type", notice.type);
    view.title = notice.type.empty() ? words.say("meetings.notice.new")
                                     : what + ' ' + words.choice("publicity", "form", notice.form);
    view.subtitle = words.choice("publicity", "state", notice.state);
    if (!state.facts.meeting_title.empty()) view.subtitle += " | " + state.facts.meeting_title;
    if (!state.problems.empty()) {
        view.banner = {words.say(state.problems.front()), Mood::Bad};
    } else if (state.read_only) {
        view.banner = {words.say(*state.read_only), Mood::Info};
    } else if (state.resumed && state.touched()) {
        view.banner = {words.say("meetings.resumed"), Mood::Info};
    }
    view.today = words.today;
    view.editable = state.form.has_value() && !state.saving;
    view.touched = state.touched();
    view.about_heading = words.say("meetings.heading.notice");
    view.time_heading = words.say("meetings.heading.days");
    view.photos_heading = words.say("meetings.heading.photos");
    view.objections_heading = words.say("meetings.heading.objections");
    view.type = field_of(state, "type", notice.type, words);
    view.tier = field_of(state, "tier", notice.tier, words);
    view.form = field_of(state, "form", notice.form, words);
    view.place = field_of(state, "place", notice.place, words);
    view.start_on = field_of(state, "start_on", notice.start_on, words);
    view.end_on = field_of(state, "end_on", notice.end_on, words);
    view.hotline = field_of(state, "hotline", notice.hotline, words);
    view.body = field_of(state, "body", notice.body, words);
    make_subjects(state, notice, words, view);
    make_term(notice, state.facts, words, view);
    if (state.form) view.written = written_body(notice, state.facts, words);
    // What hangs already is not written anew by one tap.
    const bool draft = notice.state.empty() || notice.state == "draft";
    if (draft && !view.written.empty() && view.written != notice.body) {
        view.write_body =
            words.say(notice.body.empty() ? "meetings.body.write" : "meetings.body.rewrite");
    }
    view.exposed = exposed_in(notice, words);
    view.photos = {slot_of(state, notice, Slot::Start, words),
                   slot_of(state, notice, Slot::End, words)};
    for (const publicity::ObjectionEntry& entry : notice.objections)
        view.objections.push_back(objection_view(state, entry, words));
    view.objections_empty = words.say("meetings.objection.none");
    if (state.form) view.add_objection = words.say("meetings.objection.add");
    if (state.form) make_advance(notice, words, view);
    view.save = words.say(state.saving ? "meetings.saving" : "meetings.save");
    view.discard = words.say("meetings.discard");
    if (view.touched) view.kept = words.say("meetings.kept");
    return view;
}

}  // namespace cunji
