#include "client/reading/project_page.h"

#include "client/app/device.h"
#include "client/app/wording.h"
#include "shared/json/json.h"
#include "shared/policy/form.h"
#include "shared/store/reading.h"

#include <algorithm>
#include <map>

namespace cunji {

namespace {

constexpr std::string_view kProgress = R"sql(
SELECT p.id, coalesce(p.report_on, ''), coalesce(p.percent, 0), p.spent, coalesce(p.note, ''),
  coalesce((SELECT k.name FROM op o JOIN line l ON l.rid = o.rid
            JOIN known_person k ON k.id = l.by
            WHERE o.record = p.id AND o.kind = 'progress' ORDER BY o.lseq LIMIT 1), '')
FROM progress p
WHERE p.project = ?1 AND p.void_reason IS NULL AND p.merge_into IS NULL
ORDER BY p.report_on DESC, p.id DESC)sql";

constexpr std::string_view kConflicts =
    "SELECT conflicts FROM record WHERE id = ?1 AND scope = ?2 AND kind = 'project'";

/// The field that holds the day of a step, by its number; the others have none.
constexpr std::array<std::string_view, kProjectSteps> kDayFields{
    "pooled_on", "", "approved_on", "", "plan_approved_on", "filed_on", "", "start_on", "", ""};

constexpr std::size_t kDayLength = 10;

/// When each step was last set, by its code: "2026-05-01".
std::map<std::string, std::string> days_set(const Store& store, const RecordKey& key) {
    std::map<std::string, std::string> out;
    for (const Json& entry : history_of(store, key)) {
        const auto fields = entry.find("fields");
        const auto at = entry.find("at");
        if (fields == entry.end() || at == entry.end() || !at->is_number_integer()) continue;
        const std::string step{text_of(*fields, "step")};
        if (step.empty()) continue;
        out[step] = Wording::minute(at->get<Millis>()).substr(0, kDayLength);
    }
    return out;
}

std::vector<ProjectStep> steps_of(const Store& store, const Field& step, const RecordKey& key,
                                  const ProjectFacts& facts) {
    const std::map<std::string, std::string> days = days_set(store, key);
    std::vector<ProjectStep> out;
    const std::size_t count = std::min<std::size_t>(step.choices.size(), kProjectSteps);
    for (std::size_t i = 0; i < count; ++i) {
        ProjectStep one;
        one.no = static_cast<int>(i) + 1;
        one.code = step.choices[i].code;
        one.state = one.no < facts.step_no    ? StepState::Done
                    : one.no == facts.step_no ? StepState::Present
                                              : StepState::Ahead;
        one.on = facts.text(kDayFields[i]);
        const auto set = days.find(one.code);
        if (one.on.empty() && one.state != StepState::Ahead && set != days.end()) {
            one.on = set->second;
        }
        one.lacks = lacks_of(facts, one.no);
        out.push_back(std::move(one));
    }
    return out;
}

std::vector<NextStep> next_steps(const Field& step, const std::string& now, const Powers& powers) {
    std::vector<NextStep> out;
    for (const Transition& way : step.transitions) {
        if (way.from != now) continue;
        NextStep next;
        next.code = way.to;
        next.forward = step.step_of(way.to) > step.step_of(now);
        next.who = way.who;
        next.mine = may_write(powers, step) && may_take(powers, way);
        out.push_back(std::move(next));
    }
    std::stable_partition(out.begin(), out.end(), [](const NextStep& n) { return n.forward; });
    return out;
}

std::vector<ProgressLine> progress_of(const Store& store, std::string_view project) {
    std::vector<ProgressLine> out;
    Query query = store.db().query(kProgress, project);
    while (query.step()) {
        ProgressLine& line = out.emplace_back();
        line.id = query.str(0);
        line.on = query.str(1);
        line.percent = query.integer(2);
        if (!query.is_null(3)) line.spent = query.integer(3);
        line.note = query.str(4);
        line.by = query.str(5);
    }
    return out;
}

void add_photos(const Store& store, ProjectPage& page) {
    std::vector<PhotoItem> photos = photos_of(store, photo_subjects(store, page.facts.id));
    find_reused(store, photos);
    find_doubts(photos);
    const std::vector<std::string> missing = missing_stages(page.facts);
    for (const std::string_view stage : kProjectStages) {
        StageSlot& slot = page.slots.emplace_back();
        slot.stage = stage;
        slot.missing = std::find(missing.begin(), missing.end(), stage) != missing.end();
    }
    for (PhotoItem& photo : photos) {
        const auto slot = std::find_if(page.slots.begin(), page.slots.end(),
                                       [&](const StageSlot& s) { return s.stage == photo.stage; });
        (slot == page.slots.end() ? page.others : slot->photos).push_back(std::move(photo));
    }
}

}  // namespace

std::optional<ProjectPage> read_project(const Store& store, std::string_view id,
                                        const Powers& powers, std::string_view today) {
    const Snapshot snapshot{store.db()};
    const std::optional<RecordKey> key = find_record(store, id);
    if (!key || key->kind != "project") return std::nullopt;
    std::optional<ProjectFacts> facts = read_project_facts(store, *key);
    const TypedTable* table = store.table("project");
    const Field* step = table == nullptr ? nullptr : table->form().find("step");
    if (!facts || step == nullptr) return std::nullopt;

    ProjectPage page;
    page.facts = std::move(*facts);
    page.name = page.facts.text("name");
    page.reasons = light_reasons(page.facts, today);
    page.light = light_of(page.reasons);
    page.order = order_problems(page.facts);
    page.steps = steps_of(store, *step, *key, page.facts);
    page.next = next_steps(*step, page.facts.text("step"), powers);
    page.fund_sum = fund_sum(page.facts);
    page.progress = progress_of(store, page.facts.id);
    page.can_edit = may_write(powers, *step);
    page.conflicts =
        store.db()
            .integer(kConflicts, std::string_view{key->id}, std::string_view{key->scope})
            .value_or(0);
    add_photos(store, page);
    return page;
}

}  // namespace cunji
