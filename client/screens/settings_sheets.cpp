#include "client/screens/settings_sheets.h"

#include "client/model/settings.h"
#include "client/widgets/widgets.h"

namespace cunji {

namespace {

void draw_backup_done(Ui& ui, const BackupSheet& sheet, Commands& commands) {
    ui::icon_text(ui, ui::Icon::CheckCircle, sheet.done_title,
                  {.ink = ui::Ink::Good, .strong = true});
    for (const std::string& line : sheet.done_lines)
        ui::text(ui, line, {.ink = ui::Ink::Soft});
    ui::gap(ui);
    const bool close =
        ui::button(ui, {.id = "done", .label = sheet.close, .kind = ui::ButtonKind::Primary});
    if (close) commands.push(settings::CloseSheet{});
}

void draw_backup_body(Ui& ui, const BackupSheet& sheet, Commands& commands) {
    if (!sheet.done_title.empty()) {
        draw_backup_done(ui, sheet, commands);
        return;
    }
    ui::text(ui, sheet.text, {.ink = ui::Ink::Soft});
    const auto typed =
        ui::text_field(ui, {.id = "backup_folder",
                            .label = sheet.folder_label,
                            .value = sheet.folder,
                            .notes = {.problem = sheet.problem, .enabled = !sheet.running},
                            .focus = true});
    if (typed) commands.push(settings::TypeFolder{*typed});
    ui::gap(ui);
    if (sheet.running) {
        ui::progress(ui, {.share = sheet.share, .label = sheet.progress});
        if (ui::button(ui, {.id = "stop", .label = sheet.stop}))
            commands.push(settings::StopBackup{});
        return;
    }
    const bool go = ui::button(ui, {.id = "backup_go",
                                    .label = sheet.confirm,
                                    .icon = ui::Icon::Backup,
                                    .kind = ui::ButtonKind::Primary,
                                    .enabled = !sheet.folder.empty()});
    if (go) commands.push(settings::BackUp{});
}

void draw_watched_body(Ui& ui, const WatchedSheet& sheet, Commands& commands) {
    ui::text(ui, sheet.text, {.ink = ui::Ink::Soft});
    const auto typed = ui::text_field(ui, {.id = "watched_folder",
                                           .label = sheet.folder_label,
                                           .value = sheet.folder,
                                           .notes = {.problem = sheet.problem},
                                           .focus = true});
    if (typed) commands.push(settings::TypeFolder{*typed});
    ui::gap(ui);
    const std::string pressed =
        ui::actions(ui, {{.id = "watch", .label = sheet.confirm, .kind = ui::ButtonKind::Primary},
                         {.id = "none", .label = sheet.none}});
    if (pressed == "none") commands.push(settings::TypeFolder{});
    if (!pressed.empty()) commands.push(settings::KeepWatched{});
}

}  // namespace

void draw_settings_sheets(Ui& ui, const SettingsView& view, Commands& commands) {
    bool closed = false;
    if (view.backup) {
        closed =
            ui::sheet(ui, {.id = "backup_sheet", .title = view.backup->title, .keep_open = true},
                      [&] { draw_backup_body(ui, *view.backup, commands); });
    } else if (view.watched) {
        closed =
            ui::sheet(ui, {.id = "watched_sheet", .title = view.watched->title, .keep_open = true},
                      [&] { draw_watched_body(ui, *view.watched, commands); });
    } else if (!view.licences_lines.empty()) {
        constexpr float kWidth = 720;
        constexpr float kHeight = 620;
        closed = ui::sheet(ui,
                           {.id = "licences_sheet",
                            .title = view.licences_title,
                            .width = kWidth,
                            .height = kHeight},
                           [&] {
                               for (const std::string& line : view.licences_lines)
                                   ui::text(ui, line, {.size = ui::Size::Small});
                           });
    }
    if (closed) commands.push(settings::CloseSheet{});
}

}  // namespace cunji
