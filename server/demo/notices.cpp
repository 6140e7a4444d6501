#include "server/demo/parts.h"

#include <algorithm>

namespace cunji::demo {

namespace {

constexpr int kNoticeDays = 8;  // seven whole days and the one it is put up
constexpr int kProjectNoticeDays = 11;
constexpr int kAnnouncementDays = 12;

/// A notice to be put up.
struct NoticePlan {
    const char* type = "";
    const char* tier = "village";
    const char* form = "notice";
    std::vector<std::string> subjects;
    std::string meeting;
    std::string body;
    std::string name;  ///< what it is about, for the titles of its photos
    Day start{};
    int days = kNoticeDays;
    const Clerk* clerk = nullptr;
    const char* places = "notice_places";
};

class Notices {
public:
    Notices(World& world, Village& village)
        : world_(world),
          village_(village),
          chance_(world.chance.stream("notices " + village.code)),
          words_(world.material.notices),
          town_(world.town_of(village)) {}

    void run() {
        for (const Meeting& meeting : village_.meetings) {
            if (!meeting.purpose.empty()) announce_review(meeting);
        }
        for (std::size_t i = 0; i < village_.projects.size(); ++i)
            announce_project(village_.projects[i], i == 0);
        object();
    }

private:
    std::string place_of(const NoticePlan& plan) {
        const std::string pattern = chance_.word(world_.material.places.at(plan.places));
        return fill(pattern, {{"group", chance_.pick(village_.groups)}});
    }

    Json photo_fields(const NoticePlan& plan, const Moment& taken, const char* title) {
        Shot shot;
        shot.drawing = "notice";
        shot.stage = "notice";
        shot.subject = "@0";
        shot.title = plan.name + text_at(words_.at("titles"), title);
        shot.event = text_at(words_.at("titles"), title);
        shot.place_name = village_.name;
        shot.photographer = plan.clerk->author.by;
        shot.taken = taken;
        shot.lat = village_.spot.lat;
        shot.lon = village_.spot.lon;
        shot.scope = village_.code;
        shot.device = plan.clerk->author.device;
        return world_.pictures.take(shot);
    }

    void post(const NoticePlan& plan) {
        const Day end = after(plan.start, plan.days);
        const Moment posted{plan.start, 10 * 60};
        Json fields = {{"type", plan.type},
                       {"tier", plan.tier},
                       {"form", plan.form},
                       {"state", "posted"},
                       {"subjects", texts_json(plan.subjects)},
                       {"place", place_of(plan)},
                       {"start_on", date_text(plan.start)},
                       {"end_on", date_text(end)},
                       {"hotline", world_.county.hotline},
                       {"body", plan.body},
                       {"photo_start", "@1"}};
        if (!plan.meeting.empty()) fields["meeting"] = plan.meeting;
        std::vector<Scribe::NewRecord> group;
        group.emplace_back("publicity", std::move(fields));
        group.emplace_back("photo", photo_fields(plan, posted, "notice"));
        const RecordKey key =
            world_.scribe.add(*plan.clerk, village_.code, std::move(group), posted.later(30))
                .front();
        take_down(plan, key, end);
        village_.notices.push_back({key, plan.type, plan.tier, plan.start, end});
    }

    /// On the last day it is photographed once more.
    void take_down(const NoticePlan& plan, const RecordKey& key, Day end) {
        const Moment last{end, 16 * 60};
        Json photo = photo_fields(plan, last, "ended");
        photo["subject"] = key.id;
        const std::string id =
            world_.scribe.add_one(*plan.clerk, village_.code, "photo", std::move(photo), last).id;
        world_.scribe.change(*plan.clerk, key, {{"state", "ended"}, {"photo_end", id}},
                             last.later(10));
        if (!chance_.percent(50)) return;
        world_.scribe.change(*plan.clerk, key, {{"state", "closed"}}, {after(end, 2)});
    }

    std::string list_of(const std::vector<std::string>& subjects) {
        std::string out;
        std::size_t number = 0;
        for (const Family& family : village_.families) {
            if (std::find(subjects.begin(), subjects.end(), family.id) == subjects.end()) continue;
            if (number > 0) out += '\n';
            out += fill(text_at(words_, "row"), {{"i", std::to_string(++number)},
                                                 {"group", family.group},
                                                 {"name", family.head().name},
                                                 {"size", std::to_string(family.size(kLastYear))}});
        }
        return out;
    }

