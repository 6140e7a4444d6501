#include "server/demo/parts.h"

#include <algorithm>

namespace cunji::demo {

namespace {

constexpr int kTopicsOfLastYear = 12;
constexpr int kTopicsOfYearBefore = 5;
constexpr int kListsOfLastYear = 1;
constexpr std::size_t kSubjectsMax = 6;  ///< households one meeting votes on
constexpr std::size_t kSigners = 7;
constexpr std::int64_t kLeastPercent = 68;  ///< of those who should come
constexpr std::int64_t kMostPercent = 92;

/// A meeting to be held.
struct MeetingPlan {
    std::string type;
    std::string title;
    std::string agenda;
    std::string resolution;
    std::string four_step;
    std::string matter;                 ///< what is voted on when there is no subject
    std::vector<std::string> subjects;  ///< records that are voted on
    std::string purpose{};
    Moment start;
    bool listed = false;  ///< with a list of who came
};

class Meetings {
public:
    Meetings(World& world, Village& village)
        : world_(world),
          village_(village),
          chance_(world.chance.stream("meetings " + village.code)),
          words_(world.material.meetings) {}

    void run() {
        review("identify", 2016, day(2016, 5, 10));
        topics(2018, kTopicsOfYearBefore, 0);
        topics(2019, kTopicsOfYearBefore, 0);
        review("exit", 2019, day(2019, 10, 20));
        topics(kLastYear, kTopicsOfLastYear, kListsOfLastYear);
        review("exit", kLastYear, day(kLastYear, 10, 18));
        if (!village_.projects.empty()) four_steps(village_.projects.front());
    }

private:
    std::string filled(const std::string& pattern) {
        return fill(pattern, {{"group", chance_.pick(village_.groups)},
                              {"crop", crop_of(world_, chance_)},
                              {"n", std::to_string(chance_.between(2, 9))},
                              {"m", std::to_string(chance_.between(12, 60))}});
    }

    Moment evening(Day on) { return {on, static_cast<int>(chance_.between(9, 20)) * 60 + 30}; }

    /// The first `listed` that decide something come with a list of who was there.
    void topics(int year, int count, int listed) {
        std::vector<std::size_t> order(words_.at("topics").size());
        for (std::size_t i = 0; i < order.size(); ++i)
            order[i] = i;
        chance_.shuffle(order);
        for (int i = 0; i < count; ++i) {
            const Json& topic = words_.at("topics").at(order[static_cast<std::size_t>(i)]);
            MeetingPlan plan;
            plan.type = text_at(topic, "type");
            plan.title = filled(text_at(topic, "title"));
            plan.agenda = filled(text_at(topic, "agenda"));
            plan.resolution = filled(text_at(topic, "resolution"));
            plan.matter = topic.value("matter", "");
            plan.listed = listed > 0 && !plan.matter.empty();
            listed -= plan.listed ? 1 : 0;
            plan.start = evening(after(day(year, 1, 18), i * 335 / count + chance_.between(0, 10)));
            hold(plan);
        }
    }

    void review(const char* kind, int year, Day from) {
        const Json& words = words_.at("reviews").at(kind);
        MeetingPlan plan;
        plan.type = "democratic_review";
        plan.purpose = kind;
        for (const Family& family : village_.families) {
            const bool fit = std::string_view{kind} == "identify"
                                 ? family.registered
                                 : family.exit_year == year && family.returned_year == 0;
            if (fit && plan.subjects.size() < kSubjectsMax) plan.subjects.push_back(family.id);
        }
        if (plan.subjects.empty()) return;
        plan.title = fill(text_at(words, "title"), {{"year", std::to_string(year)}});
        plan.agenda = text_at(words, "agenda");
        plan.resolution =
            fill(text_at(words, "resolution"), {{"n", std::to_string(plan.subjects.size())}});
        plan.start = evening(after(from, chance_.between(0, 6)));
        plan.listed = true;
        hold(plan);
    }

    /// Proposal, consultation, the party's review, the villagers' resolution: in this order.
    void four_steps(const Project& project) {
        std::int64_t before = 42;
        for (const Json& step : words_.at("four_steps")) {
            const auto text = [&](const char* member) {
                return fill(step.value(member, ""), {{"project", project.name}});
            };
            MeetingPlan plan;
            plan.type = text_at(step, "type");
            plan.four_step = text_at(step, "step");
            plan.title = text("title");
            plan.agenda = text("agenda");
            plan.resolution = text("resolution");
            plan.matter = text("matter");
            plan.subjects = {project.key.id};
            plan.listed = !plan.matter.empty();
            plan.start = evening(after(project.pooled, -before));
            before -= 7;
            hold(plan);
        }
    }

