#include "client/screens/photo_adding.h"

#include "client/model/photos.h"
#include "client/model/shell.h"
#include "client/widgets/choice.h"
#include "client/widgets/field.h"
#include "client/widgets/layout.h"
#include "client/widgets/list.h"
#include "client/widgets/page.h"
#include "client/widgets/photo.h"
#include "client/widgets/status.h"
#include "client/widgets/text.h"

#include <string>
#include <vector>

namespace cunji {

namespace {

constexpr float kBeforeHeight = 360;
constexpr float kTileWidth = 150;

void draw_questions(Ui& ui, const AddingView& view, Commands& commands) {
    ui::card(ui, {.id = "questions"}, [&] {
        std::vector<ui::Option> stages;
        for (const StageOption& stage : view.stages)
            stages.push_back({.id = stage.code, .label = stage.label});
        if (auto stage = ui::choice(ui, {.id = "stage",
                                         .label = view.stage_label,
                                         .value = view.stage,
                                         .options = stages,
                                         .notes = {.required = true}})) {
            commands.push(photos::SetStage{*stage});
        }
        if (auto title = ui::text_field(
                ui, {.id = "title", .label = view.title_label, .value = view.title_value})) {
            commands.push(photos::SetTitle{*title});
        }
        if (auto place = ui::text_field(ui, {.id = "place",
                                             .label = view.place_label,
                                             .value = view.place_value,
                                             .notes = {.help = view.place_help}})) {
            commands.push(photos::SetPlaceName{*place});
        }
    });
}

void draw_before(Ui& ui, const AddingView& view) {
    ui::card(ui, {.id = "before", .title = view.before_title, .tone = ui::Tone::Info}, [&] {
        ui::text(ui, view.before_text);
        ui::picture(ui, view.before_picture, kBeforeHeight);
    });
}

/// Pictures of files; a tap chooses one or takes it away.
void draw_files(Ui& ui, std::string_view id, const std::vector<FileTile>& files,
                Commands& commands) {
    std::vector<ui::Photo> photos;
    for (const FileTile& file : files) {
        if (file.folder) continue;
        photos.push_back({.id = file.path,
                          .picture = file.path,
                          .title = file.name,
                          .caption = file.note,
                          .badge = file.chosen ? ui::PhotoBadge::Chosen : ui::PhotoBadge::None});
    }
    if (photos.empty()) return;
    const ui::PhotoGridResult pressed =
        ui::photo_grid(ui, {.id = id, .photos = photos, .min_width = kTileWidth});
    if (pressed.opened) commands.push(photos::Toggle{*pressed.opened});
}

void draw_folders(Ui& ui, const std::vector<FileTile>& folders, Commands& commands) {
    for (const FileTile& folder : folders) {
        if (!folder.folder) continue;
        if (ui::list_row(ui, {.id = folder.path,
                              .title = folder.name,
                              .subtitle = folder.note,
                              .icon = ui::Icon::Folder,
                              .tone = ui::Tone::Info})) {
            commands.push(photos::OpenFolder{folder.path});
        }
    }
}

void draw_offered(Ui& ui, const AddingView& view, Commands& commands) {
    if (!view.watched_problem.empty()) {
        ui::banner(ui, {.id = "watched", .tone = ui::Tone::Warn, .text = view.watched_problem});
    }
    if (view.offered.empty()) return;
    const ui::CardResult result =
        ui::card(ui,
                 {.id = "offered",
                  .title = view.offered_title,
                  .actions = {{.id = "all", .label = view.offered_all},
                              {.id = "aside", .label = view.offered_aside}}},
                 [&] { draw_files(ui, "offered_files", view.offered, commands); });
    if (result.action == "all") commands.push(photos::ChooseOffered{});
    if (result.action == "aside") commands.push(photos::PutAside{});
}

void draw_places(Ui& ui, const AddingView& view, Commands& commands) {
    std::vector<ui::Button> buttons;
    if (!view.look_again.empty()) {
        buttons.push_back({.id = "look", .label = view.look_again, .icon = ui::Icon::Refresh});
    }
    const ui::CardResult result = ui::card(
        ui,
        {.id = "places", .title = view.from_title, .subtitle = view.drop_hint, .actions = buttons},
        [&] {
            if (!view.folder_problem.empty()) {
                ui::banner(
                    ui,
                    {.id = "folder_problem", .tone = ui::Tone::Bad, .text = view.folder_problem});
            }
            draw_folders(ui, view.places, commands);
        });
    if (result.action == "look") commands.push(photos::LookAgain{});
}

void draw_folder(Ui& ui, const AddingView& view, Commands& commands) {
    std::vector<ui::Button> buttons;
    if (!view.up.empty()) {
        buttons.push_back({.id = "up", .label = view.up, .icon = ui::Icon::Up});
    }
    buttons.push_back({.id = "all", .label = view.choose_all, .icon = ui::Icon::Check});
    buttons.push_back({.id = "close", .label = view.close_folder, .icon = ui::Icon::Close});
    const ui::CardResult result = ui::card(
        ui, {.id = "folder", .title = view.folder, .icon = ui::Icon::FolderOpen, .actions = {}},
        [&] {
            const std::string pressed = ui::actions(ui, buttons);
            if (pressed == "up") commands.push(photos::OpenFolder{view.up_path});
            if (pressed == "all") commands.push(photos::ChooseAll{});
            if (pressed == "close") commands.push(photos::CloseFolder{});
            if (!view.folder_problem.empty()) {
                ui::banner(
                    ui,
                    {.id = "folder_problem", .tone = ui::Tone::Bad, .text = view.folder_problem});
            }
            if (view.files.empty()) ui::note(ui, view.folder_empty);
            draw_folders(ui, view.files, commands);
            draw_files(ui, "files", view.files, commands);
        });
}

ui::Tone tone_of(OutcomeLine::Kind kind) {
    switch (kind) {
        case OutcomeLine::Kind::Added:
            return ui::Tone::Good;
        case OutcomeLine::Kind::Known:
            return ui::Tone::Info;
        case OutcomeLine::Kind::Reused:
            return ui::Tone::Warn;
        case OutcomeLine::Kind::Refused:
            break;
    }
    return ui::Tone::Bad;
}

void draw_done(Ui& ui, const AddingView& view, Commands& commands) {
    if (view.done.empty()) return;
    ui::card(ui, {.id = "done", .title = view.done_title}, [&] {
        for (std::size_t i = 0; i < view.done.size(); ++i) {
            const OutcomeLine& line = view.done[i];
            const bool refused = line.kind == OutcomeLine::Kind::Refused;
            if (ui::list_row(ui, {.id = "done" + std::to_string(i),
                                  .title = line.name,
                                  .subtitle = line.text,
                                  .icon = refused ? ui::Icon::Error : ui::Icon::Photos,
                                  .tone = tone_of(line.kind),
                                  .opens = !line.photo.empty()})) {
                commands.push(shell::Go{{PageKind::Photo, line.photo, {}}});
            }
        }
    });
}

void draw_foot(Ui& ui, const AddingView& view, Commands& commands) {
    if (!view.running.empty()) {
        ui::progress(ui, {.share = view.share, .label = view.running});
        if (ui::button(ui, {.id = "stop", .label = view.stop, .icon = ui::Icon::Pause})) {
            commands.push(photos::Stop{});
        }
        return;
    }
    if (ui::button(ui, {.id = "add",
                        .label = view.add,
                        .icon = ui::Icon::AddPhoto,
                        .kind = ui::ButtonKind::Primary,
                        .full_width = true,
                        .enabled = view.can_add,
                        .reason = view.why_not})) {
        commands.push(photos::Add{});
    }
}

void draw_sources(Ui& ui, const AddingView& view, Commands& commands) {
    draw_done(ui, view, commands);
    if (!view.chosen.empty()) {
        ui::card(ui, {.id = "chosen", .title = view.chosen_title},
                 [&] { draw_files(ui, "chosen_files", view.chosen, commands); });
    }
    draw_offered(ui, view, commands);
    if (view.in_folder) {
        draw_folder(ui, view, commands);
    } else {
        draw_places(ui, view, commands);
    }
}

}  // namespace

void draw_adding(Ui& ui, const AddingView& view, Commands& commands) {
    const ui::PageResult result = ui::page(
        ui, {.id = "adding", .title = view.title, .subtitle = view.subtitle, .back = true},
        [&] {
            ui::columns(ui, {{.body =
                                  [&] {
                                      if (!view.before_title.empty()) draw_before(ui, view);
                                      draw_questions(ui, view, commands);
                                  }},
                             {.body = [&] { draw_sources(ui, view, commands); }}});
        },
        [&] { draw_foot(ui, view, commands); });
    if (result.back) commands.push(shell::Back{});
}

}  // namespace cunji
