#include "client/views/projects_view.h"

#include "client/views/project_words.h"

#include <array>
#include <utility>

namespace cunji {

namespace {

using projects::Chip;

constexpr std::array<std::pair<Chip, const char*>, 5> kChips{{{Chip::All, "all"},
                                                              {Chip::Attention, "attention"},
                                                              {Chip::Building, "building"},
                                                              {Chip::Missing, "missing"},
                                                              {Chip::Finished, "finished"}}};

bool matches(const ProjectLine& line, Chip chip) {
    switch (chip) {
        case Chip::All:
            return true;
        case Chip::Attention:
            return line.light != Light::Green;
        case Chip::Building:
            return line.facts.step_no == kStepBuilding;
        case Chip::Missing:
            return !line.missing.empty();
        case Chip::Finished:
            break;
    }
    return line.facts.step_no >= kStepAccepted;
}

bool matches(const ProjectLine& line, const std::string& typed) {
    return typed.empty() || line.name.find(typed) != std::string::npos ||
           line.facts.text("place").find(typed) != std::string::npos;
}

ProjectRow row_of(const ProjectLine& line, const Words& words) {
    ProjectRow row;
    row.id = line.facts.id;
    row.name = line.name;
    row.step = words.say(
        {"projects.step_of",
         {{"no", std::to_string(line.facts.step_no)}, {"step", step_word(words, line.step)}}});
    row.category = words.choice("project", "category", line.category);
    if (line.facts.percent) row.progress = std::to_string(*line.facts.percent) + "%";
    row.reported = line.facts.last_report_on;
    row.light = line.light;
    row.light_word = light_word(words, line.light);
    if (!line.reasons.empty()) row.reason = say_with_stage(words, line.reasons.front().message);
    row.phone_line = row.progress.empty() ? row.step : row.step + " " + row.progress;
    if (!row.reason.empty()) row.phone_line = row.reason;
    return row;
}

}  // namespace

ProjectsView make_projects_view(const projects::State& state, const Words& words) {
    ProjectsView view;
    view.title = words.say("projects.title");
    view.search_hint = words.say("projects.search_hint");
    view.typed = state.typed;
    for (const char* column :
         {"projects.column.name", "projects.column.step", "projects.column.progress",
          "projects.column.light", "projects.column.reported"}) {
        view.columns.push_back(words.say(column));
    }
    view.loading = state.lines == nullptr;
    for (const auto& [chip, id] : kChips) {
        ProjectChip one;
        one.chip = chip;
        one.id = id;
        one.label = words.say(std::string{"projects.chip."} + id);
        std::int64_t count = 0;
        if (state.lines) {
            for (const ProjectLine& line : *state.lines)
                count += matches(line, chip) ? 1 : 0;
        }
        one.count = std::to_string(count);
        if (chip == state.chip) view.chip = id;
        view.chips.push_back(std::move(one));
    }
    if (state.lines) {
        for (const ProjectLine& line : *state.lines) {
            if (matches(line, state.chip) && matches(line, state.typed)) {
                view.rows.push_back(row_of(line, words));
            }
        }
    }
    view.subtitle = words.say({"projects.count", {{"count", std::to_string(view.rows.size())}}});
    const bool none = state.lines && state.lines->empty();
    view.empty_title = words.say(none ? "projects.empty.title" : "projects.none.title");
    view.empty_text = words.say(none ? "projects.empty.text" : "projects.none.text");
    return view;
}

}  // namespace cunji
