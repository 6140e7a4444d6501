#include "client/screens/form_fields.h"

#include "client/model/form.h"
#include "client/widgets/bring_into_view.h"
#include "client/widgets/widgets.h"

#include <cmath>

namespace cunji {

namespace {

constexpr int kLongLines = 3;
constexpr std::size_t kLongBytes = 60'000;  // 20,000 characters

ui::FieldNotes notes_of(const FormFieldView& field) {
    return {.required = field.required,
            .help = field.help,
            .problem = field.problem,
            .enabled = field.enabled};
}

std::vector<ui::Option> options_of(const FormFieldView& field) {
    std::vector<ui::Option> out;
    out.reserve(field.options.size());
    for (const FormOption& option : field.options)
        out.push_back({.id = option.id, .label = option.label, .note = option.note});
    return out;
}

ui::Keyboard keyboard_of(FormWidget widget) {
    switch (widget) {
        case FormWidget::Number:
            return ui::Keyboard::Number;
        case FormWidget::Money:
            return ui::Keyboard::Money;
        case FormWidget::Phone:
            return ui::Keyboard::Phone;
        case FormWidget::Text:
        case FormWidget::LongText:
        case FormWidget::Secret:
        case FormWidget::Date:
        case FormWidget::Time:
        case FormWidget::Tri:
        case FormWidget::Choice:
        case FormWidget::Choices:
        case FormWidget::Reference:
        case FormWidget::References:
        case FormWidget::Photos:
        case FormWidget::Drawing:
        case FormWidget::Shown:
            break;
    }
    return ui::Keyboard::Text;
}

void draw_text(Ui& ui, const FormFieldView& field, Commands& commands) {
    for (const std::string& entry : field.entries)
        note(ui, entry);
    const bool is_long = field.widget == FormWidget::LongText;
    const auto typed = text_field(ui, {.id = field.id,
                                       .label = field.label,
                                       .value = field.text,
                                       .notes = notes_of(field),
                                       .keyboard = keyboard_of(field.widget),
                                       .unit = field.unit,
                                       .lines = is_long ? kLongLines : 1,
                                       .max_bytes = is_long ? kLongBytes : std::size_t{4000}});
    if (typed) commands.push(form::Type{field.place, *typed});
}

void draw_date(Ui& ui, const FormView& view, const FormFieldView& field, Commands& commands) {
    const auto typed = date_field(ui, {.id = field.id,
                                       .label = field.label,
                                       .value = field.text,
                                       .today = ui::parse_day(view.today).value_or(ui::Day{}),
                                       .notes = notes_of(field)});
    if (typed) commands.push(form::Type{field.place, *typed});
}

/// Day and minute side by side; together they are the text that is typed.
void draw_time(Ui& ui, const FormView& view, const FormFieldView& field, Commands& commands) {
    const std::size_t gap = field.text.find_first_of(" T");
    const std::string day = field.text.substr(0, gap);
    const std::string minute =
        gap == std::string::npos ? std::string{} : field.text.substr(gap + 1);
    const auto push = [&](const std::string& new_day, const std::string& new_minute) {
        const bool both = !new_day.empty() && !new_minute.empty();
        commands.push(form::Type{field.place, new_day + (both ? " " : "") + new_minute});
    };
    columns(ui,
            {{.weight = 3,
              .body =
                  [&] {
                      const auto typed =
                          date_field(ui, {.id = field.id,
                                          .label = field.label,
                                          .value = day,
                                          .today = ui::parse_day(view.today).value_or(ui::Day{}),
                                          .notes = notes_of(field)});
                      if (typed) push(*typed, minute);
                  }},
             {.weight = 2,
              .body =
                  [&] {
                      const std::string id = field.id + ".minute";
                      const auto typed =
                          time_field(ui, {.id = id, .label = view.minute, .value = minute});
                      if (typed) push(day, *typed);
                  }}},
            120);
}

void draw_tri(Ui& ui, const FormFieldView& field, Commands& commands) {
    ui::Tri value = ui::Tri::Unset;
    if (field.value == "yes") value = ui::Tri::Yes;
    if (field.value == "no") value = ui::Tri::No;
    if (field.value == "unknown") value = ui::Tri::Unclear;
    const auto chosen = tri_state(
        ui, {.id = field.id, .label = field.label, .value = value, .notes = notes_of(field)});
    if (!chosen) return;
    Json answer;
    switch (*chosen) {
        case ui::Tri::Unset:
            break;
        case ui::Tri::Yes:
            answer = "yes";
            break;
        case ui::Tri::No:
            answer = "no";
            break;
        case ui::Tri::Unclear:
            answer = "unknown";
            break;
    }
    commands.push(form::Choose{field.place, std::move(answer)});
}

void draw_choice(Ui& ui, const FormFieldView& field, Commands& commands) {
    const std::vector<ui::Option> options = options_of(field);
    if (field.widget == FormWidget::Choice) {
        const auto chosen = choice(ui, {.id = field.id,
                                        .label = field.label,
                                        .value = field.value,
                                        .options = options,
                                        .notes = notes_of(field)});
        if (chosen) commands.push(form::Choose{field.place, *chosen});
        return;
    }
    const auto chosen = multi_choice(ui, {.id = field.id,
                                          .label = field.label,
                                          .values = field.values,
                                          .options = options,
                                          .notes = notes_of(field)});
    if (chosen) commands.push(form::Choose{field.place, Json(*chosen)});
}

/// What is chosen by name; a tap opens the sheet in which others are found.
void draw_reference(Ui& ui, const FormView& view, const FormFieldView& field, Commands& commands) {
    std::string names;
    for (const FormOption& option : field.options) {
        if (!names.empty()) names += view.comma;
        names += option.label;
    }
    const bool empty = names.empty();
    const ui::ListRow row{.id = field.id,
                          .title = empty ? view.pick : names,
                          .subtitle = field.required ? field.label + " *" : field.label,
                          .avatar = empty ? std::string{} : names,
                          .icon = empty ? ui::Icon::Add : ui::Icon::None};
    if (list_row(ui, row) && field.enabled) commands.push(form::Pick{field.place});
    if (!field.help.empty()) note(ui, field.help);
    if (!field.problem.empty()) note(ui, field.problem, ui::Ink::Bad);
}

void draw_photos(Ui& ui, const FormView& view, const FormFieldView& field, Commands& commands) {
    heading(ui, field.label);
    std::vector<ui::Photo> photos;
    for (const FormPhoto& photo : field.photos) {
        photos.push_back({.id = photo.id,
                          .picture = photo.picture,
                          .caption = photo.title,
                          .badge = photo.pending ? ui::PhotoBadge::Waiting : ui::PhotoBadge::None});
    }
    const ui::PhotoGridResult result =
        photo_grid(ui, {.id = field.id, .photos = photos, .add = view.photos_add});
    if (result.add) commands.push(form::PickFiles{field.place});
    if (result.opened) commands.push(form::LookAt{field.place, *result.opened});
    if (!field.problem.empty()) note(ui, field.problem, ui::Ink::Bad);
}

void draw_signature(Ui& ui, const FormFieldView& field, Commands& commands) {
    ui::Strokes strokes;
    for (const PenStroke& stroke : field.strokes) {
        ui::Stroke& line = strokes.emplace_back();
        for (const PenPoint& point : stroke) {
            line.push_back(
                {static_cast<float>(point.x) / kPadUnits, static_cast<float>(point.y) / kPadUnits});
        }
    }
    const auto drawn = signature_pad(ui, {.id = field.id,
                                          .label = field.label,
                                          .strokes = strokes,
                                          .picture = field.picture,
                                          .notes = notes_of(field)});
    if (!drawn) return;
    std::vector<PenStroke> out;
    for (const ui::Stroke& stroke : *drawn) {
        PenStroke& line = out.emplace_back();
        for (const ui::Point& point : stroke) {
            line.push_back({static_cast<int>(std::lround(point.x * kPadUnits)),
                            static_cast<int>(std::lround(point.y * kPadUnits))});
        }
    }
    commands.push(form::Draw{field.place, std::move(out)});
}

void draw_input(Ui& ui, const FormView& view, const FormFieldView& field, Commands& commands) {
    switch (field.widget) {
        case FormWidget::Text:
        case FormWidget::LongText:
        case FormWidget::Number:
        case FormWidget::Money:
        case FormWidget::Phone:
        case FormWidget::Secret:
            return draw_text(ui, field, commands);
        case FormWidget::Date:
            return draw_date(ui, view, field, commands);
        case FormWidget::Time:
            return draw_time(ui, view, field, commands);
        case FormWidget::Tri:
            return draw_tri(ui, field, commands);
        case FormWidget::Choice:
        case FormWidget::Choices:
            return draw_choice(ui, field, commands);
        case FormWidget::Reference:
        case FormWidget::References:
            return draw_reference(ui, view, field, commands);
        case FormWidget::Photos:
            return draw_photos(ui, view, field, commands);
        case FormWidget::Drawing:
            return draw_signature(ui, field, commands);
        case FormWidget::Shown:
            return key_value(ui, {.label = field.label, .value = field.text, .note = field.help});
    }
}

}  // namespace

void draw_form_field(Ui& ui, const FormView& view, const FormFieldView& field, Commands& commands) {
    if (field.jump) bring_into_view(ui);
    draw_input(ui, view, field, commands);
    if (field.offers_task && button(ui, {.id = field.id + ".task",
                                         .label = view.to_task,
                                         .icon = ui::Icon::Task,
                                         .kind = ui::ButtonKind::Soft})) {
        commands.push(form::MakeTask{});
    }
    for (const FormWarning& warning : field.warnings) {
        if (warning.field_answers) {
            icon_text(ui, ui::Icon::Warning, warning.text, {.ink = ui::Ink::Warn});
            continue;
        }
        const std::string id = field.id + '.' + warning.rule;
        const auto word =
            explanation_field(ui, {.id = id, .warning = warning.text, .value = warning.word});
        if (word) commands.push(form::Explain{field.place.record, warning.rule, *word});
    }
}

}  // namespace cunji
