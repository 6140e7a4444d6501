#include "client/screens/form_screen.h"

#include "client/model/form.h"
#include "client/model/shell.h"
#include "client/screens/form_fields.h"
#include "client/screens/form_sheets.h"
#include "client/widgets/widgets.h"

namespace cunji {

namespace {

constexpr float kBesideWidth = 130;

void draw_fields(Ui& ui, const FormView& view, const std::vector<FormFieldView>& fields,
                 Commands& commands) {
    for (std::size_t i = 0; i < fields.size();) {
        std::vector<ui::Column> line;
        do {
            line.push_back(
                {.weight = 1, .body = [&, i] { draw_form_field(ui, view, fields[i], commands); }});
            ++i;
        } while (i < fields.size() && fields[i].beside);
        if (line.size() == 1) {
            line.front().body();
        } else {
            columns(ui, line, kBesideWidth);
        }
        gap(ui, 6);
    }
}

void draw_card(Ui& ui, const FormView& view, const FormCard& part, std::size_t number,
               Commands& commands) {
    const std::string id = "part" + std::to_string(number);
    card(ui, {.id = id, .title = part.title},
         [&] { draw_fields(ui, view, part.fields, commands); });
    gap(ui);
}

void draw_subject(Ui& ui, const FormSubjectView& subject, Commands& commands) {
    const ui::CardResult result =
        card(ui,
             {.id = "subject",
              .title = subject.title,
              .subtitle = subject.note,
              .icon = ui::Icon::Households,
              .tone = ui::Tone::Good,
              .actions = {{.id = "change", .label = subject.change, .kind = ui::ButtonKind::Text}}},
             [&] {
                 for (const FormOption& fact : subject.facts)
                     key_value(ui, {.label = fact.label, .value = fact.note});
             });
    if (result.action == "change") commands.push(form::Pick{{{}, "household"}});
    gap(ui);
}

void draw_child(Ui& ui, const FormView& view, const FormChild& child, Commands& commands) {
    const ui::ListRow row{.id = child.key,
                          .title = child.title,
                          .subtitle = child.note,
                          .avatar = child.title,
                          .pill = {.tone = ui::Tone::Warn, .text = child.problem},
                          .selected = child.open};
    if (list_row(ui, row)) {
        commands.push(form::OpenChild{child.open ? std::string{} : child.key});
    }
    if (!child.open) return;
    scope(ui, child.key, [&] {
        for (const FormCard& part : child.cards) {
            if (!part.title.empty()) heading(ui, part.title);
            draw_fields(ui, view, part.fields, commands);
        }
        const std::string pressed =
            actions(ui, {{.id = "close", .label = view.close_child, .icon = ui::Icon::Up},
                         {.id = "remove",
                          .label = view.remove,
                          .icon = ui::Icon::Delete,
                          .kind = ui::ButtonKind::Danger}});
        if (pressed == "close") commands.push(form::OpenChild{});
        if (pressed == "remove") commands.push(form::RemoveChild{child.key});
    });
}

void draw_repeat(Ui& ui, const FormView& view, const FormRepeat& repeat, Commands& commands) {
    const std::string id = "repeat." + repeat.kind;
    card(ui, {.id = id, .title = repeat.title}, [&] {
        for (const FormChild& child : repeat.children)
            draw_child(ui, view, child, commands);
        if (button(ui, {.id = "add",
                        .label = repeat.add,
                        .icon = ui::Icon::Add,
                        .kind = ui::ButtonKind::Soft,
                        .full_width = true})) {
            commands.push(form::AddChild{repeat.kind, Json::object()});
        }
    });
    gap(ui);
}

/// Cards from `first` on; children's records come after the form's own parts.
void draw_parts(Ui& ui, const FormView& view, std::size_t first, std::size_t end,
                Commands& commands) {
    for (std::size_t i = first; i < end; ++i)
        draw_card(ui, view, view.cards[i], i, commands);
}

/// How many cards stand in the left column, so that both are about as long.
std::size_t left_count(const FormView& view) {
    std::size_t all = 0;
    for (const FormCard& part : view.cards)
        all += part.fields.size() + 1;
    for (const FormRepeat& repeat : view.repeats)
        all += repeat.children.size() + 2;
    std::size_t left = 0;
    std::size_t count = 0;
    while (count < view.cards.size() && 2 * left < all)
        left += view.cards[count++].fields.size() + 1;
    return count;
}

void draw_body(Ui& ui, const FormView& view, Commands& commands) {
    if (!view.refused.empty()) {
        banner(ui, {.id = "refused", .tone = ui::Tone::Bad, .text = view.refused});
    }
    if (!view.photo_problem.empty()) {
        banner(ui, {.id = "photo", .tone = ui::Tone::Bad, .text = view.photo_problem});
    }
    if (!view.photo_note.empty()) {
        banner(ui, {.id = "photos", .tone = ui::Tone::Info, .text = view.photo_note});
    }
    const auto draw_repeats = [&] {
        for (const FormRepeat& repeat : view.repeats)
            draw_repeat(ui, view, repeat, commands);
    };
    if (!ui.wide()) {
        if (view.subject) draw_subject(ui, *view.subject, commands);
        draw_parts(ui, view, 0, view.cards.size(), commands);
        draw_repeats();
        return;
    }
    const std::size_t left = left_count(view);
    columns(ui, {{.body =
                      [&] {
                          if (view.subject) draw_subject(ui, *view.subject, commands);
                          draw_parts(ui, view, 0, left, commands);
                      }},
                 {.body = [&] {
                     draw_parts(ui, view, left, view.cards.size(), commands);
                     draw_repeats();
                 }}});
}

void draw_foot(Ui& ui, const FormView& view, Commands& commands) {
    split(
        ui,
        [&] {
            if (view.left.empty()) {
                icon_text(ui, ui::Icon::CheckCircle, view.complete, {.ink = ui::Ink::Good});
            } else if (button(ui, {.id = "left",
                                   .label = view.left,
                                   .icon = ui::Icon::Down,
                                   .kind = ui::ButtonKind::Text})) {
                commands.push(form::ShowMissing{});
            }
        },
        [&] {
            if (button(ui, {.id = "save",
                            .label = view.save,
                            .icon = ui::Icon::Save,
                            .kind = ui::ButtonKind::Primary,
                            .full_width = true,
                            .enabled = view.can_save})) {
                commands.push(form::Save{});
            }
        },
        200);
}

}  // namespace

void draw_form(Ui& ui, const FormView& view, Commands& commands) {
    if (!view.open) {
        const ui::PageResult result =
            page(ui, {.id = "form", .title = view.title, .back = true},
                 [&] { empty_state(ui, {.icon = ui::Icon::Edit, .title = view.closed}); });
        if (result.back) commands.push(shell::Back{});
        return;
    }
    ui::Page form{.id = "form", .title = view.title, .subtitle = view.subtitle, .back = true};
    if (!view.who_answers.empty()) {
        form.actions.push_back({.id = "record",
                                .label = view.who_answers,
                                .icon = ui::Icon::Verified,
                                .kind = ui::ButtonKind::Text});
    }
    form.actions.push_back({.id = "discard",
                            .label = view.discard,
                            .icon = ui::Icon::Delete,
                            .kind = ui::ButtonKind::Text});
    const ui::PageResult result = page(
        ui, form, [&] { draw_body(ui, view, commands); }, [&] { draw_foot(ui, view, commands); });
    if (result.back) commands.push(form::Leave{});
    if (result.action == "record") commands.push(shell::Go{{PageKind::Record, view.record, {}}});
    if (result.action == "discard") commands.push(form::AskDiscard{});
    if (view.jumps) commands.push(form::Jumped{});
    draw_form_sheets(ui, view, commands);
}

}  // namespace cunji
