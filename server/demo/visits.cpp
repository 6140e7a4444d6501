#include "server/demo/parts.h"

#include <algorithm>

namespace cunji::demo {

namespace {

constexpr int kFirstSlot = 8 * 60 + 30;  // minutes of the day
constexpr int kSlotMinutes = 55;
constexpr int kSlotsOfDay = 9;
constexpr std::int64_t kStep = 4'000;  // 1e-7 degrees: 40 m

constexpr std::int64_t kMonthlyPercent = 52;    ///< of registered households, each month
constexpr std::int64_t kNotVisitedPercent = 8;  ///< of them, in the last quarter
constexpr std::int64_t kProblemPercent = 9;
constexpr std::int64_t kPhotoPermille = 10;
constexpr int kSharePercent = 55;  ///< of problems whose solution the household confirmed

/// What one visit is about.
struct VisitPlan {
    std::string purpose;
    Day around;
    bool with_helper = false;
};

class Visiting {
public:
    Visiting(World& world, Village& village)
        : world_(world),
          village_(village),
          chance_(world.chance.stream("visits " + village.code)),
          words_(world.material.visits) {}

    void run() {
        for (Family& family : village_.families) {
            if (family.registered) {
                visit(family, {"first", after(day(2016, 3, 1), chance_.between(0, 55))});
                visit_each_month(family);
            } else {
                visit(family, {"routine", after(day(kLastYear, 4, 1), chance_.between(0, 180))});
            }
            if (!family.monitor_class.empty()) visit_each_quarter(family);
        }
    }

private:
    void visit_each_month(Family& family) {
        family.neglected = chance_.percent(kNotVisitedPercent);
        for (unsigned month = 1; month <= 12; ++month) {
            const bool due = month == 11 && !family.neglected;
            const bool skipped =
                (month >= 9 && family.neglected) || !chance_.percent(kMonthlyPercent);
            if (skipped && !due) continue;
            const std::string purpose = month == 10 ? "look_back" : "routine";
            visit(family, {purpose, after(day(kLastYear, month, 2), chance_.between(0, 20)),
                           chance_.percent(35)});
        }
    }

    void visit_each_quarter(Family& family) {
        for (int year = kLastYear + 1; year <= kLastWatchedYear; ++year) {
            for (unsigned month = 2; month <= 11; month += 3)
                visit(family, {"routine", after(day(year, month, 3), chance_.between(0, 20))});
        }
    }

    /// A visit takes its time, and one secretary makes one at a time.
    Moment free_slot(Day on) {
        while (slots_[on] >= kSlotsOfDay)
            on = after(on, 1);
        const int slot = slots_[on]++;
        return {on, kFirstSlot + slot * kSlotMinutes + static_cast<int>(chance_.between(0, 12))};
    }

    void visit(Family& family, const VisitPlan& plan) {
        const Moment start = free_slot(plan.around);
        const std::string crop = crop_of(world_, chance_);
        Json fields = base_fields(family, plan, start);
        std::string appeal;
        std::string category;
        fields["content"] = content(family, plan, crop, appeal, category);
        if (!category.empty()) {
            fields["findings"] = Json::array({category});
            fields["appeal"] = appeal;
        }
        const bool photo = chance_.permille(kPhotoPermille);
        if (photo) fields["photos"] = Json::array({"@1"});
        std::vector<Scribe::NewRecord> group;
        group.emplace_back("visit", std::move(fields));
        if (photo) group.emplace_back("photo", photo_fields(family, start));
        const std::size_t followup = group.size();
        if (!category.empty()) group.emplace_back("followup", problem(family, appeal, start));
        const Moment saved = start.later(kSlotMinutes);
        const std::vector<RecordKey> keys =
            world_.scribe.add(village_.secretary, village_.code, std::move(group), saved);
        if (year_of(start.day) == kLastYear && !photo) family.visits.push_back(keys.front().id);
        if (!category.empty()) solve(family, keys[followup], start);
    }

    Json base_fields(const Family& family, const VisitPlan& plan, const Moment& start) {
        Json visitors = Json::array({village_.secretary.author.by});
        if (plan.with_helper && !family.helper.empty()) visitors.push_back(family.helper);
        Json out = {{"household", family.id},
                    {"purpose", plan.purpose},
                    {"visitors", visitors},
                    {"start_at", time_text(start)},
                    {"end_at", time_text(start.later(static_cast<int>(chance_.between(18, 40))))},
                    {"present_member", present(family, start.day)},
                    {"policy_told", chance_.percent(82) ? "yes" : "no"},
                    {"satisfaction", chance_.code(world_.material.help.at("satisfaction"))},
                    {"head_sign", family.signature}};
        if (chance_.percent(88)) {
            const Spot at = near(chance_, family.spot, kStep);
            out["geo_lat"] = at.lat;
            out["geo_lon"] = at.lon;
            out["geo_acc"] = chance_.between(4, 30);
        } else {
            out["geo_skip_reason"] = chance_.word(words_.at("geo_skip_reasons"));
        }
        return out;
    }

