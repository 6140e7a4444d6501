#include "client/views/home_cards.h"

#include "client/model/household.h"
#include "client/model/households.h"
#include "client/model/shell.h"

#include <utility>

namespace cunji {

namespace {

constexpr std::size_t kRowsFirst = 5;

Command open_page(PageKind kind, std::string id, std::string detail = {}) {
    return shell::Go{{kind, std::move(id), std::move(detail)}};
}

/// The page where a record can be looked at; of other kinds its form is.
Command open_record(const RecordKey& key) {
    if (key.kind == "household") return open_page(PageKind::Household, key.id);
    if (key.kind == "meeting") return open_page(PageKind::Meeting, key.id);
    if (key.kind == "project") return open_page(PageKind::Project, key.id);
    if (key.kind == "publicity") return open_page(PageKind::Publicity, key.id);
    return household::Begin{key.kind, key.id};
}

/// "入户走访：王铁柱".
std::string record_title(const NamedRecord& record, const Words& words) {
    const Form* form = words.policy.find(record.key.kind);
    std::string kind = form == nullptr ? record.key.kind : words.label(form->label);
    if (record.name.empty()) return kind;
    return words.say({"home.record", {{"kind", kind}, {"name", record.name}}});
}

class Cards {
public:
    Cards(const std::set<home::Task>& open, const Words& words) : open_(open), words_(words) {}

    void add(home::Task task, const char* key, std::int64_t count, Mood mood) {
        HomeCard& card = cards_.emplace_back();
        card.task = task;
        card.mood = mood;
        card.title = words_.say({std::string{"home.task."} + key, {{"count", count_words(count)}}});
    }

    void row(HomeRow row) { cards_.back().rows.push_back(std::move(row)); }

    HomeCard& card() { return cards_.back(); }

    /// The way to all of them, when not all are on the card: the page that has them, else here.
    void all(std::int64_t count, std::optional<Command> page) {
        const bool shown = !page && open_.contains(card().task);
        if (!shown && card().rows.size() > kRowsFirst) card().rows.resize(kRowsFirst);
        if (count <= static_cast<std::int64_t>(card().rows.size()) || shown) return;
        card().all = words_.say({"home.all", {{"count", count_words(count)}}});
        card().open_all = page ? std::move(page) : Command{home::ShowAll{card().task}};
    }

