#include "client/model/meeting.h"
#include "client/screens/meeting_screen.h"
#include "client/screens/record_field_widgets.h"

namespace cunji {

namespace {

void draw_numbers(Ui& ui, const BallotView& ballot, bool editable, Commands& commands) {
    const auto number = [&](const char* field, const std::string& label, std::optional<int> value) {
        return ui::Column{.body = [&, field, value] {
            const auto changed = ui::stepper(ui, {.id = field,
                                                  .label = label,
                                                  .value = value,
                                                  .max = ballot.most,
                                                  .notes = {.enabled = editable}});
            if (changed) commands.push(meeting::Choose{{ballot.key, field}, *changed});
        }};
    };
    ui::columns(
        ui,
        {number("yes", ballot.yes_label, ballot.yes), number("no", ballot.no_label, ballot.no),
         number("abstain", ballot.abstain_label, ballot.abstain)},
        190);
}

void draw_ballot(Ui& ui, const BallotView& ballot, bool editable, Commands& commands) {
    ui::Card card{.id = ballot.key, .title = ballot.title, .subtitle = ballot.note};
    if (editable) {
        card.actions.push_back({.id = "remove",
                                .label = ballot.remove,
                                .icon = ui::Icon::Delete,
                                .kind = ui::ButtonKind::Text});
    }
    const ui::CardResult result = ui::card(ui, card, [&] {
        if (!ballot.recusal.empty() && ui::banner(ui, {.id = "recusal",
                                                       .tone = ui::Tone::Warn,
                                                       .text = ballot.recusal,
                                                       .action = ballot.recuse})) {
            commands.push(meeting::Recuse{ballot.key});
        }
        if (ballot.on_matter) {
            if (const auto text = draw_text_field(ui, "matter", ballot.matter)) {
                commands.push(meeting::Type{ballot.matter.place, *text});
            }
        }
        if (const auto method = draw_choice_field(ui, "method", ballot.method)) {
            commands.push(meeting::Choose{ballot.method.place, *method});
        }
        draw_numbers(ui, ballot, editable, commands);
        if (!ballot.all_yes.empty() && ui::button(ui, {.id = "rest_yes",
                                                       .label = ballot.all_yes,
                                                       .icon = ui::Icon::Check,
                                                       .kind = ui::ButtonKind::Soft})) {
            commands.push(meeting::FillBallot{ballot.key, "yes"});
        }
        std::vector<ui::Pill> pills{pill_of(ballot.result)};
        if (!ballot.sum.text.empty()) pills.push_back(pill_of(ballot.sum));
        ui::pills(ui, pills);
        ui::note(ui, ballot.needed);
    });
    if (result.action == "remove") commands.push(meeting::RemoveBallot{ballot.key});
}

}  // namespace

void draw_votes_part(Ui& ui, const VotesPartView& view, bool editable, Commands& commands) {
    draw_banner(ui, "quorum", view.no_quorum);
    ui::text(ui, view.voters, {.ink = ui::Ink::Soft});
    if (view.ballots.empty()) {
        ui::empty_state(
            ui, {.icon = ui::Icon::TaskDone, .title = view.empty_title, .text = view.empty_text});
    }
    for (const BallotView& ballot : view.ballots)
        draw_ballot(ui, ballot, editable, commands);
    if (!editable) return;
    std::vector<ui::Button> buttons;
    if (!view.add_related.empty()) {
        buttons.push_back({.id = "add_related",
                           .label = view.add_related,
                           .icon = ui::Icon::Add,
                           .kind = ui::ButtonKind::Soft});
    }
    buttons.push_back({.id = "add_subject", .label = view.add_subject, .icon = ui::Icon::Add});
    buttons.push_back({.id = "add_matter", .label = view.add_matter, .icon = ui::Icon::Add});
    const std::string pressed = ui::actions(ui, buttons);
    if (pressed == "add_related") commands.push(meeting::AddRelatedBallots{});
    if (pressed == "add_subject") commands.push(meeting::OpenPick{meeting::Pick::Subject});
    if (pressed == "add_matter") commands.push(meeting::AddBallot{});
}

}  // namespace cunji
