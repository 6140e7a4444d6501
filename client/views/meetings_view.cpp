#include "client/views/meetings_view.h"

#include "client/app/quorum.h"
#include "client/views/household_words.h"

#include <algorithm>
#include <set>

namespace cunji {

namespace {

using meetings::Filter;
using meetings::State;

std::string number(std::int64_t value) {
    return std::to_string(value);
}

bool is_upcoming(const MeetingRow& row, const Words& words) {
    return row.start_at.empty() || std::string_view{row.start_at}.substr(0, 10) >= words.today;
}

bool is_shown(const State& state, const MeetingRow& row, const Words& words) {
    if (!state.typed.empty() && row.title.find(state.typed) == std::string::npos) return false;
    if (!state.type.empty() && row.type != state.type) return false;
    switch (state.filter) {
        case Filter::All:
        case Filter::Notices:
            return true;
        case Filter::Upcoming:
            return is_upcoming(row, words) && !row.attended;
        case Filter::ThisYear:
            return row.start_at.substr(0, 4) == words.today.substr(0, 4);
    }
    return true;
}

/// What is most worth knowing: what hangs, what lacks, how it went.
Mark mark_of(const MeetingRow& row, const Words& words) {
    if (!row.attended && is_upcoming(row, words)) {
        return {words.say("meetings.mark.announced"), Mood::Info};
    }
    if (row.notice_state == "posted") {
        const PublicityRow posted{
            {}, {}, {},    {}, {}, row.notice_state, {}, row.start_at, row.notice_end, {},
            {}, {}, false, 0,  0};
        return notice_standing(posted, words);
    }
    if (!row.attended || !row.should_attend) {
        return {words.say("meetings.mark.incomplete"), Mood::Warn};
    }
    if (!quorum_of(row.type, row.count_basis, *row.should_attend, *row.attended).met) {
        return {words.say("meetings.mark.no_quorum"), Mood::Bad};
    }
    if (row.votes == 0) return {words.say("meetings.mark.held"), Mood::Neutral};
    if (row.passed == row.votes) return {words.say("meetings.mark.passed"), Mood::Good};
    return {words.say({"meetings.mark.some_passed",
                       {{"passed", number(row.passed)}, {"votes", number(row.votes)}}}),
            Mood::Info};
}

MeetingLineView line_of(const MeetingRow& row, const Words& words) {
    MeetingLineView out;
    out.id = row.id;
    out.title = row.title.empty() ? words.say("meetings.untitled") : row.title;
    out.kind = words.choice("meeting", "type", row.type);
    out.when =
        row.start_at.empty() ? words.say("meetings.no_time") : time_words(words, row.start_at);
    out.place = row.place;
    if (row.attended) {
        out.attendance = number(*row.attended);
        if (row.should_attend) out.attendance += " / " + number(*row.should_attend);
    }
    out.mark = mark_of(row, words);
    return out;
}

MeetingLineView line_of(const PublicityRow& row, const Words& words) {
    MeetingLineView out;
    out.id = row.id;
    out.title = words.choice("publicity", "type", row.type) + ' ' +
                words.choice("publicity", "form", row.form);
    out.kind = words.choice("publicity", "tier", row.tier);
    if (!row.start_on.empty()) {
        out.when = time_words(words, row.start_on) + " - " + time_words(words, row.end_on);
    }
    out.place = row.place;
    out.attendance = words.say({"meetings.notice.subjects", {{"count", number(row.subjects)}}});
    out.mark = notice_standing(row, words);
    return out;
}

void make_filters(const State& state, const Words& words, MeetingsView& view) {
    view.filters = {{"all", words.say("meetings.filter.all")},
                    {"upcoming", words.say("meetings.filter.upcoming")},
                    {"year", words.say("meetings.filter.year")},
                    {"notices", words.say("meetings.filter.notices")}};
    switch (state.filter) {
        case Filter::All:
            view.filter = "all";
            break;
        case Filter::Upcoming:
            view.filter = "upcoming";
            break;
        case Filter::ThisYear:
            view.filter = "year";
            break;
        case Filter::Notices:
            view.filter = "notices";
            break;
    }
    std::set<std::string> types;
    for (const MeetingRow& row : state.rows)
        types.insert(row.type);
    view.types.push_back({"", words.say("meetings.filter.every_kind")});
    if (const Form* form = words.policy.find("meeting")) {
        for (const Choice& choice : form->find("type")->choices) {
            if (types.contains(choice.code)) {
                view.types.push_back({choice.code, words.label(choice.label)});
            }
        }
    }
    view.type = state.type;
}

}  // namespace

MeetingsView make_meetings_view(const State& state, const Words& words) {
    MeetingsView view;
    view.loaded = state.loaded;
    view.title = words.say("meetings.title");
    view.add = words.say("meetings.add");
    view.search_hint = words.say("meetings.search");
    view.typed = state.typed;
    make_filters(state, words, view);
    view.notices = state.filter == Filter::Notices;
    if (view.notices) {
        view.columns = {words.say("meetings.column.notice"), words.say("meetings.column.tier"),
                        words.say("meetings.column.days"), words.say("meetings.column.about"),
                        words.say("meetings.column.state")};
        for (const PublicityRow& row : state.notices)
            view.rows.push_back(line_of(row, words));
        view.empty_title = words.say("meetings.notice.empty");
        view.empty_text = words.say("meetings.notice.how");
    } else {
        view.columns = {words.say("meetings.column.title"), words.say("meetings.column.kind"),
                        words.say("meetings.column.when"), words.say("meetings.column.came"),
                        words.say("meetings.column.state")};
        for (const MeetingRow& row : state.rows) {
            if (is_shown(state, row, words)) view.rows.push_back(line_of(row, words));
        }
        const bool none = state.rows.empty();
        view.empty_title = words.say(none ? "meetings.empty" : "meetings.none_match");
        view.empty_text = words.say(none ? "meetings.empty_how" : "meetings.none_match_how");
    }
    view.subtitle =
        words.say({"meetings.subtitle", {{"count", std::to_string(state.rows.size())}}});
    view.drafts_heading = words.say("meetings.drafts");
    for (const DraftLine& draft : state.drafts) {
        const Form* form = words.policy.find(draft.kind);
        const std::string kind = form != nullptr ? words.label(form->label) : draft.kind;
        view.drafts.push_back({draft.id, draft.kind, draft.title.empty() ? kind : draft.title,
                               words.say({"meetings.draft_note", {{"kind", kind}}})});
    }
    return view;
}

}  // namespace cunji
