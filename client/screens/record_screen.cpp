#include "client/screens/record_screen.h"

#include "client/model/record.h"
#include "client/model/shell.h"
#include "client/screens/tones.h"
#include "client/widgets/widgets.h"

#include <string>
#include <vector>

namespace cunji {

namespace {

ui::Icon icon_of(const std::string& act) {
    if (act == "surveyed") return ui::Icon::Walk;
    if (act == "registered") return ui::Icon::Edit;
    if (act == "reviewed") return ui::Icon::Gavel;
    return ui::Icon::Verified;
}

void draw_when(Ui& ui, const RecordView& view, Commands& commands) {
    const std::vector<ui::Option> options{{.id = "now", .label = view.now_label},
                                          {.id = "day", .label = view.day_choice}};
    const auto chosen = ui::segmented(ui, {.id = "when",
                                           .label = view.when_label,
                                           .value = view.of_day ? "day" : "now",
                                           .options = options});
    if (chosen == "now") commands.push(record::ShowNow{});
    if (chosen == "day") commands.push(record::ShowDay{});
    if (!view.of_day) return;
    const auto typed = ui::date_field(ui, {.id = "as_of_day",
                                           .label = view.day_label,
                                           .value = view.day,
                                           .today = ui::parse_day(view.today).value_or(ui::Day{}),
                                           .notes = {.problem = view.day_problem}});
    if (typed) commands.push(record::TypeDay{*typed});
    if (!view.as_of.empty()) {
        ui::banner(ui, {.id = "as_of", .tone = ui::Tone::Info, .text = view.as_of});
    }
}

void draw_rows(Ui& ui, const RecordView& view) {
    ui::card(ui, {.id = "acts", .title = view.rows_title, .icon = ui::Icon::Verified}, [&] {
        for (std::size_t i = 0; i < view.rows.size(); ++i) {
            const RecordActLine& row = view.rows[i];
            ui::list_row(ui, {.id = row.act + std::to_string(i),
                              .title = row.title,
                              .subtitle = row.text,
                              .icon = icon_of(row.act),
                              .tone = tone_of(row.mark.mood),
                              .pill = pill_of(row.mark),
                              .opens = false});
        }
    });
    ui::gap(ui);
}

void draw_signatures(Ui& ui, const RecordView& view) {
    if (view.signatures.empty()) return;
    ui::card(ui, {.id = "signatures", .title = view.signatures_title, .icon = ui::Icon::Sign}, [&] {
        for (const RecordLine& line : view.signatures) {
            ui::list_row(ui, {.id = line.id,
                              .title = line.title,
                              .subtitle = line.text,
                              .pill = pill_of(line.mark),
                              .opens = false});
        }
    });
    ui::gap(ui);
}

void draw_conflicts(Ui& ui, const RecordView& view, Commands& commands) {
    if (view.conflicts.empty()) return;
    ui::card(
        ui,
        {.id = "conflicts",
         .title = view.conflicts_title,
         .icon = ui::Icon::Compare,
         .tone = ui::Tone::Warn},
        [&] {
            for (const RecordLine& line : view.conflicts) {
                if (ui::list_row(ui, {.id = line.id, .title = line.title, .subtitle = line.text})) {
                    commands.push(shell::Go{{PageKind::Conflict, view.id, line.id}});
                }
            }
        });
    ui::gap(ui);
}

void draw_steps(Ui& ui, const RecordView& view) {
    ui::card(ui, {.id = "steps", .title = view.steps_title, .icon = ui::Icon::Timeline}, [&] {
        for (std::size_t i = 0; i < view.steps.size(); ++i) {
            const RecordStepLine& step = view.steps[i];
            ui::timeline_entry(ui, {.id = step.id,
                                    .when = step.when,
                                    .title = step.title,
                                    .text = step.text,
                                    .who = step.who,
                                    .tone = tone_of(step.mark.mood),
                                    .pill = pill_of(step.mark),
                                    .last = i + 1 == view.steps.size()});
        }
    });
    ui::gap(ui);
}

void draw_body(Ui& ui, const RecordView& view, Commands& commands) {
    const auto who = [&] {
        ui::pills(ui, {pill_of(view.state)});
        draw_rows(ui, view);
        draw_signatures(ui, view);
        draw_conflicts(ui, view, commands);
    };
    const auto what = [&] {
        draw_when(ui, view, commands);
        ui::gap(ui);
        draw_steps(ui, view);
    };
    ui::columns(ui, {{1, who}, {1, what}});
}

void draw_sheet(Ui& ui, const RecordSignSheet& sheet, Commands& commands) {
    const bool closed = ui::sheet(
        ui, {.id = "sign_sheet", .title = sheet.title, .subtitle = sheet.text, .keep_open = true},
        [&] {
            std::vector<ui::Option> options;
            options.reserve(sheet.options.size());
            for (const RecordSignOption& option : sheet.options)
                options.push_back(
                    {option.act, option.label, option.why_not, option.why_not.empty()});
            const auto act =
                ui::radio_list(ui, {.id = "act", .value = sheet.act, .options = options});
            if (act) commands.push(record::ChooseAct{*act});
            const auto note = ui::text_field(ui, {.id = "note",
                                                  .label = sheet.note_label,
                                                  .value = sheet.note,
                                                  .notes = {.problem = sheet.problem},
                                                  .lines = 2});
            if (note) commands.push(record::TypeNote{*note});
            ui::gap(ui);
            if (ui::button(ui, {.id = "sign_go",
                                .label = sheet.confirm,
                                .icon = ui::Icon::Sign,
                                .kind = ui::ButtonKind::Primary,
                                .full_width = true,
                                .enabled = sheet.can_confirm,
                                .reason = sheet.why_not})) {
                commands.push(record::Sign{});
            }
        });
    if (closed) commands.push(record::CloseSign{});
}

}  // namespace

void draw_record(Ui& ui, const RecordView& view, Commands& commands) {
    const ui::Page page{
        .id = "record", .title = view.title, .subtitle = view.subtitle, .back = true};
    const auto body = [&] {
        if (view.loading) {
            ui::skeleton(ui, 8);
        } else if (!view.missing_title.empty()) {
            ui::empty_state(ui, {.title = view.missing_title, .text = view.missing_text});
        } else {
            draw_body(ui, view, commands);
        }
    };
    const auto foot = [&] {
        if (ui::button(ui, {.id = "sign",
                            .label = view.sign,
                            .icon = ui::Icon::Sign,
                            .kind = ui::ButtonKind::Primary,
                            .full_width = !ui.wide()})) {
            commands.push(record::AskSign{});
        }
    };
    const ui::PageResult result =
        view.sign.empty() ? ui::page(ui, page, body) : ui::page(ui, page, body, foot);
    if (result.back) commands.push(shell::Back{});
    if (view.sheet) draw_sheet(ui, *view.sheet, commands);
}

}  // namespace cunji
