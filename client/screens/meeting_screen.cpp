#include "client/screens/meeting_screen.h"

#include "client/model/meeting.h"
#include "client/model/shell.h"
#include "client/screens/record_field_widgets.h"

namespace cunji {

namespace {

using meeting::Part;

void draw_steps(Ui& ui, const MeetingView& view, Commands& commands) {
    std::vector<ui::Step> steps;
    for (const PartView& part : view.parts) {
        ui::StepState state = part.done ? ui::StepState::Done : ui::StepState::Open;
        if (part.current) state = ui::StepState::Current;
        steps.push_back({.label = part.label, .state = state, .note = part.note});
    }
    if (const auto pressed = ui::step_bar(ui, {.id = "parts", .steps = steps})) {
        commands.push(meeting::ShowPart{view.parts[*pressed].part});
    }
}

void draw_part(Ui& ui, const MeetingView& view, Commands& commands) {
    switch (view.part) {
        case Part::Notice:
            draw_notice_part(ui, view.notice, commands);
            break;
        case Part::Attendance:
            draw_attendance_part(ui, view.attendance, view.editable, commands);
            break;
        case Part::Votes:
            draw_votes_part(ui, view.votes, view.editable, commands);
            break;
        case Part::Resolution:
            draw_resolution_part(ui, view.resolution, view.editable, commands);
            break;
        case Part::Signatures:
            draw_signatures_part(ui, view.signatures, view.editable, commands);
            break;
        case Part::Publicity:
            draw_publicity_part(ui, view.publicity, view.editable, commands);
            break;
    }
}

void draw_foot(Ui& ui, const MeetingView& view, Commands& commands) {
    // On a phone the room belongs to the names of those who come.
    const bool names = view.part == Part::Attendance;
    if (!view.kept.empty() && (ui.wide() || !names)) ui::note(ui, view.kept);
    std::vector<ui::Button> buttons;
    if (!view.next.empty()) {
        buttons.push_back({.id = "next",
                           .label = view.next,
                           .icon = ui::Icon::Forward,
                           .kind = view.touched ? ui::ButtonKind::Plain : ui::ButtonKind::Soft});
    }
    if (view.touched) {
        buttons.push_back({.id = "save",
                           .label = view.save,
                           .icon = ui::Icon::Check,
                           .kind = ui::ButtonKind::Primary,
                           .enabled = view.editable});
    }
    const std::string pressed = ui::actions(ui, buttons);
    if (pressed == "next") commands.push(meeting::ShowPart{view.next_part});
    if (pressed == "save") commands.push(meeting::Save{});
}

void draw_sheets(Ui& ui, const MeetingView& view, Commands& commands) {
    if (view.part == Part::Attendance) draw_attendance_sheet(ui, view.attendance, commands);
    if (view.part == Part::Signatures) draw_signature_pad(ui, view.signatures, commands);
    if (!view.pick) return;
    const Picking pick = draw_pick(ui, *view.pick);
    if (pick.typed) commands.push(meeting::PickSearch{*pick.typed});
    if (pick.picked) commands.push(meeting::Picked{*pick.picked});
    if (pick.closed) commands.push(meeting::CloseSheet{});
}

}  // namespace

void draw_meeting(Ui& ui, const MeetingView& view, Commands& commands) {
    ui::Page page{.id = "meeting",
                  .title = view.title,
                  .subtitle = view.subtitle,
                  .back = true,
                  // The list of people scrolls by itself, below the count that stays in sight.
                  .scrolls = view.part != Part::Attendance};
    if (!view.who_answers.empty()) {
        page.actions.push_back(
            {.id = "record", .label = view.who_answers, .icon = ui::Icon::Verified});
    }
    if (view.touched && view.editable) {
        page.actions.push_back({.id = "discard", .label = view.discard, .icon = ui::Icon::Undo});
    }
    ui::Contents foot;
    if (view.touched || !view.next.empty()) foot = [&] { draw_foot(ui, view, commands); };
    const ui::PageResult result = ui::page(
        ui, page,
        [&] {
            if (!view.loaded) {
                ui::skeleton(ui, 6);
                return;
            }
            draw_steps(ui, view, commands);
            draw_banner(ui, "banner", view.banner);
            draw_part(ui, view, commands);
        },
        foot);
    draw_sheets(ui, view, commands);
    if (result.back) commands.push(shell::Back{});
    if (result.action == "record") commands.push(shell::Go{{PageKind::Record, view.id, {}}});
    if (result.action == "discard") commands.push(meeting::Discard{});
}

}  // namespace cunji
