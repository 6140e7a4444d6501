#include "server/demo/errors.h"

#include <algorithm>

namespace cunji::demo {

namespace {

constexpr Moment kPlantedAt{day(2020, 12, 29), 22 * 60};

bool is_review(const Meeting& meeting) {
    return meeting.purpose == "exit" && !meeting.votes.empty();
}

bool is_about_project(const Meeting& meeting) {
    return !meeting.subjects.empty() && meeting.purpose.empty();
}

}  // namespace

std::optional<Planter::MeetingTarget> Planter::meeting(
    const std::function<bool(const Meeting&)>& fits) {
    std::vector<Village>& villages = world_.county.villages;
    for (std::size_t tried = 0; tried < villages.size(); ++tried) {
        Village& village = villages[next_village_++ % villages.size()];
        for (Meeting& meeting : village.meetings) {
            if (meeting.used || !fits(meeting)) continue;
            meeting.used = true;
            return MeetingTarget{&village, &meeting};
        }
    }
    return std::nullopt;
}

std::optional<Planter::NoticeTarget> Planter::notice(
    const std::function<bool(const Notice&)>& fits) {
    std::vector<Village>& villages = world_.county.villages;
    for (std::size_t tried = 0; tried < villages.size(); ++tried) {
        Village& village = villages[next_village_++ % villages.size()];
        for (Notice& notice : village.notices) {
            if (notice.used || !fits(notice)) continue;
            notice.used = true;
            return NoticeTarget{&village, &notice};
        }
    }
    return std::nullopt;
}

void Planter::break_meeting(const char* rule, const MeetingTarget& target, Json fields) {
    break_as(rule, target.village->secretary, target.meeting->key, std::move(fields));
}

void Planter::meetings() {
    attendance();
    reviews();
}

void Planter::attendance() {
    if (const auto at = meeting([](const Meeting& meeting) {
            return meeting.type == "representatives" && meeting.attendees.empty();
        })) {
        break_meeting("R047", *at, {{"should_attend", 60}, {"attended", 24}});
    }
    if (const auto at = meeting([](const Meeting& meeting) {
            return !meeting.votes.empty() && meeting.subjects.empty();
        })) {
        break_as("R048", at->village->secretary, at->meeting->votes.front(), {{"yes", 99}});
    }
    if (const auto at = meeting([](const Meeting& meeting) {
            return meeting.type == "villagers_assembly" && meeting.subjects.empty();
        })) {
        const Moment told{after(at->meeting->start.day, -2), 10 * 60};
        break_meeting("R049", *at, {{"notice_at", time_text(told)}});
    }
    if (const auto at = meeting([](const Meeting& meeting) {
            return is_about_project(meeting) && meeting.type == "branch";
        })) {
        const Moment too_late{after(at->meeting->start.day, 50), 15 * 60};
        break_meeting(
            "R050", *at,
            {{"start_at", time_text(too_late)}, {"end_at", time_text(too_late.later(60))}});
    }
}

void Planter::reviews() {
    // A household that nobody had visited when the meeting spoke about it.
    if (const auto at =
            meeting([](const Meeting& meeting) { return meeting.purpose == "identify"; })) {
        const auto found = std::find_if(
            at->village->families.begin(), at->village->families.end(), [](const Family& family) {
                return !family.registered && !family.used && family.monitor_class.empty();
            });
        if (found != at->village->families.end()) {
            found->used = true;
            std::vector<std::string> subjects = at->meeting->subjects;
            subjects.push_back(found->id);
            break_meeting("R044", *at, {{"related", texts_json(subjects)}});
        }
    }
    if (const auto at = meeting(is_review)) {
        for (std::size_t i = 0; i < 2 && i < at->meeting->signatures.size(); ++i) {
            world_.scribe.change(at->village->secretary, at->meeting->signatures[i],
                                 {{"void_reason", world_.material.errors.at("void_reason")}},
                                 kPlantedAt);
        }
        note("R046", at->meeting->key);
    }
    if (const auto at = meeting(is_review)) {
        const auto subject = std::find_if(
            at->village->families.begin(), at->village->families.end(),
            [&](const Family& family) { return family.id == at->meeting->subjects.front(); });
        const RecordKey key =
            world_.scribe.add_one(at->village->secretary, at->village->code, "attendee",
                                  {{"meeting", at->meeting->key.id},
                                   {"person", subject->head().id},
                                   {"capacity", "representative"},
                                   {"recused", "no"},
                                   {"sign", subject->signature}},
                                  kPlantedAt);
        note("R051", key);
    }
}

void Planter::notices() {
    const auto in_village = [](const Notice& notice) {
        return notice.tier == "village" && (notice.type == "exit" || notice.type == "resolution");
    };
    const auto secretary_breaks = [&](const char* rule, const NoticeTarget& at, Json fields) {
        break_as(rule, at.village->secretary, at.notice->key, std::move(fields));
    };
    if (const auto at = notice(in_village)) {
        secretary_breaks("R052", *at, {{"end_on", date_text(after(at->notice->start, 3))}});
    }
    if (const auto at = notice([](const Notice& notice) {
            return notice.tier == "township" && notice.type == "exit";
        })) {
        break_as("R053", world_.town_of(*at->village).reviewer, at->notice->key,
                 {{"start_on", date_text(after(at->notice->start, -20))},
                  {"end_on", date_text(after(at->notice->start, -11))}});
    }
    if (const auto at = notice(in_village)) {
        const Villager& head = at->village->families.front().head();
        const std::string body = fill(text_at(world_.material.errors, "personal_body"),
                                      {{"name", head.name},
                                       {"id", head.id_no},
                                       {"phone", at->village->families.front().phone}});
        secretary_breaks("R054", *at, {{"body", body}});
    }
    if (const auto at = notice(in_village)) {
        secretary_breaks("R055", *at, {{"photo_end", nullptr}});
    }
    if (const auto at = notice(in_village)) {
        const Moment raised{after(at->notice->start, 2), 11 * 60};
        world_.scribe.add_one(at->village->secretary, at->village->code, "objection",
                              {{"publicity", at->notice->key.id},
                               {"channel", "letter"},
                               {"content", world_.material.notices.at("unanswered")},
                               {"raised_at", time_text(raised)}},
                              raised.later(60));
        note("R056", at->notice->key);
    }
}

}  // namespace cunji::demo
