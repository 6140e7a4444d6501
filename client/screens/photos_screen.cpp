#include "client/screens/photos_screen.h"

#include "client/model/shell.h"
#include "client/screens/photo_adding.h"
#include "client/widgets/layout.h"
#include "client/widgets/list.h"
#include "client/widgets/page.h"
#include "client/widgets/photo.h"
#include "client/widgets/status.h"
#include "client/widgets/text.h"

namespace cunji {

namespace {

constexpr float kPictureHeight = 620;

void draw_picture(Ui& ui, const ShowingView& view) {
    if (view.picture.empty()) {
        ui::banner(ui, {.id = "not_here", .tone = ui::Tone::Info, .text = view.no_picture});
    } else {
        ui::picture(ui, view.picture, kPictureHeight);
    }
}

void draw_facts(Ui& ui, const ShowingView& view, Commands& commands) {
    for (const std::string& warning : view.warnings)
        ui::icon_text(ui, ui::Icon::Warning, warning, {.ink = ui::Ink::Warn});
    if (!view.elsewhere.empty()) {
        ui::card(ui, {.id = "elsewhere", .title = view.elsewhere_title, .tone = ui::Tone::Warn},
                 [&] {
                     for (const OutcomeLine& line : view.elsewhere) {
                         if (ui::list_row(ui, {.id = line.photo,
                                               .title = line.name,
                                               .subtitle = line.text,
                                               .icon = ui::Icon::Copy,
                                               .tone = ui::Tone::Warn})) {
                             commands.push(shell::Go{{PageKind::Photo, line.photo, {}}});
                         }
                     }
                 });
    }
    ui::card(ui, {.id = "facts"}, [&] {
        for (const auto& [label, value] : view.facts)
            ui::key_value(ui, {.label = label, .value = value});
    });
}

void draw_showing(Ui& ui, const ShowingView& view, Commands& commands) {
    ui::Page page{.id = "photo", .title = view.title, .subtitle = view.subtitle, .back = true};
    if (!view.who_answers.empty()) {
        page.actions.push_back(
            {.id = "record", .label = view.who_answers, .icon = ui::Icon::Verified});
    }
    const ui::PageResult result = ui::page(ui, page, [&] {
        if (view.loading) {
            ui::skeleton(ui, 6);
        } else if (!view.gone.empty()) {
            ui::empty_state(ui, {.icon = ui::Icon::Image, .title = view.gone});
        } else {
            ui::columns(ui, {{.weight = 2, .body = [&] { draw_picture(ui, view); }},
                             {.body = [&] { draw_facts(ui, view, commands); }}});
        }
    });
    if (result.back) commands.push(shell::Back{});
    if (result.action == "record") commands.push(shell::Go{{PageKind::Record, view.id, {}}});
}

}  // namespace

void draw_photos(Ui& ui, const PhotosView& view, Commands& commands) {
    if (view.adds) {
        draw_adding(ui, view.adding, commands);
    } else {
        draw_showing(ui, view.showing, commands);
    }
}

}  // namespace cunji