    /// The village's notice, the township's, and the county's announcement, one after the other.
    void announce_review(const Meeting& meeting) {
        const bool identify = meeting.purpose == "identify";
        const std::string list = list_of(meeting.subjects);
        const std::string count = std::to_string(meeting.subjects.size());
        const std::string year = std::to_string(year_of(meeting.start.day));
        const std::string date = date_text(meeting.start.day);
        const auto body = [&](const std::string& pattern) {
            return fill(text_at(words_, pattern),
                        {{"date", date}, {"n", count}, {"year", year}, {"list", list}});
        };
        NoticePlan plan;
        plan.type = identify ? "identify" : "exit";
        plan.subjects = meeting.subjects;
        plan.meeting = meeting.key.id;
        plan.name = year + ' ' + village_.name;
        plan.body = body(meeting.purpose);
        plan.start = after(meeting.start.day, 2);
        plan.clerk = &village_.secretary;
        post(plan);
        plan.tier = "township";
        plan.places = "township_notice_places";
        plan.start = after(plan.start, plan.days + 2);
        plan.clerk = &town_.reviewer;
        post(plan);
        plan.tier = "county";
        plan.form = "announcement";
        plan.places = "county_notice_places";
        plan.start = after(plan.start, plan.days + 3);
        plan.days = kAnnouncementDays;
        plan.body = body("announcement_" + meeting.purpose);
        plan.clerk = &world_.county.merger;
        post(plan);
    }

    void announce_project(const Project& project, bool first) {
        const auto body = [&](const char* pattern) {
            const std::string date = date_text(project.start.value_or(project.start_plan));
            return fill(text_at(words_, pattern), {{"project", project.name},
                                                   {"content", project.content},
                                                   {"wan", std::to_string(project.wan)},
                                                   {"org", project.impl_org},
                                                   {"funds", text_at(words_, "funds")},
                                                   {"n", std::to_string(project.households)},
                                                   {"date", date},
                                                   {"end", date_text(project.end_plan)}});
        };
        NoticePlan plan;
        plan.subjects = {project.key.id};
        plan.name = project.name;
        plan.days = kProjectNoticeDays;
        plan.clerk = &village_.secretary;
        if (first) {
            plan.type = "resolution";
            plan.meeting = resolution_of(project);
            plan.start = after(project.pooled, -18);
            plan.body = body("resolution");
            post(plan);
            plan.meeting.clear();
        }
        if (project.step == "pool" || project.step == "guide") return;
        NoticePlan approval = plan;
        approval.type = "project_approval";
        approval.tier = "county";
        approval.places = "county_notice_places";
        approval.clerk = &world_.county.merger;
        approval.start = after(project.pooled, 24);
        approval.body = body("project_approval");
        post(approval);
        if (!project.start && project.step != "publicized") return;
        plan.type = "project_start";
        plan.start = after(project.start_plan, -16);
        plan.body = body("project_start");
        post(plan);
        if (project.step != "archived") return;
        plan.type = "implementation_result";
        plan.start = after(*project.end, 32);
        plan.body = body("implementation_result");
        post(plan);
    }

    [[nodiscard]] std::string resolution_of(const Project& project) const {
        std::string out;
        for (const Meeting& meeting : village_.meetings) {
            const bool about =
                !meeting.subjects.empty() && meeting.subjects.front() == project.key.id;
            if (about && meeting.type == "representatives") out = meeting.key.id;
        }
        return out;
    }

    /// In every other village somebody objects to the first notice.
    void object() {
        const Json& objections = words_.at("objections");
        const std::size_t place = village_.place / 2;
        if (village_.place % 2 != 0 || place >= objections.size() || village_.notices.empty())
            return;
        const Json& words = objections.at(place);
        const Notice& notice = village_.notices.front();
        const Moment raised{after(notice.start, 3), 14 * 60};
        const Moment replied{after(notice.start, 6), 15 * 60};
        const RecordKey key = world_.scribe.add_one(village_.secretary, village_.code, "objection",
                                                    {{"publicity", notice.key.id},
                                                     {"channel", "in_person"},
                                                     {"content", words.at("content")},
                                                     {"raised_at", time_text(raised)},
                                                     {"handler", village_.cadres.front()}},
                                                    raised.later(30));
        world_.scribe.change(village_.secretary, key,
                             {{"finding", words.at("finding")},
                              {"result", words.at("result")},
                              {"review_again", words.value("review_again", false) ? "yes" : "no"},
                              {"replied_at", time_text(replied)}},
                             replied.later(20));
    }

    World& world_;
    Village& village_;
    Chance chance_;
    const Json& words_;
    const Township& town_;
};

}  // namespace

void write_notices(World& world, Village& village) {
    Notices{world, village}.run();
}

}  // namespace cunji::demo