    /// A grown-up who lived there on that day.
    std::string present(const Family& family, Day on) {
        std::vector<const Villager*> fit;
        for (const Villager& member : family.members) {
            const bool there =
                (!member.joined || *member.joined < on) && (!member.left || *member.left > on);
            if (there && member.age() >= 20) fit.push_back(&member);
        }
        return fit.empty() ? family.head().id : chance_.pick(fit)->id;
    }

    std::string content(const Family& family, const VisitPlan& plan, const std::string& crop,
                        std::string& appeal, std::string& category) {
        const std::string number = std::to_string(chance_.between(2, 19));
        const auto sentence = [&](const std::string& pattern) {
            return fill(pattern, {{"group", family.group},
                                  {"head", family.head().name},
                                  {"crop", crop},
                                  {"n", number}});
        };
        std::string out = sentence(chance_.word(words_.at("openings")));
        const Json& purposes = words_.at("purposes");
        if (purposes.contains(plan.purpose))
            out += sentence(chance_.word(purposes.at(plan.purpose)));
        const std::size_t seen = chance_.below(words_.at("observations").size());
        const std::size_t step = 1 + chance_.below(words_.at("observations").size() - 1);
        const auto observation = [&](std::size_t index) {
            return words_.at("observations").at(index % words_.at("observations").size());
        };
        out += sentence(observation(seen).get<std::string>());
        out += sentence(observation(seen + step).get<std::string>());
        if (chance_.percent(kProblemPercent)) {
            category = category_for(family);
            const Json& found = chance_.pick(words_.at("findings").at(category));
            out += sentence(found.at(0).get<std::string>());
            appeal = sentence(found.at(1).get<std::string>());
        }
        return out + sentence(chance_.word(words_.at("closings")));
    }

    /// Nobody without children has trouble with schools.
    std::string category_for(const Family& family) {
        for (;;) {
            const Json& findings = words_.at("findings");
            auto at = findings.begin();
            std::advance(at, static_cast<std::ptrdiff_t>(chance_.below(findings.size())));
            if (at.key() != "education" || family.has_student()) return at.key();
        }
    }

    Json photo_fields(const Family& family, const Moment& start) {
        const Json& titles = words_.at("photos");
        Shot shot;
        shot.drawing = "visit";
        shot.stage = "visit";
        shot.subject = "@0";
        shot.title = fill(text_at(titles, "visit"), {{"head", family.head().name}});
        shot.event = text_at(titles, "visit_event");
        shot.place_name = family.address;
        shot.photographer = village_.secretary.author.by;
        shot.taken = start.later(10);
        shot.lat = family.spot.lat;
        shot.lon = family.spot.lon;
        shot.scope = village_.code;
        shot.device = village_.secretary.author.device;
        return world_.pictures.take(shot);
    }

    Json problem(const Family& family, const std::string& appeal, const Moment& start) {
        const bool urgent = chance_.percent(6);
        return {{"source", "@0"},
                {"household", family.id},
                {"description", appeal},
                {"urgency", urgent ? "urgent" : "normal"},
                {"owner", chance_.pick(village_.cadres)},
                {"due_on", date_text(after(start.day, urgent ? 1 : 15))},
                {"state", "open"}};
    }

    void solve(const Family& family, const RecordKey& key, const Moment& start) {
        const std::int64_t luck = chance_.between(0, 99);
        if (luck < 7) return;
        const Day begun = after(start.day, chance_.between(1, 4));
        if (luck < 16) {
            return world_.scribe.change(village_.secretary, key, {{"state", "doing"}}, {begun});
        }
        const Day done = after(begun, chance_.between(1, 12));
        world_.scribe.change(village_.secretary, key,
                             {{"state", "resolved"},
                              {"result", chance_.word(words_.at("results"))},
                              {"done_on", date_text(done)}},
                             {done, 17 * 60});
        if (!chance_.percent(kSharePercent)) return;
        const Day seen = after(done, chance_.between(2, 20));
        world_.scribe.change(
            village_.secretary, key,
            {{"state", "verified"},
             {"satisfaction", chance_.code(world_.material.help.at("satisfaction"))},
             {"verified_by", village_.secretary.author.by},
             {"verified_on", date_text(seen)},
             {"household_sign", family.signature}},
            {seen, 18 * 60});
    }

    World& world_;
    Village& village_;
    Chance chance_;
    const Json& words_;
    std::map<Day, int> slots_;
};

}  // namespace

void write_visits(World& world, Village& village) {
    Visiting{world, village}.run();
}

}  // namespace cunji::demo
