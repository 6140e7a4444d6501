#include "client/model/meeting.h"
#include "client/model/shell.h"
#include "client/screens/meeting_screen.h"
#include "client/screens/record_field_widgets.h"

namespace cunji {

namespace {

using meeting::Pick;

void type(Commands& commands, const FieldView& field, const std::optional<std::string>& text) {
    if (text) commands.push(meeting::Type{field.place, *text});
}

void choose(Commands& commands, const FieldView& field, const std::optional<std::string>& code) {
    if (code) commands.push(meeting::Choose{field.place, code->empty() ? Json{} : Json(*code)});
}

/// A row that opens the list of staff.
void draw_staff(Ui& ui, const char* id, const std::string& label, const std::string& name,
                const std::string& choose, Pick pick, Commands& commands) {
    const bool open = name.empty();
    if (ui::list_row(ui, {.id = id,
                          .title = open ? choose : name,
                          .subtitle = label,
                          .avatar = name,
                          .icon = open ? ui::Icon::PersonAdd : ui::Icon::None})) {
        commands.push(meeting::OpenPick{pick});
    }
}

}  // namespace

void draw_notice_part(Ui& ui, const NoticePartView& view, Commands& commands) {
    const auto what = [&] {
        ui::card(ui, {.id = "what", .title = view.details_heading}, [&] {
            choose(commands, view.type, draw_choice_field(ui, "type", view.type));
            choose(commands, view.four_step, draw_choice_field(ui, "four_step", view.four_step));
            draw_banner(ui, "order", view.four_steps);
            type(commands, view.title, draw_text_field(ui, "title", view.title));
            type(commands, view.agenda, draw_text_field(ui, "agenda", view.agenda, 4));
        });
    };
    const auto when = [&] {
        ui::card(ui, {.id = "when", .title = view.host_heading}, [&] {
            const auto time = [&](const char* id, const FieldView& field) {
                type(commands, field, draw_time_field(ui, id, field, view.clock_label, view.today));
            };
            time("start", view.start_at);
            time("notice", view.notice_at);
            draw_banner(ui, "term", view.term);
            type(commands, view.place, draw_text_field(ui, "place", view.place));
            draw_staff(ui, "host", view.host_label, view.host, view.choose, Pick::Host, commands);
            draw_staff(ui, "recorder", view.recorder_label, view.recorder, view.choose,
                       Pick::Recorder, commands);
            time("end", view.end_at);
        });
    };
    ui::columns(ui, {{.body = what}, {.body = when}}, 400);
}

void draw_resolution_part(Ui& ui, const ResolutionPartView& view, bool editable,
                          Commands& commands) {
    const auto words = [&] {
        ui::card(ui, {.id = "words"}, [&] {
            type(commands, view.resolution, draw_text_field(ui, "resolution", view.resolution, 5));
            type(commands, view.speech, draw_text_field(ui, "speech", view.speech, 5));
        });
    };
    const auto around = [&] {
        ui::Card related{.id = "related", .title = view.related_heading};
        if (editable) related.actions.push_back({.id = "relate", .label = view.related_add});
        const ui::CardResult result = ui::card(ui, related, [&] {
            if (view.related.empty()) ui::note(ui, view.related_empty);
            for (const LinkView& link : view.related) {
                if (ui::list_row(ui, {.id = link.id,
                                      .title = link.title,
                                      .subtitle = link.note,
                                      .avatar = link.title})) {
                    commands.push(meeting::OpenPick{Pick::Related});
                }
            }
        });
        if (result.action == "relate") commands.push(meeting::OpenPick{Pick::Related});
        ui::card(ui, {.id = "photos", .title = view.photos_heading}, [&] {
            std::vector<ui::Photo> photos;
            for (const ResolutionPartView::Photo& photo : view.photos) {
                photos.push_back(
                    {.id = photo.id, .picture = photo.picture, .caption = photo.caption});
            }
            const ui::PhotoGridResult grid = ui::photo_grid(
                ui, {.id = "grid",
                     .photos = photos,
                     .add = editable ? std::string_view{view.photos_add} : std::string_view{}});
            if (grid.add) commands.push(meeting::Save{meeting::Then::Photos});
            if (grid.opened) commands.push(shell::Go{{PageKind::Photo, *grid.opened, {}}});
        });
    };
    ui::columns(ui, {{.weight = 3, .body = words}, {.weight = 2, .body = around}}, 360);
}

void draw_signatures_part(Ui& ui, const SignaturesPartView& view, bool editable,
                          Commands& commands) {
    ui::card(ui, {.id = "count"}, [&] {
        ui::text(ui, view.count, {.size = ui::Size::Number, .strong = true});
        if (view.share > 0) ui::progress(ui, {.share = view.share});
        ui::pill(ui, pill_of(view.enough));
    });
    ui::card(ui, {.id = "signers"}, [&] {
        if (view.signers.empty()) {
            ui::empty_state(
                ui, {.icon = ui::Icon::Edit, .title = view.empty_title, .text = view.empty_text});
        }
        for (const SignerView& signer : view.signers) {
            if (ui::list_row(ui, {.id = signer.key,
                                  .title = signer.name,
                                  .subtitle = signer.note,
                                  .avatar = signer.name,
                                  .pill = pill_of(signer.mark),
                                  .opens = editable})) {
                commands.push(meeting::OpenPad{signer.key});
            }
        }
        if (editable && ui::button(ui, {.id = "add_signer",
                                        .label = view.add,
                                        .icon = ui::Icon::PersonAdd,
                                        .kind = ui::ButtonKind::Soft,
                                        .full_width = true})) {
            commands.push(meeting::OpenPick{Pick::Signer});
        }
    });
}

void draw_signature_pad(Ui& ui, const SignaturesPartView& view, Commands& commands) {
    if (!view.pad) return;
    const PadView& pad = *view.pad;
    ui::Strokes strokes;
    for (const PenStroke& stroke : pad.strokes) {
        ui::Stroke line;
        for (const PenPoint& point : stroke) {
            line.push_back({static_cast<float>(point.x) / static_cast<float>(kPadUnits),
                            static_cast<float>(point.y) / static_cast<float>(kPadUnits)});
        }
        strokes.push_back(std::move(line));
    }
    bool done = false;
    const bool closed =
        ui::sheet(ui, {.id = "pad", .title = pad.title, .width = 1100, .keep_open = true}, [&] {
            const auto drawn = ui::signature_pad(
                ui, {.id = "pen", .label = {}, .strokes = strokes, .picture = pad.picture});
            if (drawn) {
                std::vector<PenStroke> lines;
                for (const ui::Stroke& stroke : *drawn) {
                    PenStroke line;
                    for (const ui::Point& point : stroke) {
                        line.push_back({static_cast<int>(point.x * kPadUnits),
                                        static_cast<int>(point.y * kPadUnits)});
                    }
                    lines.push_back(std::move(line));
                }
                commands.push(meeting::Draw{pad.key, std::move(lines)});
            }
            if (const auto thumb = ui::toggle(
                    ui, {.id = "thumb", .label = pad.thumb_label, .value = pad.by_thumb})) {
                commands.push(meeting::Choose{{pad.key, "by_thumb"}, *thumb ? "yes" : "no"});
            }
            const std::string pressed = ui::actions(
                ui, {{.id = "pad_remove", .label = pad.remove, .kind = ui::ButtonKind::Text},
                     {.id = "pad_done",
                      .label = pad.done,
                      .icon = ui::Icon::Check,
                      .kind = ui::ButtonKind::Primary}});
            if (pressed == "pad_remove") commands.push(meeting::RemoveSigner{pad.key});
            done = pressed == "pad_done";
        });
    if (closed || done) commands.push(meeting::CloseSheet{});
}

void draw_publicity_part(Ui& ui, const PublicityPartView& view, bool editable, Commands& commands) {
    ui::card(ui, {.id = "notices"}, [&] {
        if (view.notices.empty()) {
            ui::empty_state(
                ui, {.icon = ui::Icon::Notice, .title = view.empty_title, .text = view.empty_text});
        }
        for (const NoticeRowView& notice : view.notices) {
            if (ui::list_row(ui, {.id = notice.id,
                                  .title = notice.title,
                                  .subtitle = notice.note,
                                  .icon = ui::Icon::Notice,
                                  .tone = tone_of(notice.mark.mood),
                                  .pill = pill_of(notice.mark)})) {
                commands.push(shell::Go{{PageKind::Publicity, notice.id, {}}});
            }
        }
        if (editable && ui::button(ui, {.id = "add_notice",
                                        .label = view.add,
                                        .icon = ui::Icon::Add,
                                        .kind = ui::ButtonKind::Soft,
                                        .full_width = true})) {
            commands.push(meeting::Save{meeting::Then::Notice});
        }
    });
}

}  // namespace cunji
