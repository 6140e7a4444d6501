#include "client/screens/publicity_screen.h"

#include "client/model/publicity.h"
#include "client/model/shell.h"
#include "client/screens/record_field_widgets.h"

namespace cunji {

namespace {

void type(Commands& commands, const FieldView& field, const std::optional<std::string>& text) {
    if (text) commands.push(publicity::Type{field.place, *text});
}

void choose(Commands& commands, const FieldView& field, const std::optional<std::string>& code) {
    if (code) commands.push(publicity::Choose{field.place, *code});
}

void draw_about(Ui& ui, const PublicityView& view, Commands& commands) {
    ui::card(ui, {.id = "about", .title = view.about_heading}, [&] {
        choose(commands, view.type, draw_choice_field(ui, "type", view.type));
        choose(commands, view.tier, draw_choice_field(ui, "tier", view.tier));
        choose(commands, view.form, draw_choice_field(ui, "form", view.form));
    });
}

void draw_subjects(Ui& ui, const PublicityView& view, Commands& commands) {
    ui::Card subjects{.id = "subjects", .title = view.subjects_label};
    if (view.editable) subjects.actions.push_back({.id = "pick", .label = view.subjects_add});
    const ui::CardResult result = ui::card(ui, subjects, [&] {
        if (view.subjects.empty()) ui::note(ui, view.subjects_empty);
        for (const LinkView& link : view.subjects) {
            ui::list_row(ui, {.id = link.id,
                              .title = link.title,
                              .subtitle = link.note,
                              .avatar = link.title,
                              .opens = false});
        }
    });
    if (result.action == "pick") commands.push(publicity::OpenPick{});
}

void draw_days(Ui& ui, const PublicityView& view, Commands& commands) {
    ui::card(ui, {.id = "days", .title = view.time_heading}, [&] {
        type(commands, view.start_on, draw_date_field(ui, "start", view.start_on, view.today));
        type(commands, view.end_on, draw_date_field(ui, "end", view.end_on, view.today));
        draw_banner(ui, "term", view.term);
        draw_banner(ui, "left", view.left);
        type(commands, view.place, draw_text_field(ui, "place", view.place));
        type(commands, view.hotline, draw_text_field(ui, "hotline", view.hotline));
    });
}

void draw_body(Ui& ui, const PublicityView& view, Commands& commands) {
    ui::card(ui, {.id = "text"}, [&] {
        if (view.editable && !view.write_body.empty() &&
            ui::button(ui, {.id = "write",
                            .label = view.write_body,
                            .icon = ui::Icon::Document,
                            .kind = ui::ButtonKind::Soft})) {
            commands.push(publicity::Type{view.body.place, view.written});
        }
        FieldView body = view.body;
        if (!view.exposed.empty()) body.problem = view.exposed;
        type(commands, view.body, draw_text_field(ui, "body", body, 9));
    });
}

void draw_photos(Ui& ui, const PublicityView& view, Commands& commands) {
    ui::card(ui, {.id = "photos", .title = view.photos_heading}, [&] {
        ui::tiles(ui, view.photos.size(), 168, [&](std::size_t place) {
            const PhotoSlotView& slot = view.photos[place];
            const bool start = slot.slot == publicity::Slot::Start;
            const char* id = start ? "photo_start" : "photo_end";
            const bool pressed = ui::photo_slot(ui, {.id = id,
                                                     .picture = slot.picture,
                                                     .title = slot.title,
                                                     .caption = slot.caption,
                                                     .missing = slot.missing});
            if (pressed && view.editable) commands.push(publicity::AddPhoto{slot.slot});
        });
    });
}

void draw_objection(Ui& ui, const PublicityView& view, const ObjectionView& objection,
                    Commands& commands) {
    ui::Card card{.id = objection.key, .title = objection.title, .subtitle = objection.note};
    if (view.editable && !objection.remove.empty()) {
        card.actions.push_back(
            {.id = "remove", .label = objection.remove, .kind = ui::ButtonKind::Text});
    }
    const ui::CardResult result = ui::card(ui, card, [&] {
        ui::pill(ui, pill_of(objection.mark));
        type(commands, objection.content, draw_text_field(ui, "content", objection.content, 3));
        type(commands, objection.raiser, draw_text_field(ui, "raiser", objection.raiser));
        choose(commands, objection.channel, draw_choice_field(ui, "channel", objection.channel));
        choose(commands, objection.finding, draw_choice_field(ui, "finding", objection.finding));
        type(commands, objection.result, draw_text_field(ui, "result", objection.result, 3));
        if (view.editable && !objection.answer.empty() &&
            ui::button(ui, {.id = "answer",
                            .label = objection.answer,
                            .icon = ui::Icon::Check,
                            .kind = ui::ButtonKind::Soft,
                            .enabled = objection.answer_missing.empty(),
                            .reason = objection.answer_missing})) {
            commands.push(publicity::Answer{objection.key});
        }
    });
    if (result.action == "remove") commands.push(publicity::RemoveObjection{objection.key});
}

void draw_objections(Ui& ui, const PublicityView& view, Commands& commands) {
    if (ui::section(ui, {.title = view.objections_heading,
                         .id = "add_objection",
                         .action = view.editable ? std::string_view{view.add_objection}
                                                 : std::string_view{}})) {
        commands.push(publicity::AddObjection{});
    }
    if (view.objections.empty()) ui::note(ui, view.objections_empty);
    for (const ObjectionView& objection : view.objections)
        draw_objection(ui, view, objection, commands);
}

void draw_foot(Ui& ui, const PublicityView& view, Commands& commands) {
    if (!view.kept.empty()) ui::note(ui, view.kept);
    std::vector<ui::Button> buttons;
    if (!view.withdraw.empty()) {
        buttons.push_back({.id = "withdraw", .label = view.withdraw, .enabled = view.editable});
    }
    buttons.push_back(
        {.id = "save",
         .label = view.save,
         .icon = ui::Icon::Save,
         .kind = view.advance.empty() ? ui::ButtonKind::Primary : ui::ButtonKind::Plain,
         .enabled = view.editable && view.touched});
    if (!view.advance.empty()) {
        buttons.push_back({.id = "advance",
                           .label = view.advance,
                           .icon = ui::Icon::Check,
                           .kind = ui::ButtonKind::Primary,
                           .enabled = view.editable && view.advance_block.empty(),
                           .reason = view.advance_block});
    }
    const std::string pressed = ui::actions(ui, buttons);
    if (pressed == "save") commands.push(publicity::Save{});
    if (pressed == "advance") commands.push(publicity::Advance{view.advance_to});
    if (pressed == "withdraw") commands.push(publicity::Advance{"withdrawn"});
}

}  // namespace

void draw_publicity(Ui& ui, const PublicityView& view, Commands& commands) {
    ui::Page page{.id = "publicity", .title = view.title, .subtitle = view.subtitle, .back = true};
    if (view.touched && view.editable) {
        page.actions.push_back({.id = "discard", .label = view.discard, .icon = ui::Icon::Undo});
    }
    ui::Contents foot;
    if (view.touched || !view.advance.empty()) foot = [&] { draw_foot(ui, view, commands); };
    const ui::PageResult result = ui::page(
        ui, page,
        [&] {
            if (!view.loaded) {
                ui::skeleton(ui, 6);
                return;
            }
            draw_banner(ui, "banner", view.banner);
            const auto left = [&] {
                draw_about(ui, view, commands);
                draw_days(ui, view, commands);
                draw_subjects(ui, view, commands);
            };
            const auto right = [&] {
                draw_body(ui, view, commands);
                draw_photos(ui, view, commands);
                draw_objections(ui, view, commands);
            };
            ui::columns(ui, {{.weight = 2, .body = left}, {.weight = 3, .body = right}}, 380);
        },
        foot);
    if (view.pick) {
        const Picking pick = draw_pick(ui, *view.pick);
        if (pick.typed) commands.push(publicity::PickSearch{*pick.typed});
        if (pick.picked) commands.push(publicity::Picked{*pick.picked});
        if (pick.closed) commands.push(publicity::ClosePick{});
    }
    if (result.back) commands.push(shell::Back{});
    if (result.action == "discard") commands.push(publicity::Discard{});
}

}  // namespace cunji
