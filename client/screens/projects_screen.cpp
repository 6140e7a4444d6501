#include "client/screens/projects_screen.h"

#include "client/model/projects.h"
#include "client/model/shell.h"
#include "client/screens/light_tone.h"
#include "client/widgets/choice.h"
#include "client/widgets/field.h"
#include "client/widgets/layout.h"
#include "client/widgets/list.h"
#include "client/widgets/page.h"
#include "client/widgets/status.h"

#include <optional>
#include <vector>

namespace cunji {

namespace {

constexpr float kStepWidth = 210;
constexpr float kProgressWidth = 92;
constexpr float kReportedWidth = 120;

ui::RecordRow record_row(const ProjectRow& project) {
    ui::RecordRow row;
    row.row = {.id = project.id,
               .title = project.name,
               .subtitle = project.phone_line,
               .icon = ui::Icon::Project,
               .tone = tone_of(project.light)};  // no pill: names are long, and the reason says it
    const std::string& state = project.reason.empty() ? project.light_word : project.reason;
    row.cells = {{.text = project.name},
                 {.text = project.step, .ink = ui::Ink::Soft},
                 {.text = project.progress},
                 {.text = state, .pill = true, .tone = tone_of(project.light)},
                 {.text = project.reported, .ink = ui::Ink::Soft}};
    return row;
}

void draw_filters(Ui& ui, const ProjectsView& view, Commands& commands) {
    if (auto typed =
            ui::search_field(ui, {.id = "search", .value = view.typed, .hint = view.search_hint})) {
        commands.push(projects::Type{*typed});
    }
    std::vector<ui::Option> options;
    for (const ProjectChip& chip : view.chips)
        options.push_back({.id = chip.id, .label = chip.label, .note = chip.count});
    if (auto chosen = ui::chips(ui, {.id = "chips", .value = view.chip, .options = options})) {
        for (const ProjectChip& chip : view.chips) {
            if (chip.id == *chosen) commands.push(projects::Choose{chip.chip});
        }
    }
}

void draw_list(Ui& ui, const ProjectsView& view, Commands& commands) {
    const std::vector<ui::TableColumn> columns{
        {.title = view.columns.at(0), .weight = 3},
        {.title = view.columns.at(1), .width = kStepWidth},
        {.title = view.columns.at(2), .width = kProgressWidth, .right = true},
        {.title = view.columns.at(3), .weight = 3},
        {.title = view.columns.at(4), .width = kReportedWidth}};
    const auto opened =
        ui::record_list(ui, {.id = "projects",
                             .count = view.rows.size(),
                             .columns = columns,
                             .row = [&](std::size_t place) { return record_row(view.rows[place]); },
                             .empty_title = view.empty_title,
                             .empty_text = view.empty_text});
    if (opened) {
        commands.push(shell::Go{{PageKind::Project, view.rows[*opened].id, {}}});
    }
}

}  // namespace

void draw_projects(Ui& ui, const ProjectsView& view, Commands& commands) {
    ui::page(ui,
             {.id = "projects",
              .title = view.title,
              .subtitle = view.loading ? std::string_view{} : view.subtitle,
              .scrolls = false},
             [&] {
                 draw_filters(ui, view, commands);
                 if (view.loading) {
                     ui::skeleton(ui, 6);
                 } else {
                     draw_list(ui, view, commands);
                 }
             });
}

}  // namespace cunji
