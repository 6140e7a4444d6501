#include "client/screens/households_screen.h"

#include "client/model/household.h"
#include "client/model/households.h"
#include "client/model/shell.h"
#include "client/screens/tones.h"
#include "client/widgets/widgets.h"

#include <string>
#include <vector>

namespace cunji {

namespace {

/// Widths of the columns of a table, in the order of the view's.
std::vector<ui::TableColumn> table_columns(const HouseholdsView& view) {
    std::vector<ui::TableColumn> columns{{.width = 130}, {.weight = 1.4F}, {.weight = 1},
                                         {.width = 80},  {.width = 130},   {.width = 140},
                                         {.width = 120}};
    for (std::size_t i = 0; i < columns.size() && i < view.columns.size(); ++i)
        columns[i].title = view.columns[i];
    return columns;
}

ui::Cell pill_cell(const Mark& mark) {
    return {.text = mark.text, .pill = !mark.text.empty(), .tone = tone_of(mark.mood)};
}

/// On a phone only what is not quiet gets a pill: else its class, if it is helped.
Mark phone_mark(const HouseholdLine& line) {
    if (line.state.mood != Mood::Good) return line.state;
    return line.household_class.mood == Mood::Neutral ? Mark{} : line.household_class;
}

ui::RecordRow record_row(const HouseholdLine& line) {
    ui::RecordRow out;
    out.row = {.id = line.id,
               .title = line.name,
               .subtitle = line.phone_line,
               .avatar = line.name,
               .pill = pill_of(phone_mark(line))};
    out.cells = {{.text = line.number, .ink = ui::Ink::Soft},
                 {.text = line.name},
                 {.text = line.group},
                 {.text = line.size},
                 pill_cell(line.household_class),
                 {.text = line.last_visit},
                 pill_cell(line.state)};
    return out;
}

void draw_filters(Ui& ui, const HouseholdsView& view, Commands& commands) {
    const auto search = [&] {
        const auto typed =
            ui::search_field(ui, {.id = "search", .value = view.typed, .hint = view.search_hint});
        if (typed) commands.push(households::Type{*typed});
    };
    const auto groups = [&] {
        if (ui::button(ui, {.id = "group",
                            .label = view.group_label,
                            .icon = ui::Icon::Filter,
                            .kind = ui::ButtonKind::Text,
                            .full_width = true})) {
            commands.push(households::AskGroup{});
        }
    };
    if (view.groups.size() > 1) {
        ui::split(ui, search, groups, ui.wide() ? 190 : 150);
    } else {
        search();
    }
    std::vector<ui::Option> options;
    options.reserve(view.chips.size());
    for (const ChipView& chip : view.chips)
        options.push_back({.id = chip.id, .label = chip.label, .note = chip.count});
    if (const auto chosen =
            ui::chips(ui, {.id = "chips", .value = view.chip, .options = options})) {
        commands.push(households::Choose{households::chip_of(*chosen)});
    }
}

void draw_groups(Ui& ui, const HouseholdsView& view, Commands& commands) {
    const auto item = [&](std::size_t i) {
        const std::string& group = i == 0 ? view.all_groups : view.groups[i - 1];
        const bool chosen = i == 0 ? view.group.empty() : view.group == group;
        return ui::PickerItem{.id = std::to_string(i), .title = group, .chosen = chosen};
    };
    const ui::PickerResult result = ui::picker_sheet(ui, {.id = "groups",
                                                          .title = view.groups_title,
                                                          .count = view.groups.size() + 1,
                                                          .item = item});
    if (result.picked) {
        const std::size_t picked = std::stoul(*result.picked);
        commands.push(
            households::ChooseGroup{picked == 0 ? std::string{} : view.groups.at(picked - 1)});
    } else if (result.closed) {
        commands.push(households::CloseGroups{});
    }
}

void draw_list(Ui& ui, const HouseholdsView& view, Commands& commands) {
    const auto pressed =
        ui::record_list(ui, {.id = "households",
                             .count = view.count,
                             .columns = table_columns(view),
                             .row = [&](std::size_t i) { return record_row(view.line(i)); },
                             .empty_title = view.empty_title,
                             .empty_text = view.empty_text});
    if (pressed) commands.push(shell::Go{{PageKind::Household, view.line(*pressed).id, {}}});
}

}  // namespace

void draw_households(Ui& ui, const HouseholdsView& view, Commands& commands) {
    ui::Page page{.id = "households",
                  .title = view.title,
                  .subtitle = view.subtitle,
                  .actions = {{.id = "add",
                               .label = view.add,
                               .icon = ui::Icon::PersonAdd,
                               .kind = ui::ButtonKind::Primary}},
                  .scrolls = false};
    const ui::PageResult result = ui::page(ui, page, [&] {
        if (view.loading) {
            ui::skeleton(ui, 8);
            return;
        }
        draw_filters(ui, view, commands);
        if (!view.coverage_label.empty()) {
            ui::progress(ui, {.share = view.coverage_share,
                              .label = view.coverage_label,
                              .value = view.coverage_value});
        }
        draw_list(ui, view, commands);
    });
    if (view.choosing_group) draw_groups(ui, view, commands);
    if (result.action == "add") commands.push(household::Begin{"household", {}});
}

}  // namespace cunji
