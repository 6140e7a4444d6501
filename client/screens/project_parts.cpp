#include "client/screens/project_parts.h"

#include "client/model/photos.h"
#include "client/model/project.h"
#include "client/model/shell.h"
#include "client/screens/picture_tiles.h"
#include "client/widgets/chart.h"
#include "client/widgets/layout.h"
#include "client/widgets/photo.h"
#include "client/widgets/status.h"
#include "client/widgets/text.h"

#include <string>
#include <vector>

namespace cunji {

namespace {

/// Before, during and after stand above the four others.
constexpr std::size_t kWorkStages = 3;
constexpr float kSlotWidth = 250;
constexpr float kSmallSlotWidth = 190;

void draw_slot(Ui& ui, const ProjectView& view, const SlotView& slot, Commands& commands) {
    const Page adding{PageKind::Photo, view.id, std::string{photos::kAdd} + slot.stage};
    ui::scope(ui, slot.stage, [&] {
        if (slot.photos.empty()) {
            const bool pressed = ui::photo_slot(ui, {.id = "empty",
                                                     .title = slot.title,
                                                     .caption = slot.note,
                                                     .missing = slot.missing});
            if (pressed) commands.push(shell::Go{adding});
            return;
        }
        ui::Photo newest = photo_of(slot.photos.front());
        newest.title = slot.title;
        if (slot.photos.size() > 1) newest.caption += slot.more;
        if (ui::photo_slot(ui, newest)) {
            commands.push(shell::Go{{PageKind::Photo, slot.photos.front().id, {}}});
        }
        const ui::Button add{.id = "add",
                             .label = slot.add,
                             .icon = ui::Icon::AddPhoto,
                             .kind = ui::ButtonKind::Text};
        if (ui::button(ui, add)) commands.push(shell::Go{adding});
    });
}

/// All photos of stages that have more than the one in their slot.
std::vector<ui::Photo> more_photos(const ProjectView& view) {
    std::vector<ui::Photo> out;
    for (const SlotView& slot : view.slots) {
        for (std::size_t i = 1; i < slot.photos.size(); ++i)
            out.push_back(photo_of(slot.photos[i]));
    }
    for (const PictureTile& tile : view.others)
        out.push_back(photo_of(tile));
    return out;
}

}  // namespace

void draw_slots(Ui& ui, const ProjectView& view, Commands& commands) {
    ui::card(ui, {.id = "photos", .title = view.photos_title}, [&] {
        for (const std::string& problem : view.order)
            ui::icon_text(ui, ui::Icon::Warning, problem, {.ink = ui::Ink::Warn});
        const std::size_t first = std::min(kWorkStages, view.slots.size());
        ui::tiles(ui, first, kSlotWidth,
                  [&](std::size_t place) { draw_slot(ui, view, view.slots[place], commands); });
        ui::tiles(ui, view.slots.size() - first, kSmallSlotWidth, [&](std::size_t place) {
            draw_slot(ui, view, view.slots[first + place], commands);
        });
        const std::vector<ui::Photo> more = more_photos(view);
        if (more.empty()) return;
        ui::section(ui, {.title = view.others_title});
        const ui::PhotoGridResult pressed = ui::photo_grid(ui, {.id = "more", .photos = more});
        if (pressed.opened) commands.push(shell::Go{{PageKind::Photo, *pressed.opened, {}}});
    });
}

void draw_progress(Ui& ui, const ProjectView& view, Commands& commands) {
    const ui::CardResult result =
        ui::card(ui,
                 {.id = "progress",
                  .title = view.progress_title,
                  .actions = {{.id = "add", .label = view.add_progress, .icon = ui::Icon::Add}}},
                 [&] {
                     ui::progress(ui, {.share = view.progress_share,
                                       .label = view.progress_label,
                                       .value = view.progress_value});
                     if (view.progress.empty()) ui::note(ui, view.progress_none);
                     for (std::size_t i = 0; i < view.progress.size(); ++i) {
                         const ProgressRow& row = view.progress[i];
                         ui::timeline_entry(ui, {.id = row.id,
                                                 .when = row.when,
                                                 .title = row.title,
                                                 .text = row.text,
                                                 .who = row.who,
                                                 .icon = ui::Icon::Construction,
                                                 .tone = ui::Tone::Info,
                                                 .last = i + 1 == view.progress.size()});
                     }
                 });
    if (result.action == "add") commands.push(project::AddProgress{});
}

void draw_facts(Ui& ui, const ProjectView& view, Commands& commands) {
    ui::card(ui, {.id = "funds", .title = view.funds_title}, [&] {
        for (const ProjectFact& line : view.funds) {
            ui::key_value(ui, {.label = line.label,
                               .value = line.value,
                               .tone = line.bad ? ui::Tone::Bad : ui::Tone::Neutral});
        }
    });
    std::vector<ui::Button> buttons;
    if (!view.edit.empty()) {
        buttons.push_back({.id = "edit", .label = view.edit, .icon = ui::Icon::Edit});
    }
    const ui::CardResult result =
        ui::card(ui, {.id = "facts", .title = view.facts_title, .actions = buttons}, [&] {
            for (const ProjectFact& line : view.facts)
                ui::key_value(ui, {.label = line.label, .value = line.value});
        });
    if (result.action == "edit") commands.push(project::Edit{});
}

}  // namespace cunji