    [[nodiscard]] static std::int64_t members_of(const std::string& type, Chance& chance) {
        if (type == "branch") return chance.between(8, 14);
        if (type == "two_committees" || type == "special_study") return chance.between(6, 9);
        if (type == "party_members") return chance.between(22, 34);
        if (type == "villagers_assembly") return chance.between(60, 110);
        if (type == "group" || type == "courtyard") return chance.between(18, 40);
        return chance.between(26, 38);
    }

    [[nodiscard]] static const char* basis_of(const std::string& type) {
        const bool households =
            type == "villagers_assembly" || type == "group" || type == "courtyard";
        return households ? "households" : "members";
    }

    [[nodiscard]] static const char* capacity_of(const std::string& type) {
        if (type == "party_members" || type == "branch") return "party_member";
        return std::string_view{basis_of(type)} == "households" ? "household_representative"
                                                                : "representative";
    }

    void hold(const MeetingPlan& plan) {
        const std::int64_t should = members_of(plan.type, chance_);
        const std::int64_t percent = chance_.between(kLeastPercent, kMostPercent);
        const std::int64_t came = (should * percent + 99) / 100;
        std::vector<const Family*> houses;
        for (const Family& family : village_.families)
            houses.push_back(&family);
        chance_.shuffle(houses);
        houses.resize(static_cast<std::size_t>(came));

        std::vector<Scribe::NewRecord> group;
        group.emplace_back("meeting", meeting_fields(plan, should, came, houses));
        std::int64_t recused = 0;
        std::size_t attendees = 0;
        for (const Family* house : houses) {
            if (!plan.listed) break;
            const bool about_them = std::find(plan.subjects.begin(), plan.subjects.end(),
                                              house->id) != plan.subjects.end();
            recused += about_them ? 1 : 0;
            ++attendees;
            group.emplace_back("attendee", Json{{"meeting", "@0"},
                                                {"person", speaker_of(*house).id},
                                                {"capacity", capacity_of(plan.type)},
                                                {"recused", about_them ? "yes" : "no"},
                                                {"sign", house->signature}});
        }
        if (plan.listed) {
            add_votes(plan, should, came - recused, group);
            if (plan.type == "democratic_review") add_signatures(plan, houses, group);
            group.emplace_back("photo", photo_fields(plan));
            group.front().second["photos"] = Json::array({"@" + std::to_string(group.size() - 1)});
        }
        const Moment saved{after(plan.start.day, 1), 10 * 60};
        const std::vector<RecordKey> keys =
            world_.scribe.add(village_.secretary, village_.code, std::move(group), saved);
        keep(plan, keys);
    }

    void keep(const MeetingPlan& plan, const std::vector<RecordKey>& keys) {
        Meeting meeting;
        meeting.key = keys.front();
        meeting.type = plan.type;
        meeting.purpose = plan.purpose;
        meeting.start = plan.start;
        meeting.subjects = plan.subjects;
        for (const RecordKey& key : keys) {
            if (key.kind == "vote") meeting.votes.push_back(key);
            if (key.kind == "attendee") meeting.attendees.push_back(key);
            if (key.kind == "signature") meeting.signatures.push_back(key);
        }
        village_.meetings.push_back(std::move(meeting));
    }

    static const Villager& speaker_of(const Family& family) {
        for (const Villager& member : family.members) {
            if (!member.left && member.age() >= 22) return member;
        }
        return family.head();
    }

    Json meeting_fields(const MeetingPlan& plan, std::int64_t should, std::int64_t came,
                        const std::vector<const Family*>& houses) {
        std::string speech;
        for (std::size_t i = 0; i < 3; ++i) {
            const std::string pattern = chance_.word(words_.at("speeches"));
            speech += fill(pattern, {{"a", speaker_of(*houses[i % houses.size()]).name},
                                     {"crop", crop_of(world_, chance_)}});
        }
        const bool assembly = plan.type == "villagers_assembly";
        const Day told =
            after(plan.start.day, -(assembly ? chance_.between(11, 16) : chance_.between(2, 6)));
        Json out = {
            {"type", plan.type},
            {"title", plan.title},
            {"notice_at", time_text({told, 10 * 60})},
            {"start_at", time_text(plan.start)},
            {"end_at", time_text(plan.start.later(static_cast<int>(chance_.between(40, 120))))},
            {"place", filled(chance_.word(world_.material.places.at("meeting_places")))},
            {"host", village_.cadres.front()},
            {"recorder", chance_.pick(village_.cadres)},
            {"count_basis", basis_of(plan.type)},
            {"should_attend", should},
            {"attended", came},
            {"agenda", plan.agenda},
            {"speech", speech},
            {"resolution", plan.resolution}};
        if (came < should) {
            out["absent_reason"] = fill(
                text_at(words_, "absence"),
                {{"n", std::to_string(should - came)}, {"why", chance_.word(words_.at("absent"))}});
        }
        if (!plan.four_step.empty()) out["four_step"] = plan.four_step;
        if (!plan.subjects.empty()) out["related"] = texts_json(plan.subjects);
        return out;
    }

