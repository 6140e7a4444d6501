#include "client/screens/conflict_screen.h"

#include "client/model/conflict.h"
#include "client/model/shell.h"
#include "client/widgets/widgets.h"

namespace cunji {

namespace {

void draw_list(Ui& ui, const ConflictView& view, Commands& commands) {
    if (view.rows.empty()) {
        ui::empty_state(
            ui, {.icon = ui::Icon::TaskDone, .title = view.empty_title, .text = view.empty_text});
    } else {
        ui::text(ui, view.hint, {.ink = ui::Ink::Soft});
        ui::card(ui, {.id = "open"}, [&] {
            for (const ConflictRow& row : view.rows) {
                const bool open = ui::list_row(ui, {.id = row.record + row.field,
                                                    .title = row.title,
                                                    .subtitle = row.subtitle,
                                                    .icon = ui::Icon::Compare,
                                                    .tone = ui::Tone::Warn,
                                                    .pill = {ui::Tone::Warn, row.pill}});
                if (open) commands.push(conflict::Open{row.record, row.field});
            }
        });
    }
    if (view.outcomes.empty()) return;
    ui::section(ui, {.title = view.outcomes_title});
    ui::card(ui, {.id = "outcomes"}, [&] {
        for (std::size_t i = 0; i < view.outcomes.size(); ++i) {
            const ConflictRow& row = view.outcomes[i];
            ui::list_row(ui, {.id = std::to_string(i),
                              .title = row.title,
                              .subtitle = row.subtitle,
                              .pill = {ui::Tone::Info, row.pill},
                              .opens = false});
        }
    });
}

void draw_one(Ui& ui, const ConflictOne& one, Commands& commands) {
    if (!one.office.empty())
        ui::banner(ui, {.id = "office", .tone = ui::Tone::Info, .text = one.office});
    std::vector<ui::CompareSide> sides;
    sides.reserve(one.sides.size());
    for (const ConflictSide& side : one.sides)
        sides.push_back({side.value, side.who, side.when, side.device, side.mark, side.choose});
    const auto chosen =
        ui::compare(ui, {.id = "sides", .title = one.what, .note = one.note, .sides = sides});
    if (chosen && !one.for_office) commands.push(conflict::Choose{one.sides[*chosen].op});
}

void draw_sheet(Ui& ui, const ConflictSheet& sheet, Commands& commands) {
    const bool closed =
        ui::sheet(ui, {.id = "decide", .title = sheet.title, .keep_open = true}, [&] {
            ui::text(ui, sheet.effect);
            std::vector<ui::Option> quick;
            quick.reserve(sheet.quick.size());
            for (const std::string& reason : sheet.quick)
                quick.push_back({reason, reason, {}, true});
            const auto reason =
                ui::radio_list(ui, {.id = "quick", .value = sheet.reason, .options = quick});
            if (reason) commands.push(conflict::TypeReason{*reason});
            const auto typed =
                ui::text_field(ui, {.id = "reason",
                                    .label = sheet.reason_label,
                                    .value = sheet.reason,
                                    .notes = {.required = true, .problem = sheet.problem},
                                    .lines = 2});
            if (typed) commands.push(conflict::TypeReason{*typed});
            ui::gap(ui);
            const bool decide = ui::button(ui, {.id = "decide",
                                                .label = sheet.confirm,
                                                .kind = ui::ButtonKind::Primary,
                                                .full_width = true,
                                                .enabled = sheet.can_confirm,
                                                .reason = sheet.why_not});
            if (decide) commands.push(conflict::Decide{});
        });
    if (closed) commands.push(conflict::TakeBack{});
}

}  // namespace

void draw_conflict(Ui& ui, const ConflictView& view, Commands& commands) {
    constexpr float kReadable = 980;
    const ui::Page page{.id = "conflict",
                        .title = view.title,
                        .subtitle = view.subtitle,
                        .back = true,
                        .max_width = kReadable};
    const ui::PageResult pressed = ui::page(ui, page, [&] {
        if (view.loading) {
            ui::skeleton(ui);
        } else if (view.list) {
            draw_list(ui, view, commands);
        } else if (view.one) {
            draw_one(ui, *view.one, commands);
        } else {
            ui::empty_state(
                ui,
                {.icon = ui::Icon::TaskDone, .title = view.empty_title, .text = view.empty_text});
        }
    });
    if (pressed.back) commands.push(shell::Back{});
    if (view.sheet) draw_sheet(ui, *view.sheet, commands);
}

}  // namespace cunji
