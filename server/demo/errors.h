#pragma once

#include "server/demo/parts.h"

#include <functional>
#include <optional>
#include <string>

namespace cunji::demo {

/// Where an error goes: a household that nothing else was planted in, and one of its members.
struct Target {
    Village* village = nullptr;
    Family* family = nullptr;
    Villager* member = nullptr;

    [[nodiscard]] RecordKey key(const char* kind, const std::string& id) const {
        return {village->code, kind, id};
    }

    [[nodiscard]] RecordKey member_key() const { return key("member", member->id); }

    [[nodiscard]] RecordKey member_year() const { return key("member_year", member->year_id); }

    [[nodiscard]] RecordKey household() const { return key("household", family->id); }

    [[nodiscard]] RecordKey year(int year) const {
        return key("household_year", family->years.at(year));
    }
};

/// Puts errors into records, each into one of its own, and keeps the list of them. A small county
/// may have no place for one: then it is left out.
class Planter {
public:
    explicit Planter(World& world) : world_(world), chance_(world.chance.stream("errors")) {}

    void people();
    void years();
    void poverty();
    void visits();
    void meetings();
    void notices();
    void projects();

private:
    using FamilyTest = std::function<bool(const Family&)>;
    using MemberTest = std::function<bool(const Family&, const Villager&)>;

    /// The next that fits, village by village; it is used from now on.
    std::optional<Target> family(const FamilyTest& fits);
    std::optional<Target> member(const MemberTest& fits);
    /// The household's sheet of the last year, if nobody has approved it.
    [[nodiscard]] bool is_open(const Target& target, int year = kLastYear) const;
    std::optional<Target> open_family(const FamilyTest& fits);

    /// The village changes the record, and that is against the rule.
    void break_rule(const char* rule, const Target& target, const RecordKey& record, Json fields);
    void break_as(const char* rule, const Clerk& clerk, const RecordKey& record, Json fields);

    void note(const char* rule, const RecordKey& record) {
        world_.planted.push_back({rule, record});
    }

    // A rule with all that it takes.
    void two_with_one_number();
    void missing_and_contradicting();
    void schooling();
    void labour();
    void sums();
    void exits();
    void measures();
    void watched();
    void hurried_visits();
    void attendance();
    void reviews();
    void money_and_time();
    void papers();
    void pictures();

    struct MeetingTarget {
        Village* village = nullptr;
        Meeting* meeting = nullptr;
    };

    struct NoticeTarget {
        Village* village = nullptr;
        Notice* notice = nullptr;
    };

    struct ProjectTarget {
        Village* village = nullptr;
        Project* project = nullptr;
    };

    std::optional<MeetingTarget> meeting(const std::function<bool(const Meeting&)>& fits);
    std::optional<NoticeTarget> notice(const std::function<bool(const Notice&)>& fits);
    std::optional<ProjectTarget> project(const std::function<bool(const Project&)>& fits);
    void break_meeting(const char* rule, const MeetingTarget& target, Json fields);
    void break_project(const char* rule, const ProjectTarget& target, Json fields);

    World& world_;
    Chance chance_;
    std::size_t next_village_ = 0;
};

}  // namespace cunji::demo
