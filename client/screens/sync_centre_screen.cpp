#include "client/screens/sync_centre_screen.h"

#include "client/model/shell.h"
#include "client/model/sync_centre.h"
#include "client/screens/tones.h"
#include "client/widgets/widgets.h"

namespace cunji {

namespace {

void draw_progress(Ui& ui, const SyncProgress& progress, Commands& commands) {
    ui::progress(ui, {.share = progress.share,
                      .label = progress.label,
                      .value = progress.value,
                      .tone = ui::Tone::Good});
    if (!progress.note.empty()) ui::note(ui, progress.note);
    const bool stop = ui::button(ui, {.id = "stop",
                                      .label = progress.stop,
                                      .icon = ui::Icon::Pause,
                                      .enabled = !progress.stopping});
    if (stop) commands.push(sync_centre::Stop{});
}

void draw_head(Ui& ui, const SyncCentreView& view, Commands& commands) {
    ui::card(ui, {.id = "head", .tone = tone_of(view.mood)}, [&] {
        ui::text(ui, view.headline,
                 {.size = ui::Size::Title, .ink = ui::ink_of(tone_of(view.mood)), .strong = true});
        ui::text(ui, view.explanation, {.ink = ui::Ink::Soft});
        ui::gap(ui);
        if (view.progress) {
            draw_progress(ui, *view.progress, commands);
            return;
        }
        const bool now = ui::button(ui, {.id = "sync_now",
                                         .label = view.sync_now,
                                         .icon = ui::Icon::Sync,
                                         .kind = ui::ButtonKind::Primary});
        if (now) commands.push(sync_centre::SyncNow{});
    });
    if (!view.problem.empty()) {
        ui::banner(ui, {.id = "problem",
                        .tone = ui::Tone::Warn,
                        .text = view.problem,
                        .title = view.problem_title});
    }
}

ui::Icon icon_of(std::string_view fact) {
    if (fact == "device") return ui::Icon::Computer;
    if (fact == "server") return ui::Icon::CloudDone;
    return fact == "photos" ? ui::Icon::Photos : ui::Icon::Task;
}

void draw_facts(Ui& ui, const SyncCentreView& view) {
    constexpr float kTileMin = 150;
    ui::tiles(ui, view.facts.size(), kTileMin, [&](std::size_t i) {
        const SyncFact& fact = view.facts[i];
        ui::stat(ui, {.id = fact.id,
                      .icon = icon_of(fact.id),
                      .label = fact.label,
                      .number = fact.number,
                      .note = fact.note,
                      .tone = tone_of(fact.mood),
                      .opens = false});
    });
}

void draw_refused(Ui& ui, const SyncCentreView& view, Commands& commands) {
    if (view.refused.empty()) return;
    ui::section(ui, {.title = view.refused_title});
    for (const SyncRefused& work : view.refused) {
        ui::scope(ui, work.id, [&] {
            const ui::CardResult pressed = ui::card(
                ui,
                {.id = "refused",
                 .title = work.title,
                 .subtitle = work.subtitle,
                 .tone = ui::Tone::Bad,
                 .opens = true},
                [&] {
                    ui::icon_text(ui, ui::Icon::Error, work.reason, {.ink = ui::Ink::Bad});
                    if (!work.open) return;
                    for (const auto& [label, value] : work.lines)
                        ui::key_value(ui, {.label = label, .value = value});
                    const std::string action = ui::actions(
                        ui, {{.id = "redo",
                              .label = work.redo,
                              .icon = ui::Icon::Edit,
                              .kind = ui::ButtonKind::Soft},
                             {.id = "forget", .label = work.forget, .icon = ui::Icon::Check}});
                    if (action == "redo") commands.push(sync_centre::Redo{work.id});
                    if (action == "forget") commands.push(sync_centre::Forget{work.id});
                });
            if (pressed.opened) commands.push(sync_centre::OpenRefused{work.id});
        });
    }
}

std::vector<ui::Option> options_of(const std::vector<SyncOption>& options) {
    std::vector<ui::Option> out;
    out.reserve(options.size());
    for (const SyncOption& option : options)
        out.push_back({option.id, option.label, option.note, true});
    return out;
}

void draw_row(Ui& ui, const SyncRow& row) {
    ui::list_row(ui, {.id = row.id,
                      .title = row.title,
                      .subtitle = row.subtitle,
                      .pill = {tone_of(row.mood), row.pill},
                      .opens = false});
}

void draw_photos(Ui& ui, const SyncCentreView& view, Commands& commands) {
    ui::section(ui, {.title = view.photos_title, .note = view.photos_note});
    ui::card(ui, {.id = "photos"}, [&] {
        const std::vector<ui::Option> options = options_of(view.sending_options);
        const auto sending = ui::choice(ui, {.id = "sending",
                                             .label = view.sending_label,
                                             .value = view.sending,
                                             .options = options});
        if (sending) commands.push(sync_centre::ChooseSending{sending_of(*sending)});
        if (!view.photos_now.empty()) {
            const bool now = ui::button(ui, {.id = "photos_now",
                                             .label = view.photos_now,
                                             .icon = ui::Icon::CloudUpload,
                                             .kind = ui::ButtonKind::Soft});
            if (now) commands.push(sync_centre::SyncNow{.photos = true});
        }
        for (std::size_t i = 0; i < view.photos.size(); ++i)
            ui::scope(ui, std::to_string(i), [&] { draw_row(ui, view.photos[i]); });
        if (!view.photos_more.empty()) ui::note(ui, view.photos_more);
    });
}

void draw_items(Ui& ui, const SyncCentreView& view, Commands& commands) {
    ui::section(ui, {.title = view.items_title});
    const std::vector<ui::Option> filters = options_of(view.filters);
    const auto filter = ui::chips(ui, {.id = "filter", .value = view.filter, .options = filters});
    if (filter) commands.push(sync_centre::ChooseFilter{filter_of(*filter)});
    ui::card(ui, {.id = "items"}, [&] {
        if (view.items.empty()) ui::note(ui, view.items_empty);
        for (std::size_t i = 0; i < view.items.size(); ++i)
            ui::scope(ui, std::to_string(i), [&] { draw_row(ui, view.items[i]); });
        if (!view.items_more.empty()) ui::note(ui, view.items_more);
    });
}

void draw_rounds(Ui& ui, const SyncCentreView& view, Commands& commands) {
    const bool export_log =
        ui::section(ui, {.title = view.rounds_title, .id = "export", .action = view.export_log});
    if (export_log) commands.push(sync_centre::AskExport{});
    if (view.rounds.empty()) return;
    ui::card(ui, {.id = "rounds"}, [&] {
        for (const SyncRow& row : view.rounds)
            draw_row(ui, row);
    });
}

void draw_export(Ui& ui, const SyncExport& sheet, Commands& commands) {
    const bool closed =
        ui::sheet(ui, {.id = "export_sheet", .title = sheet.title, .keep_open = true}, [&] {
            ui::text(ui, sheet.text, {.ink = ui::Ink::Soft});
            const auto typed = ui::text_field(ui, {.id = "export_folder",
                                                   .label = sheet.label,
                                                   .value = sheet.folder,
                                                   .notes = {.problem = sheet.problem},
                                                   .focus = true});
            if (typed) commands.push(sync_centre::TypeFolder{*typed});
            ui::gap(ui);
            const bool go = ui::button(ui, {.id = "export_go",
                                            .label = sheet.confirm,
                                            .icon = ui::Icon::Download,
                                            .kind = ui::ButtonKind::Primary,
                                            .enabled = !sheet.folder.empty()});
            if (go) commands.push(sync_centre::Export{});
        });
    if (closed) commands.push(sync_centre::CloseExport{});
}

}  // namespace

void draw_sync_centre(Ui& ui, const SyncCentreView& view, Commands& commands) {
    constexpr float kReadable = 980;
    ui::Page page{.id = "sync", .title = view.title, .max_width = kReadable};
    // A wide window has them in its side bar.
    if (!ui.wide()) {
        page.actions = {{.id = "settings",
                         .label = view.settings,
                         .icon = ui::Icon::Settings,
                         .kind = ui::ButtonKind::Text}};
    }
    const ui::PageResult pressed = ui::page(ui, page, [&] {
        if (view.loading) {
            ui::skeleton(ui);
            return;
        }
        draw_head(ui, view, commands);
        draw_facts(ui, view);
        if (!view.conflicts_text.empty()) {
            const bool open = ui::banner(ui, {.id = "conflicts",
                                              .tone = ui::Tone::Warn,
                                              .text = view.conflicts_text,
                                              .title = view.conflicts_title,
                                              .action = view.conflicts_action});
            if (open) commands.push(shell::Go{{PageKind::Conflict, {}, {}}});
        }
        draw_refused(ui, view, commands);
        draw_photos(ui, view, commands);
        draw_items(ui, view, commands);
        draw_rounds(ui, view, commands);
    });
    if (pressed.action == "settings") commands.push(shell::Go{{PageKind::Settings, {}, {}}});
    if (view.exporting) draw_export(ui, *view.exporting, commands);
}

}  // namespace cunji