    std::vector<HomeCard> take() { return std::move(cards_); }

private:
    const std::set<home::Task>& open_;
    const Words& words_;
    std::vector<HomeCard> cards_;
};

void add_conflicts(Cards& cards, const Today& today, const Words& words) {
    if (today.conflicts.count == 0) return;
    cards.add(home::Task::Conflicts, "conflicts", today.conflicts.count, Mood::Warn);
    for (const OpenConflict& conflict : today.conflicts.first) {
        const RecordKey& key = conflict.record.key;
        cards.row({.id = key.id + conflict.field,
                   .title = record_title(conflict.record, words),
                   .subtitle = words.say(
                       {"home.conflict", {{"field", words.field(key.kind, conflict.field)}}}),
                   .open = open_page(PageKind::Conflict, key.id, conflict.field)});
    }
    cards.all(today.conflicts.count, shell::OpenTab{PageKind::Sync});
}

void add_returned(Cards& cards, const Today& today, const Words& words) {
    if (today.returned.count == 0) return;
    cards.add(home::Task::Returned, "returned", today.returned.count, Mood::Bad);
    for (const ReturnedRecord& record : today.returned.first) {
        std::string why = record.why.empty() ? words.say("home.no_reason") : record.why;
        if (!record.by.empty()) {
            why = words.say({"home.returned_by", {{"name", record.by}, {"why", why}}});
        }
        cards.row({.id = record.record.key.id,
                   .title = record_title(record.record, words),
                   .subtitle = std::move(why),
                   .open = open_record(record.record.key)});
    }
    cards.all(today.returned.count, std::nullopt);
}

void add_drafts(Cards& cards, const Counted<OpenDraft>& drafts, home::Task task, const char* key,
                Mood mood, const Words& words) {
    if (drafts.count == 0) return;
    cards.add(task, key, drafts.count, mood);
    for (const OpenDraft& draft : drafts.first) {
        const bool begun = task == home::Task::Unfinished;
        cards.row({.id = draft.id,
                   .title = record_title(draft.record, words),
                   .subtitle = begun ? words.say({"home.draft_at",
                                                  {{"when", moment_words(words, draft.at)}}})
                                     : draft.reason,
                   .open = begun ? open_page(PageKind::Form, draft.id)
                                 : Command{shell::OpenTab{PageKind::Sync}}});
    }
    cards.all(drafts.count, std::nullopt);
}

std::string notice_note(const OpenNotice& notice, const Words& words) {
    std::vector<std::string> parts;
    if (notice.end_on) {
        const std::string day = day_words(words, *notice.end_on);
        parts.push_back(
            words.say({notice.ended ? "home.notice_ended" : "home.notice_ends", {{"day", day}}}));
    }
    if (notice.lacks_start_photo) parts.push_back(words.say("home.notice_no_start_photo"));
    if (notice.lacks_end_photo) parts.push_back(words.say("home.notice_no_end_photo"));
    return joined(parts);
}

void add_notices(Cards& cards, const Today& today, const Words& words) {
    if (today.notices.count == 0) return;
    cards.add(home::Task::Notices, "notices", today.notices.count, Mood::Warn);
    for (const OpenNotice& notice : today.notices.first) {
        const std::string type = words.choice("publicity", "type", notice.type);
        cards.row({.id = notice.id,
                   .title = words.say({"home.notice", {{"type", type}}}),
                   .subtitle = notice_note(notice, words),
                   .open = open_page(PageKind::Publicity, notice.id)});
    }
    cards.all(today.notices.count, shell::OpenTab{PageKind::Meetings});
}

void add_followups(Cards& cards, const Today& today, const Words& words) {
    if (today.followups.count == 0) return;
    cards.add(home::Task::Followups, "followups", today.followups.count, Mood::Warn);
    for (const DueFollowup& followup : today.followups.first) {
        Mark mark;
        if (followup.overdue) {
            mark = {words.say("home.overdue"), Mood::Bad};
        } else if (followup.urgent) {
            mark = {words.say("home.urgent"), Mood::Warn};
        }
        const std::string due =
            followup.due_on ? words.say({"home.due", {{"day", day_words(words, *followup.due_on)}}})
                            : std::string{};
        cards.row({.id = followup.id,
                   .title = followup.description,
                   .subtitle = joined({followup.household_name, due}),
                   .mark = std::move(mark),
                   .open = followup.household.empty()
                               ? Command{household::Begin{"followup", followup.id}}
                               : open_page(PageKind::Household, followup.household)});
    }
    cards.all(today.followups.count, std::nullopt);
}

void add_visits(Cards& cards, const Today& today, const Words& words) {
    const DueVisits& due = today.visits;
    const std::int64_t count = due.helped + due.others;
    if (count == 0) return;
    cards.add(home::Task::Visits, "visits", count, due.helped > 0 ? Mood::Warn : Mood::Info);
    cards.card().subtitle = words.say({"home.visits_note",
                                       {{"days", std::to_string(kVisitEveryDays)},
                                        {"helped", count_words(due.helped)},
                                        {"never", count_words(due.never)}}});
    for (const DueHousehold& household : due.first) {
        cards.row({.id = household.id,
                   .title = household.name,
                   .subtitle = joined(
                       {household.group,
                        household.last_visit
                            ? words.say({"home.last_visit",
                                         {{"when", ago_words(words, *household.last_visit)}}})
                            : words.say("home.never_visited")}),
                   .mark = household.household_class == HouseholdClass::General
                               ? Mark{}
                               : class_mark(words, household.household_class),
                   .open = open_page(PageKind::Household, household.id)});
    }
    cards.all(count, open_page(PageKind::Households, {},
                               std::string{name_of(households::Chip::NotVisited)}));
}

void add_meetings(Cards& cards, const Today& today, const Words& words) {
    if (today.meetings.count == 0) return;
    cards.add(home::Task::Meetings, "meetings", today.meetings.count, Mood::Info);
    for (const AnnouncedMeeting& meeting : today.meetings.first) {
        cards.row({.id = meeting.id,
                   .title = meeting.title.empty() ? words.say("home.untitled") : meeting.title,
                   .subtitle = joined({time_words(words, meeting.start_at), meeting.place}),
                   .open = open_page(PageKind::Meeting, meeting.id)});
    }
    cards.all(today.meetings.count, shell::OpenTab{PageKind::Meetings});
}

void add_projects(Cards& cards, const Today& today, const Words& words) {
    if (today.projects.count == 0) return;
    cards.add(home::Task::Projects, "projects", today.projects.count, Mood::Warn);
    for (const IncompleteProject& project : today.projects.first) {
        const std::string stages = codes_words(words, "photo", "stage", project.stages);
        cards.row({.id = project.id,
                   .title = project.name,
                   .subtitle = words.say({"home.project_lacks", {{"stages", stages}}}),
                   .trailing = words.choice("project", "step", project.step),
                   .open = open_page(PageKind::Project, project.id)});
    }
    cards.all(today.projects.count, shell::OpenTab{PageKind::Projects});
}

}  // namespace

std::vector<HomeCard> make_home_cards(const Today& today, const std::set<home::Task>& open,
                                      const Words& words) {
    Cards cards{open, words};
    add_conflicts(cards, today, words);
    add_returned(cards, today, words);
    add_drafts(cards, today.given_back, home::Task::GivenBack, "given_back", Mood::Bad, words);
    add_notices(cards, today, words);
    add_followups(cards, today, words);
    add_visits(cards, today, words);
    add_meetings(cards, today, words);
    add_projects(cards, today, words);
    add_drafts(cards, today.unfinished, home::Task::Unfinished, "unfinished", Mood::Info, words);
    return cards.take();
}

}  // namespace cunji
