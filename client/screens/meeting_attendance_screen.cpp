#include "client/model/meeting.h"
#include "client/screens/meeting_screen.h"
#include "client/screens/record_field_widgets.h"

namespace cunji {

namespace {

constexpr std::string_view kGroup = "group:";

void draw_count(Ui& ui, const AttendancePartView& view) {
    ui::split(
        ui,
        [&] {
            ui::text(ui, view.count, {.size = ui::Size::Number, .strong = true});
            if (!view.count_note.empty()) ui::note(ui, view.count_note);
        },
        [&] {
            if (!view.quorum.text.empty()) ui::pill(ui, pill_of(view.quorum));
            if (!view.rule.empty()) ui::note(ui, view.rule);
        },
        190);
    ui::progress(ui, {.share = view.share, .tone = tone_of(view.quorum.mood)});
}

void draw_should(Ui& ui, const AttendancePartView& view, Commands& commands) {
    if (const auto text = draw_text_field(ui, "should", view.should, 1, ui::Keyboard::Number)) {
        commands.push(meeting::Type{view.should.place, *text});
    }
    if (!view.suggestion.empty() &&
        ui::button(ui, {.id = "take", .label = view.suggestion, .kind = ui::ButtonKind::Soft})) {
        commands.push(meeting::Type{view.should.place, view.suggested});
    }
}

void draw_numbers(Ui& ui, const AttendancePartView& view, Commands& commands) {
    if (!view.numbers) return;
    const bool closed = ui::sheet(ui, {.id = "numbers", .title = view.numbers_heading}, [&] {
        if (const auto basis = draw_choice_field(ui, "basis", view.basis)) {
            commands.push(meeting::Choose{view.basis.place, *basis});
        }
        draw_should(ui, view, commands);
        if (const auto text =
                draw_text_field(ui, "attended", view.attended, 1, ui::Keyboard::Number)) {
            commands.push(meeting::Type{view.attended.place, *text});
        }
        if (const auto text = draw_text_field(ui, "absent", view.absent_reason, 2)) {
            commands.push(meeting::Type{view.absent_reason.place, *text});
        }
    });
    if (closed) commands.push(meeting::CloseSheet{});
}

void draw_search(Ui& ui, const AttendancePartView& view, bool editable, Commands& commands) {
    if (const auto typed =
            ui::search_field(ui, {.id = "search", .value = view.typed, .hint = view.search_hint})) {
        commands.push(meeting::Search{*typed});
    }
    std::vector<ui::Option> filters;
    for (const OptionView& filter : view.filters)
        filters.push_back({.id = filter.code, .label = filter.label});
    if (const auto chosen =
            ui::chips(ui, {.id = "filter", .value = view.filter, .options = filters})) {
        if (chosen->starts_with(kGroup)) {
            commands.push(meeting::ShowGroup{chosen->substr(kGroup.size())});
        } else {
            commands.push(meeting::ShowGroup{});
            meeting::Shown shown = meeting::Shown::Expected;
            if (*chosen == "present") shown = meeting::Shown::Present;
            if (*chosen == "all") shown = meeting::Shown::Everybody;
            commands.push(meeting::ShowPeople{shown});
        }
    }
    if (editable && !view.add_name.empty() &&
        ui::button(ui, {.id = "add_name",
                        .label = view.add_name,
                        .icon = ui::Icon::PersonAdd,
                        .kind = ui::ButtonKind::Soft,
                        .full_width = true})) {
        commands.push(meeting::AddName{view.typed});
    }
}

ui::RecordRow row_of(const PersonRowView& person, bool editable) {
    ui::RecordRow out;
    out.row.id = person.person.empty() ? person.seat : person.person;
    out.row.title = person.name;
    out.row.subtitle = person.note;
    out.row.icon = person.present ? ui::Icon::CheckCircle : ui::Icon::RadioOff;
    out.row.tone = person.present ? ui::Tone::Good : ui::Tone::Neutral;
    out.row.pill = pill_of(person.mark);
    out.row.opens = editable;
    out.row.selected = person.present;
    return out;
}

void draw_people(Ui& ui, const AttendancePartView& view, bool editable, Commands& commands) {
    const auto pressed = ui::record_list(
        ui, {.id = "people",
             .count = view.rows.size(),
             .row = [&](std::size_t place) { return row_of(view.rows[place], editable); },
             .empty_title = view.empty_title,
             .empty_text = view.empty_text});
    if (!pressed || !editable) return;
    const PersonRowView& row = view.rows[*pressed];
    if (row.present) {
        commands.push(meeting::TapSeat{row.seat});
    } else {
        commands.push(meeting::Tap{row.person});
    }
}

}  // namespace

void draw_attendance_part(Ui& ui, const AttendancePartView& view, bool editable,
                          Commands& commands) {
    const auto count = [&] {
        // The numbers are changed in a sheet of their own: the room belongs to the names.
        const bool opens = editable && !view.wants_numbers;
        const ui::CardResult card = ui::card(ui, {.id = "numbers", .opens = opens}, [&] {
            draw_count(ui, view);
            if (editable && view.wants_numbers) draw_should(ui, view, commands);
        });
        if (card.opened) commands.push(meeting::OpenNumbers{});
    };
    const auto names = [&] {
        draw_search(ui, view, editable, commands);
        draw_people(ui, view, editable, commands);
    };
    ui::columns(ui, {{.weight = 2, .body = count}, {.weight = 3, .body = names}}, 360);
}

void draw_attendance_sheet(Ui& ui, const AttendancePartView& view, Commands& commands) {
    draw_numbers(ui, view, commands);
    if (!view.sheet) return;
    const SeatSheetView& seat = *view.sheet;
    bool removed = false;
    const bool closed =
        ui::sheet(ui, {.id = "seat", .title = seat.name, .subtitle = seat.note}, [&] {
            if (const auto capacity = draw_choice_field(ui, "capacity", seat.capacity)) {
                commands.push(meeting::Choose{{seat.key, "capacity"}, *capacity});
            }
            if (const auto recused = ui::toggle(
                    ui, {.id = "recused", .label = seat.recused_label, .value = seat.recused})) {
                commands.push(meeting::Choose{{seat.key, "recused"}, *recused ? "yes" : "no"});
            }
            if (!seat.others.empty()) ui::heading(ui, seat.others_heading);
            for (const LinkView& other : seat.others) {
                if (ui::list_row(ui,
                                 {.id = other.id, .title = other.title, .avatar = other.title})) {
                    commands.push(meeting::SwapSeat{seat.key, other.id});
                }
            }
            ui::gap(ui);
            removed = ui::button(ui, {.id = "unseat",
                                      .label = seat.remove,
                                      .icon = ui::Icon::Close,
                                      .full_width = true});
        });
    if (removed) commands.push(meeting::Unseat{seat.key});
    if (closed) commands.push(meeting::CloseSheet{});
}

}  // namespace cunji
