#include "client/screens/household_screen.h"

#include "client/model/household.h"
#include "client/model/shell.h"
#include "client/screens/picture_tiles.h"
#include "client/screens/tones.h"
#include "client/widgets/widgets.h"

#include <string>
#include <vector>

namespace cunji {

namespace {

void draw_facts(Ui& ui, const std::vector<FactLine>& lines) {
    for (const FactLine& line : lines) {
        ui::key_value(ui, {.label = line.label,
                           .value = line.value,
                           .note = line.note,
                           .tone = tone_of(line.mood)});
    }
}

void draw_open_lines(Ui& ui, const std::vector<OpenLine>& lines, Commands& commands) {
    for (const OpenLine& line : lines) {
        if (ui::list_row(ui, {.id = line.id,
                              .title = line.title,
                              .subtitle = line.subtitle,
                              .pill = pill_of(line.mark)})) {
            commands.push(line.open);
        }
    }
}

void draw_attention(Ui& ui, const HouseholdView& view, Commands& commands) {
    std::vector<ui::Pill> pills;
    for (const Mark& mark : view.marks)
        pills.push_back(pill_of(mark));
    ui::pills(ui, pills);
    ui::gap(ui);
    if (!view.gone.empty()) {
        ui::banner(ui, {.id = "gone", .tone = ui::Tone::Bad, .text = view.gone});
        ui::gap(ui);
    }
    if (!view.conflicts.empty()) {
        ui::card(ui,
                 {.id = "conflicts",
                  .title = view.conflicts_title,
                  .icon = ui::Icon::Compare,
                  .tone = ui::Tone::Warn},
                 [&] { draw_open_lines(ui, view.conflicts, commands); });
        ui::gap(ui);
    }
}

void draw_basics(Ui& ui, const HouseholdView& view, Commands& commands) {
    ui::card(ui, {.id = "basics", .title = view.basics_title, .icon = ui::Icon::Cottage}, [&] {
        draw_facts(ui, view.basics);
        if (view.show_phone.empty()) return;
        if (ui::button(ui, {.id = "phone",
                            .label = view.show_phone,
                            .icon = ui::Icon::Phone,
                            .kind = ui::ButtonKind::Text})) {
            commands.push(household::ShowPhone{});
        }
    });
    ui::gap(ui);
}

void draw_members(Ui& ui, const HouseholdView& view, Commands& commands) {
    ui::card(ui, {.id = "members", .title = view.members_title, .icon = ui::Icon::Households}, [&] {
        if (view.members.empty()) ui::note(ui, view.no_members);
        for (const MemberLine& member : view.members) {
            if (ui::list_row(ui, {.id = member.id,
                                  .title = member.name,
                                  .subtitle = member.facts,
                                  .avatar = member.name,
                                  .pill = pill_of(member.mark)})) {
                commands.push(household::Begin{"member", member.id});
            }
        }
    });
    ui::gap(ui);
}

void draw_living(Ui& ui, const HouseholdView& view) {
    ui::card(ui, {.id = "living", .title = view.living_title, .icon = ui::Icon::House}, [&] {
        if (view.living.empty()) ui::note(ui, view.no_living);
        draw_facts(ui, view.living);
    });
    ui::gap(ui);
}

void draw_income(Ui& ui, const HouseholdView& view) {
    ui::card(ui, {.id = "income", .title = view.income_title, .icon = ui::Icon::Money}, [&] {
        if (view.bars.empty() && view.income.empty()) ui::note(ui, view.no_income);
        if (!view.bars.empty()) {
            std::vector<ui::Bar> bars;
            for (const IncomeBar& bar : view.bars)
                bars.push_back({bar.year, bar.yuan, bar.text, bar.newest});
            ui::bar_chart(ui, bars);
            ui::gap(ui);
        }
        draw_facts(ui, view.income);
    });
    ui::gap(ui);
}

void draw_help(Ui& ui, const HouseholdView& view) {
    if (view.help.empty()) return;
    ui::card(ui, {.id = "help", .title = view.help_title, .icon = ui::Icon::Flag},
             [&] { draw_facts(ui, view.help); });
    ui::gap(ui);
}

void draw_findings(Ui& ui, const HouseholdView& view) {
    if (view.findings.empty()) return;
    ui::card(ui,
             {.id = "findings",
              .title = view.findings_title,
              .icon = ui::Icon::Info,
              .tone = ui::Tone::Info},
             [&] {
                 for (const FactLine& finding : view.findings) {
                     ui::key_value(ui, {.label = finding.label, .value = finding.value});
                 }
             });
    ui::gap(ui);
}

void draw_followups(Ui& ui, const HouseholdView& view, Commands& commands) {
    if (view.followups.empty()) return;
    ui::card(ui, {.id = "followups", .title = view.followups_title, .icon = ui::Icon::Task},
             [&] { draw_open_lines(ui, view.followups, commands); });
    ui::gap(ui);
}

void draw_visits(Ui& ui, const HouseholdView& view, Commands& commands) {
    ui::card(ui, {.id = "visits", .title = view.visits_title, .icon = ui::Icon::Timeline}, [&] {
        if (view.visits.empty()) ui::note(ui, view.no_visits);
        for (std::size_t i = 0; i < view.visits.size(); ++i) {
            const VisitLine& visit = view.visits[i];
            if (ui::timeline_entry(ui, {.id = visit.id,
                                        .when = visit.when,
                                        .title = visit.title,
                                        .text = visit.text,
                                        .who = visit.who,
                                        .icon = ui::Icon::Walk,
                                        .tone = ui::Tone::Good,
                                        .pill = pill_of(visit.mark),
                                        .last = i + 1 == view.visits.size(),
                                        .opens = true})) {
                commands.push(household::Begin{"visit", visit.id});
            }
        }
        if (!view.all_visits.empty() &&
            ui::button(
                ui, {.id = "all_visits", .label = view.all_visits, .kind = ui::ButtonKind::Text})) {
            commands.push(household::ShowAllVisits{});
        }
    });
    ui::gap(ui);
}

void draw_photos(Ui& ui, const HouseholdView& view, Commands& commands) {
    std::vector<ui::Photo> photos;
    photos.reserve(view.photos.size());
    for (const PictureTile& tile : view.photos)
        photos.push_back(photo_of(tile));
    ui::card(ui, {.id = "photos", .title = view.photos_title, .icon = ui::Icon::Photos}, [&] {
        const ui::PhotoGridResult result =
            ui::photo_grid(ui, {.id = "grid", .photos = photos, .add = view.add_photo});
        if (result.opened) commands.push(shell::Go{{PageKind::Photo, *result.opened, {}}});
        if (!result.add) return;
        for (const MoreAction& action : view.actions) {
            if (action.id == "photo") commands.push(action.command);
        }
    });
    ui::gap(ui);
}

void draw_more(Ui& ui, const HouseholdView& view, Commands& commands) {
    const bool closed = ui::sheet(ui, {.id = "more", .title = view.more}, [&] {
        for (const MoreAction& action : view.actions) {
            if (ui::list_row(ui, {.id = action.id, .title = action.label})) {
                commands.push(household::CloseMore{});
                commands.push(action.command);
            }
        }
    });
    if (closed) commands.push(household::CloseMore{});
}

void draw_history(Ui& ui, const HouseholdView& view, Commands& commands) {
    const ui::Sheet sheet{.id = "history",
                          .title = view.history_title,
                          .subtitle = view.history_note,
                          .width = 720,
                          .height = 700};
    const bool closed = ui::sheet(ui, sheet, [&] {
        if (view.history_loading) ui::skeleton(ui, 6);
        for (std::size_t i = 0; i < view.changes.size(); ++i) {
            const ChangeLine& change = view.changes[i];
            ui::timeline_entry(ui, {.id = change.id,
                                    .when = change.when,
                                    .title = change.title,
                                    .text = change.text,
                                    .who = change.who,
                                    .pill = pill_of(change.mark),
                                    .last = i + 1 == view.changes.size()});
        }
    });
    if (closed) commands.push(household::HideHistory{});
}

void draw_body(Ui& ui, const HouseholdView& view, Commands& commands) {
    draw_attention(ui, view, commands);
    const auto facts = [&] {
        draw_basics(ui, view, commands);
        draw_members(ui, view, commands);
        draw_living(ui, view);
        draw_income(ui, view);
        draw_help(ui, view);
    };
    const auto times = [&] {
        draw_followups(ui, view, commands);
        draw_visits(ui, view, commands);
        draw_photos(ui, view, commands);
        draw_findings(ui, view);
    };
    ui::columns(ui, {{1, facts}, {1, times}});
}

}  // namespace

void draw_household(Ui& ui, const HouseholdView& view, Commands& commands) {
    ui::Page page{.id = "household", .title = view.title, .subtitle = view.subtitle, .back = true};
    const bool there = !view.loading && view.missing_title.empty();
    if (there) {
        page.actions.push_back(
            {.id = "record", .label = view.who_answers, .icon = ui::Icon::Verified});
        page.actions.push_back({.id = "more", .label = view.more, .icon = ui::Icon::More});
    }
    const auto body = [&] {
        if (view.loading) {
            ui::skeleton(ui, 8);
        } else if (!there) {
            ui::empty_state(ui, {.title = view.missing_title, .text = view.missing_text});
        } else {
            draw_body(ui, view, commands);
        }
    };
    const auto foot = [&] {
        if (ui::button(ui, {.id = "start_visit",
                            .label = view.start_visit,
                            .icon = ui::Icon::Walk,
                            .kind = ui::ButtonKind::Primary,
                            .full_width = !ui.wide()})) {
            commands.push(household::Begin{"visit", {}});
        }
    };
    const ui::PageResult result = there ? ui::page(ui, page, body, foot) : ui::page(ui, page, body);
    if (result.back) commands.push(shell::Back{});
    if (result.action == "record") commands.push(shell::Go{{PageKind::Record, view.id, {}}});
    if (result.action == "more") commands.push(household::OpenMore{});
    if (view.more_open) draw_more(ui, view, commands);
    if (view.history_open) draw_history(ui, view, commands);
}

}  // namespace cunji
