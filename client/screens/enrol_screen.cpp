#include "client/screens/enrol_screen.h"

#include "client/model/enrol.h"
#include "client/widgets/widgets.h"

namespace cunji {

namespace {

void draw_problem(Ui& ui, const EnrolView& view) {
    if (view.problem.empty()) return;
    ui::banner(ui, {.id = "problem", .tone = ui::Tone::Bad, .text = view.problem});
}

void draw_people(Ui& ui, const EnrolView& view, Commands& commands) {
    if (view.people.empty()) return;
    ui::section(ui, {.title = view.people_title});
    ui::card(ui, {.id = "people"}, [&] {
        for (const PersonRow& person : view.people) {
            const bool chosen = ui::list_row(ui, {.id = person.id,
                                                  .title = person.title,
                                                  .subtitle = person.subtitle,
                                                  .avatar = person.title});
            if (chosen) commands.push(enrol::SwitchTo{person.id});
        }
    });
}

void draw_fields(Ui& ui, const EnrolView& view, Commands& commands) {
    const auto server = ui::text_field(ui, {.id = "server",
                                            .label = view.server_label,
                                            .value = view.server,
                                            .hint = view.server_hint,
                                            .notes = {.enabled = !view.waiting},
                                            .focus = view.server.empty()});
    if (server) commands.push(enrol::TypeServer{*server});
    const auto code = ui::text_field(ui, {.id = "code",
                                          .label = view.code_label,
                                          .value = view.code,
                                          .hint = view.code_hint,
                                          .notes = {.enabled = !view.waiting}});
    if (code) commands.push(enrol::TypeCode{*code});
}

void draw_join(Ui& ui, const EnrolView& view, Commands& commands) {
    ui::text(ui, view.product, {.size = ui::Size::Number, .ink = ui::Ink::Primary, .strong = true});
    ui::text(ui, view.promise, {.ink = ui::Ink::Soft});
    ui::gap(ui);
    ui::card(ui, {.id = "join", .title = view.title, .subtitle = view.subtitle}, [&] {
        draw_problem(ui, view);
        // A field that has the keyboard shows what was typed into it, so it begins anew.
        ui::scope(ui, view.fields, [&] { draw_fields(ui, view, commands); });
        ui::icon_text(ui, ui::Icon::QrCode, view.picture_hint,
                      {.size = ui::Size::Small, .ink = ui::Ink::Soft});
        ui::gap(ui);
        const bool join = ui::button(ui, {.id = "join",
                                          .label = view.join,
                                          .kind = ui::ButtonKind::Primary,
                                          .full_width = true,
                                          .enabled = !view.waiting});
        if (join) commands.push(enrol::Join{});
        if (view.waiting && ui::button(ui, {.id = "stop", .label = view.stop, .full_width = true}))
            commands.push(enrol::Stop{});
    });
    draw_people(ui, view, commands);
}

void draw_first_sync(Ui& ui, const EnrolView& view, Commands& commands) {
    ui::card(ui, {.id = "first", .icon = ui::Icon::CheckCircle, .tone = ui::Tone::Good}, [&] {
        draw_problem(ui, view);
        if (view.progress) {
            ui::progress(ui, {.share = view.progress->share,
                              .label = view.progress->label,
                              .value = view.progress->value});
            if (ui::button(ui, {.id = "stop", .label = view.stop})) commands.push(enrol::Stop{});
            return;
        }
        const std::string pressed =
            ui::actions(ui, {{.id = "again", .label = view.again, .kind = ui::ButtonKind::Primary},
                             {.id = "begin", .label = view.begin}});
        if (pressed == "again") commands.push(enrol::Again{});
        if (pressed == "begin") commands.push(enrol::Begin{});
    });
}

void draw_ready(Ui& ui, const EnrolView& view, Commands& commands) {
    ui::card(ui, {.id = "ready", .tone = ui::Tone::Good}, [&] {
        ui::icon_text(ui, ui::Icon::CheckCircle, view.subtitle, {.ink = ui::Ink::Good});
        ui::gap(ui);
        const bool begin = ui::button(ui, {.id = "begin",
                                           .label = view.begin,
                                           .kind = ui::ButtonKind::Primary,
                                           .full_width = true});
        if (begin) commands.push(enrol::Begin{});
    });
}

}  // namespace

void draw_enrol(Ui& ui, const EnrolView& view, Commands& commands) {
    constexpr float kReadable = 560;
    const bool first = view.step == EnrolView::Step::FirstSync;
    const bool join = view.step == EnrolView::Step::Join;
    const ui::Page page{.id = "enrol",
                        .title = join ? std::string_view{} : std::string_view{view.title},
                        .subtitle = first ? std::string_view{view.subtitle} : std::string_view{},
                        .max_width = kReadable};
    ui::page(ui, page, [&] {
        switch (view.step) {
            case EnrolView::Step::Join:
                draw_join(ui, view, commands);
                break;
            case EnrolView::Step::FirstSync:
                draw_first_sync(ui, view, commands);
                break;
            case EnrolView::Step::Ready:
                draw_ready(ui, view, commands);
                break;
        }
    });
}

}  // namespace cunji
