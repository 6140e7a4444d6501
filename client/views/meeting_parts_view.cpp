#include "client/app/publicity_rules.h"
#include "client/model/meeting.h"
#include "client/views/household_words.h"
#include "client/views/meeting_view.h"

#include <algorithm>

namespace cunji {

namespace {

using meeting::Sitting;
using meeting::State;

std::string number(std::int64_t value) {
    return std::to_string(value);
}

/// What a record that the page names is called.
std::string name_of(const State& state, const std::string& id) {
    if (id.empty()) return {};
    if (const PersonCard* person = state.people->find(id)) return person->name;
    const auto link = state.links.find(id);
    return link == state.links.end() ? std::string{} : link->second.title;
}

Mark term_of(const Sitting& sitting, const Words& words) {
    const auto check = notice_check(sitting.type, sitting.notice_at, sitting.start_at);
    if (!check) return {};
    const std::string days = number(check->days);
    if (check->days < 0) return {words.say("meetings.term.after"), Mood::Warn};
    if (!check->enough) {
        return {words.say({"meetings.term.short",
                           {{"days", days}, {"required", number(check->required)}}}),
                Mood::Warn};
    }
    if (check->required == 0) return {};
    return {words.say({"meetings.term.good", {{"days", days}}}), Mood::Good};
}

Mark order_of(const State& state, const Sitting& sitting, const Words& words) {
    if (sitting.four_step.empty() || !state.page) return {};
    const FourStepCheck check =
        check_four_steps({sitting.four_step, sitting.start_at}, state.page->four_steps);
    const std::string step = words.choice("meeting", "four_step", check.step);
    switch (check.fault) {
        case FourStepFault::None:
            return {words.say("meetings.four_steps.good"), Mood::Good};
        case FourStepFault::Missing:
            return {words.say({"meetings.four_steps.missing", {{"step", step}}}), Mood::Warn};
        case FourStepFault::TooEarly:
            return {words.say({"meetings.four_steps.early", {{"step", step}}}), Mood::Warn};
    }
    return {};
}

/// The picture itself where it is held; the thumbnail travels ahead of it.
std::string picture_of(const MeetingPhoto& photo) {
    return photo.sha256 + " " + photo.thumb_sha256;
}

}  // namespace

NoticePartView make_notice_part(const State& state, const Sitting& sitting, const Words& words) {
    NoticePartView out;
    const auto field = [&](const char* name, const std::string& saved) {
        return meeting_field(state, name, saved, words);
    };
    out.type = field("type", sitting.type);
    out.title = field("title", sitting.title);
    out.four_step = field("four_step", sitting.four_step);
    if (state.form) {
        out.four_step.options.insert(out.four_step.options.begin(),
                                     {"", words.say("meetings.four_steps.not")});
    }
    out.notice_at = field("notice_at", minute_of(sitting.notice_at));
    out.start_at = field("start_at", minute_of(sitting.start_at));
    out.end_at = field("end_at", minute_of(sitting.end_at));
    out.place = field("place", sitting.place);
    out.agenda = field("agenda", sitting.agenda);
    out.host = name_of(state, sitting.host);
    out.recorder = name_of(state, sitting.recorder);
    out.host_label = words.field("meeting", "host");
    out.recorder_label = words.field("meeting", "recorder");
    out.choose = words.say("meetings.choose_person");
    out.host_heading = words.say("meetings.heading.when");
    out.details_heading = words.say("meetings.heading.what");
    out.clock_label = words.say("meetings.clock");
    out.today = words.today;
    out.term = term_of(sitting, words);
    out.four_steps = order_of(state, sitting, words);
    return out;
}

ResolutionPartView make_resolution_part(const State& state, const Sitting& sitting,
                                        const Words& words) {
    ResolutionPartView out;
    out.resolution = meeting_field(state, "resolution", sitting.resolution, words);
    out.speech = meeting_field(state, "speech", sitting.speech, words);
    out.related_heading = words.field("meeting", "related");
    out.related_add = words.say("meetings.related.add");
    out.related_empty = words.say("meetings.related.empty");
    for (const std::string& id : sitting.related) {
        const auto link = state.links.find(id);
        if (link == state.links.end()) {
            out.related.push_back({id, words.say("meetings.not_here"), {}});
        } else {
            const std::string& title = link->second.title;
            out.related.push_back(
                {id, title.empty() ? words.say("meetings.not_here") : title, link->second.note});
        }
    }
    out.photos_heading = words.field("meeting", "photos");
    out.photos_add = words.say("meetings.photos.add");
    if (state.page) {
        for (const MeetingPhoto& photo : state.page->photos) {
            std::string caption = photo.title;
            if (!photo.taken_at.empty()) caption = time_words(words, photo.taken_at);
            out.photos.push_back({photo.id, picture_of(photo), caption});
        }
    }
    return out;
}

SignaturesPartView make_signatures_part(const State& state, const Sitting& sitting,
                                        const Words& words) {
    SignaturesPartView out;
    const std::int64_t valid = signed_count(sitting);
    const std::int64_t needed = signers_needed(sitting.type);
    if (needed > 0) {
        out.count = number(valid) + " / " + number(needed);
        out.share = std::min(1.0F, static_cast<float>(valid) / static_cast<float>(needed));
        out.enough =
            valid >= needed
                ? Mark{words.say("meetings.sign.enough"), Mood::Good}
                : Mark{words.say({"meetings.sign.missing", {{"count", number(needed - valid)}}}),
                       Mood::Warn};
    } else {
        out.count = number(valid);
        out.enough = {words.say("meetings.sign.free"), Mood::Neutral};
    }
    for (const meeting::Signer& signer : sitting.signers) {
        const bool there =
            std::any_of(sitting.seats.begin(), sitting.seats.end(), [&](const meeting::Seat& seat) {
                return signer.person.empty() ? seat.name == signer.name
                                             : seat.person == signer.person;
            });
        Mark mark{words.say("meetings.sign.open"), Mood::Neutral};
        if (signer.done()) mark = {words.say("meetings.sign.done"), Mood::Good};
        if (!there) mark = {words.say("meetings.sign.absent"), Mood::Bad};
        const std::string name = signer.name.empty() ? name_of(state, signer.person) : signer.name;
        out.signers.push_back(
            {signer.key, name, words.choice("signature", "role", signer.role), mark});
        if (state.pad != signer.key || !state.form) continue;
        PadView pad;
        pad.key = signer.key;
        pad.title = name;
        pad.picture = signer.image;
        const RecordDraft* draft = state.form->record(signer.key);
        if (draft != nullptr) {
            const auto drawn = draft->drawn.find("image");
            if (drawn != draft->drawn.end()) pad.strokes = drawn->second;
        }
        pad.thumb_label = words.field("signature", "by_thumb");
        pad.by_thumb = signer.by_thumb;
        pad.done = words.say("meetings.sign.finish");
        pad.remove = words.say("meetings.sign.remove");
        out.pad = std::move(pad);
    }
    out.add = words.say("meetings.sign.add");
    const bool nobody = sitting.seats.empty();
    out.empty_title = words.say("meetings.sign.empty");
    out.empty_text = words.say(nobody ? "meetings.sign.nobody" : "meetings.sign.how");
    return out;
}

PublicityPartView make_publicity_part(const State& state, const Words& words) {
    PublicityPartView out;
    if (state.page) {
        for (const PublicityRow& row : state.page->notices) {
            std::string note = words.choice("publicity", "tier", row.tier);
            if (!row.start_on.empty()) {
                note +=
                    " | " + time_words(words, row.start_on) + " - " + time_words(words, row.end_on);
            }
            out.notices.push_back({row.id,
                                   words.choice("publicity", "type", row.type) + ' ' +
                                       words.choice("publicity", "form", row.form),
                                   note, notice_standing(row, words)});
        }
    }
    out.add = words.say("meetings.notice.add");
    out.empty_title = words.say("meetings.notice.empty");
    out.empty_text = words.say("meetings.notice.how");
    return out;
}

}  // namespace cunji
