#include "client/screens/meetings_screen.h"

#include "client/model/meetings.h"
#include "client/model/shell.h"
#include "client/screens/record_field_widgets.h"

namespace cunji {

namespace {

std::vector<ui::Option> options_of(const std::vector<OptionView>& views) {
    std::vector<ui::Option> out;
    out.reserve(views.size());
    for (const OptionView& view : views)
        out.push_back({.id = view.code, .label = view.label});
    return out;
}

meetings::Filter filter_of(std::string_view id) {
    if (id == "upcoming") return meetings::Filter::Upcoming;
    if (id == "year") return meetings::Filter::ThisYear;
    if (id == "notices") return meetings::Filter::Notices;
    return meetings::Filter::All;
}

void draw_drafts(Ui& ui, const MeetingsView& view, Commands& commands) {
    if (view.drafts.empty()) return;
    ui::card(ui, {.id = "drafts", .title = view.drafts_heading, .tone = ui::Tone::Info}, [&] {
        for (const MeetingsView::Draft& draft : view.drafts) {
            const bool notice = draft.kind == "publicity";
            if (ui::list_row(ui, {.id = draft.id,
                                  .title = draft.title,
                                  .subtitle = draft.note,
                                  .icon = ui::Icon::Edit,
                                  .tone = ui::Tone::Info})) {
                commands.push(shell::Go{
                    {notice ? PageKind::Publicity : PageKind::Meeting, {}, "draft:" + draft.id}});
            }
        }
    });
}

void draw_search(Ui& ui, const MeetingsView& view, Commands& commands) {
    const auto filter = [&] {
        const std::vector<ui::Option> filters = options_of(view.filters);
        if (const auto chosen =
                ui::chips(ui, {.id = "filter", .value = view.filter, .options = filters})) {
            commands.push(meetings::Show{filter_of(*chosen)});
        }
    };
    const auto search = [&] {
        if (const auto typed = ui::search_field(
                ui, {.id = "search", .value = view.typed, .hint = view.search_hint})) {
            commands.push(meetings::Search{*typed});
        }
    };
    ui::columns(ui, {{.weight = 5, .body = search}, {.weight = 4, .body = filter}}, 380);
}

ui::RecordRow row_of(const MeetingsView& view, const MeetingLineView& line) {
    ui::RecordRow out;
    out.row.id = line.id;
    out.row.title = line.title;
    out.row.subtitle = line.when + "  " + line.kind;
    out.row.icon = view.notices ? ui::Icon::Notice : ui::Icon::Meeting;
    out.row.tone = tone_of(line.mark.mood);
    out.row.pill = pill_of(line.mark);
    out.cells = {{.text = line.title},
                 {.text = line.kind, .ink = ui::Ink::Soft},
                 {.text = line.when, .ink = ui::Ink::Soft},
                 {.text = line.attendance},
                 {.text = line.mark.text, .pill = true, .tone = tone_of(line.mark.mood)}};
    return out;
}

void draw_list(Ui& ui, const MeetingsView& view, Commands& commands) {
    const ui::RecordList list{
        .id = "list",
        .count = view.rows.size(),
        .columns = {{.title = view.columns[0], .weight = 3},
                    {.title = view.columns[1], .width = 150},
                    {.title = view.columns[2], .width = 244},
                    {.title = view.columns[3], .width = 92, .right = true},
                    {.title = view.columns[4], .width = 180}},
        .row = [&](std::size_t place) { return row_of(view, view.rows[place]); },
        .empty_title = view.empty_title,
        .empty_text = view.empty_text};
    const std::optional<std::size_t> pressed = ui::record_list(ui, list);
    if (!pressed) return;
    commands.push(shell::Go{
        {view.notices ? PageKind::Publicity : PageKind::Meeting, view.rows[*pressed].id, {}}});
}

}  // namespace

void draw_meetings(Ui& ui, const MeetingsView& view, Commands& commands) {
    const ui::Page page{.id = "meetings",
                        .title = view.title,
                        .subtitle = view.subtitle,
                        .actions = {{.id = "add",
                                     .label = view.add,
                                     .icon = ui::Icon::Add,
                                     .kind = ui::ButtonKind::Primary}},
                        .scrolls = false};
    const ui::PageResult result = ui::page(ui, page, [&] {
        if (!view.loaded) {
            ui::skeleton(ui, 6);
            return;
        }
        draw_drafts(ui, view, commands);
        draw_search(ui, view, commands);
        const std::vector<ui::Option> types = options_of(view.types);
        if (!view.notices && types.size() > 2) {
            if (const auto chosen =
                    ui::chips(ui, {.id = "type", .value = view.type, .options = types})) {
                commands.push(meetings::ShowType{*chosen});
            }
        }
        draw_list(ui, view, commands);
    });
    if (result.action == "add") {
        commands.push(shell::Go{{view.notices ? PageKind::Publicity : PageKind::Meeting, {}, {}}});
    }
}

}  // namespace cunji