    /// More than half of those present; of all members where the party's members decide.
    void add_votes(const MeetingPlan& plan, std::int64_t should, std::int64_t voters,
                   std::vector<Scribe::NewRecord>& group) {
        const bool party = plan.type == "party_members";
        const std::size_t count = std::max<std::size_t>(1, plan.subjects.size());
        for (std::size_t i = 0; i < count; ++i) {
            const std::int64_t no = chance_.between(0, std::max<std::int64_t>(0, voters / 9));
            const std::int64_t abstain = chance_.between(0, 2);
            const std::int64_t yes = std::max<std::int64_t>(0, voters - no - abstain);
            const bool passed = 2 * yes > (party ? should : voters);
            Json fields = {{"meeting", "@0"},
                           {"method", plan.type == "democratic_review" ? "ballot" : "hands"},
                           {"yes", yes},
                           {"no", no},
                           {"abstain", voters - yes - no},
                           {"passed", passed ? "yes" : "no"}};
            if (plan.subjects.empty()) {
                fields["matter"] = plan.matter;
            } else {
                fields["subject"] = plan.subjects[i];
            }
            group.emplace_back("vote", std::move(fields));
        }
    }

    void add_signatures(const MeetingPlan& plan, const std::vector<const Family*>& houses,
                        std::vector<Scribe::NewRecord>& group) {
        for (std::size_t i = 0; i < std::min(kSigners, houses.size()); ++i) {
            group.emplace_back(
                "signature",
                Json{{"target", "@0"},
                     {"person", speaker_of(*houses[i]).id},
                     {"role", "representative"},
                     {"image", houses[i]->signature},
                     {"by_thumb", "no"},
                     {"signed_at", time_text(plan.start.later(35 + static_cast<int>(i)))}});
        }
    }

    Json photo_fields(const MeetingPlan& plan) {
        Shot shot;
        shot.drawing = "meeting";
        shot.stage = "meeting";
        shot.subject = "@0";
        shot.title = plan.title;
        shot.event = plan.title;
        shot.place_name = village_.name;
        shot.photographer = village_.secretary.author.by;
        shot.taken = plan.start.later(20);
        shot.lat = village_.spot.lat;
        shot.lon = village_.spot.lon;
        shot.scope = village_.code;
        shot.device = village_.secretary.author.device;
        return world_.pictures.take(shot);
    }

    World& world_;
    Village& village_;
    Chance chance_;
    const Json& words_;
};

}  // namespace

void write_meetings(World& world, Village& village) {
    Meetings{world, village}.run();
}

void write_township_meetings(World& world) {
    Chance chance = world.chance.stream("township meetings");
    for (const Township& township : world.county.townships) {
        unsigned month = 3;
        for (const Json& topic : world.material.meetings.at("township")) {
            const Moment start{after(day(kLastYear, month, 4), chance.between(0, 12))};
            const std::int64_t should = chance.between(14, 22);
            Json fields = {{"type", topic.at("type")},
                           {"title", fill(text_at(topic, "title"), {{"town", township.name}})},
                           {"start_at", time_text(start)},
                           {"end_at", time_text(start.later(90))},
                           {"place", fill(text_at(world.material.meetings, "township_place"),
                                          {{"town", township.name}})},
                           {"host", township.contact},
                           {"recorder", township.reviewer.author.by},
                           {"should_attend", should},
                           {"attended", should - chance.between(0, 3)},
                           {"agenda", topic.at("agenda")},
                           {"resolution", topic.at("resolution")}};
            world.scribe.add_one(township.reviewer, township.code, "meeting", std::move(fields),
                                 start.later(120));
            month += 3;
        }
    }
}

}  // namespace cunji::demo
