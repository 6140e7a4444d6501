#include "client/screens/home_screen.h"

#include "client/model/household.h"
#include "client/model/shell.h"
#include "client/screens/tones.h"
#include "client/widgets/widgets.h"

#include <string>
#include <vector>

namespace cunji {

namespace {

ui::Icon icon_of(home::Task task) {
    switch (task) {
        case home::Task::Conflicts:
            return ui::Icon::Compare;
        case home::Task::Returned:
            return ui::Icon::Undo;
        case home::Task::GivenBack:
            return ui::Icon::Error;
        case home::Task::Notices:
            return ui::Icon::Notice;
        case home::Task::Followups:
            return ui::Icon::TaskLate;
        case home::Task::Visits:
            return ui::Icon::Walk;
        case home::Task::Meetings:
            return ui::Icon::Event;
        case home::Task::Projects:
            return ui::Icon::AddPhoto;
        case home::Task::Unfinished:
            return ui::Icon::Edit;
    }
    return ui::Icon::None;
}

std::string card_id(home::Task task) {
    return "task_" + std::to_string(static_cast<int>(task));
}

ui::Icon figure_icon(const std::string& id) {
    if (id == "on_device") return ui::Icon::Smartphone;
    if (id == "photos") return ui::Icon::Photos;
    if (id == "refused") return ui::Icon::Error;
    return ui::Icon::CloudDone;
}

void draw_sync(Ui& ui, const HomeView& view, Commands& commands) {
    if (ui::banner(ui, {.id = "sync",
                        .tone = tone_of(view.sync_mood),
                        .text = view.sync_text,
                        .action = view.sync_action})) {
        commands.push(shell::OpenTab{PageKind::Sync});
    }
    if (view.figures.empty()) return;
    ui::gap(ui);
    ui::tiles(ui, view.figures.size(), 170, [&](std::size_t i) {
        const SyncFigure& figure = view.figures[i];
        if (ui::stat(ui, {.id = figure.id,
                          .icon = figure_icon(figure.id),
                          .label = figure.label,
                          .number = figure.number,
                          .note = figure.note,
                          .tone = tone_of(figure.mood)})) {
            commands.push(shell::OpenTab{PageKind::Sync});
        }
    });
}

void draw_coverage(Ui& ui, const HomeView& view, Commands& commands) {
    ui::card(ui, {.id = "coverage"}, [&] {
        if (!view.coverage_label.empty()) {
            ui::progress(ui, {.share = view.coverage_share,
                              .label = view.coverage_label,
                              .value = view.coverage_value});
            ui::gap(ui);
        }
        if (ui::button(ui, {.id = "add",
                            .label = view.add_household,
                            .icon = ui::Icon::PersonAdd,
                            .kind = ui::ButtonKind::Soft})) {
            commands.push(household::Begin{"household", {}});
        }
    });
}

void draw_card(Ui& ui, const HomeCard& card, Commands& commands) {
    ui::card(ui,
             {.id = card_id(card.task),
              .title = card.title,
              .subtitle = card.subtitle,
              .icon = icon_of(card.task),
              .tone = tone_of(card.mood)},
             [&] {
                 for (const HomeRow& row : card.rows) {
                     const bool pressed = ui::list_row(ui, {.id = row.id,
                                                            .title = row.title,
                                                            .subtitle = row.subtitle,
                                                            .pill = pill_of(row.mark),
                                                            .trailing = row.trailing,
                                                            .opens = row.open.has_value()});
                     if (pressed && row.open) commands.push(*row.open);
                 }
                 if (card.all.empty() || !card.open_all) return;
                 if (ui::button(ui, {.id = "all",
                                     .label = card.all,
                                     .icon = ui::Icon::Right,
                                     .kind = ui::ButtonKind::Text})) {
                     commands.push(*card.open_all);
                 }
             });
    ui::gap(ui);
}

/// Every second card on a wide screen, so that the most pressing stand at the top of both columns.
void draw_cards(Ui& ui, const HomeView& view, Commands& commands) {
    const auto every_second = [&](std::size_t from) {
        return [&ui, &view, &commands, from] {
            for (std::size_t i = from; i < view.cards.size(); i += 2)
                draw_card(ui, view.cards[i], commands);
        };
    };
    if (ui.wide() && view.cards.size() > 1) {
        ui::columns(ui, {{1, every_second(0)}, {1, every_second(1)}});
        return;
    }
    for (const HomeCard& card : view.cards)
        draw_card(ui, card, commands);
}

}  // namespace

void draw_home(Ui& ui, const HomeView& view, Commands& commands) {
    ui::Page page{.id = "home", .title = view.greeting, .subtitle = view.subtitle};
    // A phone's bar has no room for the settings.
    if (!ui.wide()) {
        page.actions.push_back(
            {.id = "settings", .label = view.settings, .icon = ui::Icon::Settings});
    }
    const ui::PageResult result = ui::page(ui, page, [&] {
        if (view.loading) {
            ui::skeleton(ui, 6);
            return;
        }
        draw_sync(ui, view, commands);
        ui::gap(ui);
        draw_coverage(ui, view, commands);
        ui::gap(ui);
        draw_cards(ui, view, commands);
        if (!view.done_title.empty()) {
            ui::empty_state(
                ui, {.icon = ui::Icon::TaskDone, .title = view.done_title, .text = view.done_text});
        }
    });
    if (result.action == "settings") commands.push(shell::OpenTab{PageKind::Settings});
}

}  // namespace cunji
