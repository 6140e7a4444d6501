#include "client/screens/project_screen.h"

#include "client/model/photos.h"
#include "client/model/project.h"
#include "client/model/shell.h"
#include "client/screens/light_tone.h"
#include "client/screens/project_parts.h"
#include "client/widgets/chart.h"
#include "client/widgets/dialog.h"
#include "client/widgets/layout.h"
#include "client/widgets/list.h"
#include "client/widgets/page.h"
#include "client/widgets/status.h"
#include "client/widgets/text.h"

#include <algorithm>
#include <string>
#include <vector>

namespace cunji {

namespace {

Page adding_page(const std::string& id, const std::string& stage) {
    return {PageKind::Photo, id, std::string{photos::kAdd} + stage};
}

ui::StepState step_state(const StepView& step) {
    if (step.blocked) return ui::StepState::Blocked;
    switch (step.state) {
        case StepState::Done:
            return ui::StepState::Done;
        case StepState::Present:
            return ui::StepState::Current;
        case StepState::Ahead:
            break;
    }
    return ui::StepState::Open;
}

void draw_state(Ui& ui, const ProjectView& view, Commands& commands) {
    if (!view.offered.empty() && ui::banner(ui, {.id = "offered",
                                                 .tone = ui::Tone::Info,
                                                 .text = view.offered,
                                                 .action = view.offered_action})) {
        commands.push(shell::Go{adding_page(view.id, {})});
    }
    if (!view.conflicts.empty() && ui::banner(ui, {.id = "conflicts",
                                                   .tone = ui::Tone::Warn,
                                                   .text = view.conflicts,
                                                   .action = view.conflicts_action})) {
        commands.push(shell::Go{{PageKind::Conflict, view.id, {}}});
    }
    ui::pills(ui, {{.tone = tone_of(view.light), .text = view.light_word}});
    for (const std::string& reason : view.reasons) {
        ui::icon_text(ui, view.light == Light::Red ? ui::Icon::Error : ui::Icon::Warning, reason,
                      {.ink = ui::ink_of(tone_of(view.light))});
    }
}

void draw_next(Ui& ui, const ProjectView& view, Commands& commands) {
    std::vector<ui::Button> buttons;
    for (const NextView& next : view.next) {
        buttons.push_back({.id = next.code,
                           .label = next.label,
                           .icon = next.forward ? ui::Icon::Forward : ui::Icon::Undo,
                           .kind = next.forward ? ui::ButtonKind::Soft : ui::ButtonKind::Plain,
                           .enabled = next.enabled,
                           .reason = next.reason});
    }
    const std::string pressed = ui::actions(ui, buttons);
    if (!pressed.empty()) commands.push(project::AskStep{pressed});
}

void draw_steps(Ui& ui, const ProjectView& view, Commands& commands) {
    ui::card(ui, {.id = "steps", .title = view.steps_title}, [&] {
        std::vector<ui::Step> steps;
        for (const StepView& step : view.steps) {
            steps.push_back({.label = step.label, .state = step_state(step), .note = step.note});
        }
        if (auto pressed = ui::step_bar(ui, {.id = "bar", .steps = steps})) {
            commands.push(project::ShowStep{static_cast<int>(*pressed) + 1});
        }
        ui::divider(ui);
        ui::heading(ui, view.needs_title);
        if (view.needs.empty()) {
            ui::icon_text(ui, ui::Icon::CheckCircle, view.needs_none, {.ink = ui::Ink::Good});
        }
        for (std::size_t i = 0; i < view.needs.size(); ++i) {
            const bool blocks = view.needs_block[i];
            ui::icon_text(ui, blocks ? ui::Icon::Error : ui::Icon::RadioOff, view.needs[i],
                          {.ink = blocks ? ui::Ink::Bad : ui::Ink::Normal});
        }
        if (!view.next.empty()) {
            ui::gap(ui, 4);
            draw_next(ui, view, commands);
        }
    });
}

void draw_asking(Ui& ui, const ProjectView& view, Commands& commands) {
    if (!view.asks) return;
    const AskingView& asking = view.asking;
    const std::string text =
        view.refused.empty() ? asking.text : asking.text + "\n\n" + view.refused;
    const ui::DialogResult result = ui::dialog(ui, {.id = "step",
                                                    .title = asking.title,
                                                    .text = text,
                                                    .confirm = asking.confirm,
                                                    .cancel = asking.cancel,
                                                    .reason_label = asking.why_label,
                                                    .reason = asking.why,
                                                    .reason_needed = asking.why_needed,
                                                    .reason_missing = asking.why_missing});
    if (result.reason) commands.push(project::Explain{*result.reason});
    if (result.cancelled) commands.push(project::CancelStep{});
    if (result.confirmed) commands.push(project::TakeStep{});
}

void draw_body(Ui& ui, const ProjectView& view, Commands& commands) {
    draw_state(ui, view, commands);
    draw_steps(ui, view, commands);
    draw_slots(ui, view, commands);
    ui::columns(ui, {{.weight = 3, .body = [&] { draw_progress(ui, view, commands); }},
                     {.weight = 2, .body = [&] { draw_facts(ui, view, commands); }}});
}

}  // namespace

void draw_project(Ui& ui, const ProjectView& view, Commands& commands) {
    std::vector<ui::Button> buttons;
    if (!view.loading && view.gone.empty()) {
        buttons.push_back({.id = "record", .label = view.who_answers, .icon = ui::Icon::Verified});
        buttons.push_back({.id = "add_photo",
                           .label = view.add_photo,
                           .icon = ui::Icon::AddPhoto,
                           .kind = ui::ButtonKind::Primary});
    }
    const ui::PageResult result =
        ui::page(ui,
                 {.id = "project",
                  .title = view.title,
                  .subtitle = view.subtitle,
                  .back = true,
                  .actions = buttons},
                 [&] {
                     if (view.loading) {
                         ui::skeleton(ui, 8);
                     } else if (!view.gone.empty()) {
                         ui::empty_state(ui, {.icon = ui::Icon::Project, .title = view.gone});
                     } else {
                         draw_body(ui, view, commands);
                     }
                 });
    draw_asking(ui, view, commands);
    if (result.back) commands.push(shell::Back{});
    if (result.action == "record") commands.push(shell::Go{{PageKind::Record, view.id, {}}});
    if (result.action == "add_photo") {
        const auto missing = std::find_if(view.slots.begin(), view.slots.end(),
                                          [](const SlotView& slot) { return slot.missing; });
        commands.push(shell::Go{
            adding_page(view.id, missing == view.slots.end() ? std::string{} : missing->stage)});
    }
}

}  // namespace cunji
