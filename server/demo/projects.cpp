#include "server/demo/parts.h"
#include "shared/base/check.h"

#include <algorithm>
#include <array>

namespace cunji::demo {

namespace {

constexpr std::size_t kProjects = 56;
constexpr std::size_t kProjectsMin = 16;  ///< also of a small county: errors need room
constexpr std::size_t kVillages = 24;
constexpr std::size_t kStride = 23;       ///< prime to 56: mixes the steps over the list
constexpr std::int64_t kWan = 1'000'000;  ///< fen of 10,000 yuan

struct Step {
    const char* code;
    int projects;  ///< that stand there at the end
    bool county;   ///< who takes it
};

constexpr std::array<Step, 10> kSteps{{{"pool", 2, false},
                                       {"guide", 1, true},
                                       {"approved", 3, true},
                                       {"plan", 2, false},
                                       {"plan_approved", 3, true},
                                       {"filed", 3, false},
                                       {"publicized", 4, false},
                                       {"building", 15, false},
                                       {"accepted", 9, false},
                                       {"archived", 14, false}}};

/// Where the project of that place in the list stands at the end.
struct Standing {
    std::size_t step = 0;
    std::size_t rank = 0;  ///< among those that stand there
};

Standing standing_of(std::size_t place) {
    std::size_t left = place * kStride % kProjects;
    for (std::size_t step = kSteps.size(); step-- > 0;) {
        const auto count = static_cast<std::size_t>(kSteps[step].projects);
        if (left < count) return {step, left};
        left -= count;
    }
    return {};
}

constexpr std::size_t kBuilding = 7;
constexpr std::size_t kAccepted = 8;
constexpr std::size_t kArchived = 9;

class Building {
public:
    Building(World& world, Village& village, const Json& plan, std::size_t place)
        : world_(world),
          village_(village),
          plan_(plan),
          words_(world.material.projects),
          chance_(world.chance.stream("project " + std::to_string(place))),
          number_(std::to_string(place + 101).substr(1)),
          rank_(standing_of(place).rank),
          last_(standing_of(place).step) {}

    void run() {
        schedule();
        write_pool();
        for (std::size_t step = 1; step <= last_; ++step)
            take(step);
        village_.projects.push_back(project_);
    }

private:
    void schedule() {
        year_ = kLastYear;
        if (last_ == kAccepted) year_ = 2019;
        if (last_ == kArchived) year_ = static_cast<int>(chance_.between(2017, 2018));
        project_.step = kSteps[last_].code;
        project_.pooled = after(day(year_, 1, 12), chance_.between(0, 25));
        project_.start_plan = after(project_.pooled, chance_.between(84, 100));
        project_.end_plan = after(project_.start_plan, chance_.between(100, 230));
        // Some are late: they should have been finished, and are not.
        project_.late = last_ == kBuilding && rank_ % 2 == 1;
        if (last_ == kBuilding && !project_.late)
            project_.end_plan = after(day(2020, 12, 20), chance_.between(0, 60));
        if (project_.late) project_.end_plan = std::min(project_.end_plan, day(2020, 11, 10));
        if (last_ >= kBuilding) project_.start = after(project_.start_plan, chance_.between(0, 8));
        if (last_ >= kAccepted) project_.end = after(project_.end_plan, chance_.between(-12, 4));
    }

    [[nodiscard]] std::string doc(const char* kind) const {
        return fill(text_at(words_.at("doc_nos"), kind),
                    {{"year", std::to_string(year_)}, {"n", number_}});
    }

    std::string named(const char* member) {
        return fill(text_at(plan_, member), {{"village", village_.name},
                                             {"group", group_},
                                             {"group2", group2_},
                                             {"crop", crop_},
                                             {"n", std::to_string(pool_size_)}});
    }

