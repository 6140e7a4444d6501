#include "client/reading/project_list.h"

#include "shared/policy/form.h"

#include <algorithm>
#include <map>
#include <utility>

namespace cunji {

namespace {

constexpr std::string_view kProjects = R"sql(
SELECT id, scope FROM project
WHERE void_reason IS NULL AND merge_into IS NULL AND (?1 = '' OR (id = ?1 AND scope = ?2))
ORDER BY id)sql";

constexpr std::string_view kReports = R"sql(
SELECT project, count(*), max(percent), max(spent), coalesce(max(report_on), '') FROM progress
WHERE void_reason IS NULL AND merge_into IS NULL AND (?1 = '' OR project = ?1)
GROUP BY project)sql";

// Photos of a project, of its reports and of the notices about it. A day is as the author's zone
// has it.
constexpr std::string_view kStages = R"sql(
WITH owner (record, project) AS (
  SELECT id, id FROM project WHERE ?1 = '' OR id = ?1
  UNION SELECT id, project FROM progress
    WHERE void_reason IS NULL AND merge_into IS NULL AND (?1 = '' OR project = ?1)
  UNION SELECT u.id, s.value FROM publicity u, json_each(u.subjects) s
    WHERE u.void_reason IS NULL AND u.merge_into IS NULL AND (?1 = '' OR s.value = ?1))
SELECT o.project, p.stage, count(*), coalesce(min(substr(p.taken_at, 1, 10)), ''),
  coalesce(max(substr(p.taken_at, 1, 10)), '')
FROM photo p JOIN owner o ON o.record = p.subject
WHERE p.stage IS NOT NULL AND p.void_reason IS NULL AND p.merge_into IS NULL
GROUP BY o.project, p.stage)sql";

constexpr std::string_view kSubjects = R"sql(
SELECT ?1 UNION SELECT id FROM progress
  WHERE project = ?1 AND void_reason IS NULL AND merge_into IS NULL
UNION SELECT u.id FROM publicity u, json_each(u.subjects) s
  WHERE s.value = ?1 AND u.void_reason IS NULL AND u.merge_into IS NULL)sql";

/// The policy brings its forms together, after the first contact with the county.
bool knows_projects(const Store& store) {
    return store.table("project") != nullptr && store.table("progress") != nullptr &&
           store.table("photo") != nullptr && store.table("publicity") != nullptr;
}

/// All projects, or one.
std::vector<ProjectFacts> read_facts(const Store& store, std::string_view only,
                                     std::string_view scope) {
    std::vector<ProjectFacts> out;
    if (!knows_projects(store)) return out;
    const Snapshot snapshot{store.db()};
    const TypedTable& table = *store.table("project");
    const Field* step = table.form().find("step");
    std::multimap<std::string, std::size_t, std::less<>> places;
    Query projects = store.db().query(kProjects, only, scope);
    while (projects.step()) {
        ProjectFacts facts;
        facts.id = projects.str(0);
        facts.scope = projects.str(1);
        facts.fields = table.read(store.db(), facts.id, facts.scope).value_or(Values{});
        const int place = step == nullptr ? -1 : step->step_of(facts.text("step"));
        facts.step_no = std::clamp(place + 1, 1, kProjectSteps);
        places.emplace(facts.id, out.size());
        out.push_back(std::move(facts));
    }
    const auto each = [&](std::string_view project, const auto& set) {
        const auto [first, last] = places.equal_range(project);
        for (auto at = first; at != last; ++at)
            set(out[at->second]);
    };
    Query reports = store.db().query(kReports, only);
    while (reports.step()) {
        each(reports.text(0), [&](ProjectFacts& facts) {
            facts.reports = reports.integer(1);
            if (!reports.is_null(2)) facts.percent = reports.integer(2);
            if (!reports.is_null(3)) facts.spent = reports.integer(3);
            facts.last_report_on = reports.str(4);
        });
    }
    Query stages = store.db().query(kStages, only);
    while (stages.step()) {
        each(stages.text(0), [&](ProjectFacts& facts) {
            facts.stages[stages.str(1)] = {stages.integer(2), stages.str(3), stages.str(4)};
        });
    }
    return out;
}

}  // namespace

std::vector<ProjectLine> list_projects(const Store& store, std::string_view today) {
    std::vector<ProjectLine> out;
    for (ProjectFacts& facts : read_facts(store, {}, {})) {
        ProjectLine line;
        line.name = facts.text("name");
        line.category = facts.text("category");
        line.step = facts.text("step");
        line.reasons = light_reasons(facts, today);
        line.light = light_of(line.reasons);
        line.missing = missing_stages(facts);
        line.facts = std::move(facts);
        out.push_back(std::move(line));
    }
    std::stable_sort(out.begin(), out.end(), [](const ProjectLine& a, const ProjectLine& b) {
        if (a.light != b.light) return a.light > b.light;
        const bool a_built = a.facts.step_no == kStepBuilding;
        const bool b_built = b.facts.step_no == kStepBuilding;
        if (a_built != b_built) return a_built;
        return a.name < b.name;
    });
    return out;
}

std::optional<ProjectFacts> read_project_facts(const Store& store, const RecordKey& key) {
    std::vector<ProjectFacts> found = read_facts(store, key.id, key.scope);
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

std::vector<std::string> photo_subjects(const Store& store, std::string_view project) {
    std::vector<std::string> out;
    if (!knows_projects(store)) return out;
    Query query = store.db().query(kSubjects, project);
    while (query.step())
        out.push_back(query.str(0));
    return out;
}

}  // namespace cunji
