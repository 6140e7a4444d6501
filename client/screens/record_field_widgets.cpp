#include "client/screens/record_field_widgets.h"

namespace cunji {

namespace {

ui::FieldNotes notes_of(const FieldView& field, std::string_view warning = {}) {
    return {.required = field.required,
            .help = field.help,
            .problem = field.problem,
            .warning = warning,
            .enabled = field.enabled};
}

ui::Day day_of(std::string_view text) {
    return ui::parse_day(text).value_or(ui::Day{});
}

}  // namespace

void draw_banner(Ui& ui, std::string_view id, const Mark& mark) {
    if (mark.text.empty()) return;
    ui::banner(ui, {.id = id, .tone = tone_of(mark.mood), .text = mark.text});
}

std::optional<std::string> draw_text_field(Ui& ui, std::string_view id, const FieldView& field,
                                           int lines, ui::Keyboard keyboard,
                                           std::string_view warning) {
    if (!field.asked) return std::nullopt;
    return ui::text_field(ui, {.id = id,
                               .label = field.label,
                               .value = field.value,
                               .notes = notes_of(field, warning),
                               .keyboard = keyboard,
                               .lines = lines});
}

std::optional<std::string> draw_choice_field(Ui& ui, std::string_view id, const FieldView& field) {
    if (!field.asked) return std::nullopt;
    std::vector<ui::Option> options;
    for (const OptionView& option : field.options)
        options.push_back({.id = option.code, .label = option.label});
    return ui::choice(ui, {.id = id,
                           .label = field.label,
                           .value = field.value,
                           .options = options,
                           .notes = notes_of(field)});
}

std::optional<std::string> draw_date_field(Ui& ui, std::string_view id, const FieldView& field,
                                           std::string_view today, std::string_view warning) {
    if (!field.asked) return std::nullopt;
    return ui::date_field(ui, {.id = id,
                               .label = field.label,
                               .value = field.value,
                               .today = day_of(today),
                               .notes = notes_of(field, warning)});
}

std::optional<std::string> draw_time_field(Ui& ui, std::string_view id, const FieldView& field,
                                           std::string_view clock_label, std::string_view today) {
    if (!field.asked) return std::nullopt;
    const std::size_t gap = field.value.find_first_of(" T");
    const std::string day = field.value.substr(0, gap);
    const std::string clock =
        gap == std::string::npos ? std::string{} : field.value.substr(gap + 1);
    std::optional<std::string> new_day;
    std::optional<std::string> new_clock;
    ui::scope(ui, id, [&] {
        ui::columns(ui,
                    {{.weight = 3,
                      .body =
                          [&] {
                              new_day = ui::date_field(ui, {.id = "day",
                                                            .label = field.label,
                                                            .value = day,
                                                            .today = day_of(today),
                                                            .notes = notes_of(field)});
                          }},
                     {.weight = 2,
                      .body =
                          [&] {
                              new_clock = ui::time_field(ui, {.id = "clock",
                                                              .label = clock_label,
                                                              .value = clock,
                                                              .notes = {.enabled = field.enabled}});
                          }}},
                    150);
    });
    if (!new_day && !new_clock) return std::nullopt;
    std::string out = new_day.value_or(day);
    const std::string time = new_clock.value_or(clock);
    if (!time.empty()) out += ' ' + time;
    return out;
}

Picking draw_pick(Ui& ui, const PickView& pick) {
    const ui::PickerResult result =
        ui::picker_sheet(ui, {.id = "pick",
                              .title = pick.title,
                              .hint = pick.hint,
                              .query = pick.typed,
                              .count = pick.items.size(),
                              .item =
                                  [&](std::size_t place) {
                                      const PickView::Item& item = pick.items[place];
                                      return ui::PickerItem{.id = item.id,
                                                            .title = item.title,
                                                            .subtitle = item.note,
                                                            .chosen = item.chosen};
                                  },
                              .many = pick.many});
    return {result.query, result.picked, result.closed};
}

}  // namespace cunji