    void write_pool() {
        group_ = village_.groups.front();
        group2_ = village_.groups[1 + chance_.below(village_.groups.size() - 1)];
        crop_ = chance_.word(words_.at("crops"));
        pool_size_ = chance_.between(5, 20) * 10;
        const std::string category = text_at(plan_, "category");
        project_.name = named("name");
        project_.content = named("content");
        project_.wan = plan_.at("wan").get<std::int64_t>();
        project_.households = plan_.at("households").get<std::int64_t>();
        project_.picture = text_at(plan_, "picture");
        project_.impl_org =
            fill(chance_.word(words_.at("impl_orgs")), {{"village", village_.name}});
        project_.spot = near(chance_, village_.spot, 60'000);
        const bool water = project_.picture == "reservoir";
        const std::int64_t total = project_.wan * kWan;
        const std::int64_t central = total * chance_.between(40, 60) / 100;
        const std::int64_t province = total * chance_.between(20, 30) / 100;
        const bool relief = plan_.value("work_relief", false);
        Json fields = {{"name", project_.name},
                       {"category", relief ? "work_relief" : category},
                       {"step", "pool"},
                       {"pool_no", doc("pool")},
                       {"pooled_on", date_text(project_.pooled)},
                       {"owner_org", text_at(words_.at("owner_orgs"), water ? "water" : category)},
                       {"impl_org", project_.impl_org},
                       {"legal_person", world_.names.staff_name(chance_, chance_.percent(80))},
                       {"phone", world_.numbers.phone()},
                       {"content", project_.content},
                       {"place", village_.name + group_},
                       {"geo_lat", project_.spot.lat},
                       {"geo_lon", project_.spot.lon},
                       {"geo_acc", 10},
                       {"scale", plan_.at("scale")},
                       {"scale_unit", plan_.at("unit")},
                       {"expected_goal", named("goal")},
                       {"expected_households", project_.households},
                       {"start_plan", date_text(project_.start_plan)},
                       {"end_plan", date_text(project_.end_plan)},
                       {"fund_kind", relief ? "work_relief" : "development"},
                       {"total", total},
                       {"fund_central", central},
                       {"fund_province", province},
                       {"fund_county", total - central - province},
                       {"complaint_contact", world_.county.hotline}};
        project_.key = world_.scribe.add_one(reviewer(), village_.code, "project",
                                             std::move(fields), {project_.pooled});
    }

    [[nodiscard]] const Clerk& reviewer() const { return world_.town_of(village_).reviewer; }

    void take(std::size_t step) {
        const std::string code = kSteps[step].code;
        const Day from = project_.pooled;
        Json fields = {{"step", code}};
        Day on = after(from, static_cast<std::int64_t>(step) * 11);
        if (code == "approved") {
            fields["approval_no"] = doc("approval");
            fields["approved_on"] = date_text(on);
        } else if (code == "plan") {
            plan(fields, on);
        } else if (code == "plan_approved") {
            fields["plan_approval_no"] = doc("plan");
            fields["plan_approved_on"] = date_text(on);
            fields["fund_doc_no"] = doc("fund");
            fields["funded_on"] = date_text(after(on, 3));
        } else if (code == "filed") {
            fields["filed_on"] = date_text(on);
            fields["cloud_no"] = doc("cloud");
            fields["fund_system_no"] = doc("fund_system");
        } else if (code == "publicized") {
            photograph("signboard", "signboard", after(on, 8));
        } else if (code == "building") {
            on = *project_.start;
            photograph("before", drawing("before"), after(on, -chance_.between(4, 15)));
            fields["start_on"] = date_text(on);
            fields["contract"] = doc("contract");
            fields["contract_amount"] = project_.wan * kWan * chance_.between(95, 100) / 100;
        } else if (code == "accepted") {
            photograph("after", drawing("after"), after(*project_.end, chance_.between(1, 6)));
            fields["end_on"] = date_text(*project_.end);
            on = after(*project_.end, chance_.between(18, 30));
            photograph("acceptance", drawing("after"), on);
        } else if (code == "archived") {
            on = after(*project_.end, chance_.between(50, 70));
        }
        world_.scribe.change(kSteps[step].county ? world_.county.merger : reviewer(), project_.key,
                             std::move(fields), {on, 15 * 60});
        if (code == "building") report();
    }

    void plan(Json& fields, Day on) {
        const bool public_good = text_at(plan_, "category") == "infrastructure";
        fields["procurement"] = plan_.at("procurement");
        fields["public_good"] = public_good ? "yes" : "no";
        fields["entrusted"] = "no";
        if (plan_.contains("link")) fields["link_mode"] = plan_.at("link");
        if (!public_good) {
            fields["application_photos"] =
                Json::array({photograph("document", "document", after(on, -2))});
        }
    }

    /// Three drawings show how something is built; the rest has a place and a field.
    [[nodiscard]] std::string drawing(const std::string& stage) const {
        const std::string& picture = project_.picture;
        const bool built = picture == "road" || picture == "reservoir" || picture == "barn";
        return built ? picture + "_" + stage : picture;
    }

    std::string photograph(const std::string& stage, const std::string& drawing, Day on) {
        const Clerk& clerk = village_.secretary;
        Shot shot;
        shot.drawing = drawing;
        shot.stage = stage;
        shot.subject = project_.key.id;
        shot.title = project_.name + text_at(words_.at("photos"), stage);
        shot.event = text_at(words_.at("photos"), stage);
        shot.place_name = village_.name + group_;
        shot.background = fill(chance_.word(words_.at("backgrounds")), {{"group", group2_}});
        shot.photographer = clerk.author.by;
        shot.taken = {on, static_cast<int>(chance_.between(9 * 60, 17 * 60))};
        const Spot at = near(chance_, project_.spot, 2'000);
        shot.lat = at.lat;
        shot.lon = at.lon;
        shot.scope = village_.code;
        shot.device = clerk.author.device;
        Json fields = world_.pictures.take(shot);
        fields["group_no"] = static_cast<std::int64_t>(village_.projects.size()) + 1;
        fields["seq"] = ++pictures_;
        std::string id =
            world_.scribe
                .add_one(clerk, village_.code, "photo", std::move(fields), shot.taken.later(20))
                .id;
        project_.photos.try_emplace(stage, id);
        return id;
    }

    void report() {
        const Day start = *project_.start;
        const Day end = project_.end.value_or(kEnd);
        const std::int64_t days = (end - start).count();
        const std::int64_t planned = (project_.end_plan - start).count();
        constexpr std::int64_t kReports = 4;
        for (std::int64_t i = 1; i <= kReports; ++i) {
            const Day on = after(start, days * i / kReports);
            std::int64_t percent =
                std::min<std::int64_t>(100, (on - start).count() * 100 / planned);
            if (project_.late) percent = percent * 6 / 10;
            if (project_.end && i == kReports) percent = 100;
            const char* notes = i == 1           ? "begin"
                                : project_.late  ? "late"
                                : percent == 100 ? "end"
                                                 : "middle";
            const std::string number = std::to_string(chance_.between(4, 18));
            Json fields = {
                {"project", project_.key.id},
                {"report_on", date_text(on)},
                {"percent", percent},
                {"qty", plan_.at("scale").get<std::int64_t>() * percent / 100},
                {"qty_unit", plan_.at("unit")},
                {"spent", project_.wan * kWan * percent / 100 * 9 / 10},
                {"benefited_households", percent == 100 ? project_.households : 0},
                {"note", fill(chance_.word(words_.at("notes").at(notes)), {{"n", number}})}};
            if (i == 2 || i == 3) {
                fields["photos"] = Json::array({photograph("during", drawing("during"), on)});
            }
            world_.scribe.add_one(village_.secretary, village_.code, "progress", std::move(fields),
                                  {on, 18 * 60});
        }
    }

    World& world_;
    Village& village_;
    const Json& plan_;
    const Json& words_;
    Chance chance_;
    std::string number_;
    std::size_t rank_;
    std::size_t last_;
    Project project_;
    int year_ = kLastYear;
    std::string group_;
    std::string group2_;
    std::string crop_;
    std::int64_t pool_size_ = 0;
    std::int64_t pictures_ = 0;
};

}  // namespace

void write_projects(World& world) {
    std::vector<Village>& villages = world.county.villages;
    const std::size_t count =
        std::clamp(kProjects * villages.size() / kVillages, kProjectsMin, kProjects);
    const Json& plans = world.material.projects.at("projects");
    CHECK_THAT(plans.size() == kProjects);
    for (std::size_t place = 0; place < count; ++place)
        Building{world, villages[place % villages.size()], plans.at(place), place}.run();
}

}  // namespace cunji::demo
