#include "client/widgets/date.h"

#include "client/widgets/button_paint.h"
#include "client/widgets/calendar.h"
#include "client/widgets/dialog.h"
#include "client/widgets/field_frame.h"
#include "client/widgets/input.h"
#include "client/widgets/item.h"
#include "client/widgets/layout.h"
#include "client/widgets/paint.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace cunji::ui {

namespace {

constexpr int kMinuteStep = 5;

struct TypedField {
    std::string_view name;
    std::string_view label;
    std::string_view value;
    std::string_view hint;
    const FieldNotes& notes;
    Icon icon;
    std::string_view button;
};

/// A box to type in with a button at its right end, which turns `open`.
std::optional<std::string> typed(Ui& ui, const TypedField& field, int& open) {
    const float side = control_height(ui);
    const ImRect box = place(ui.width(), side);
    auto text = text_input(ui,
                           {.name = field.name,
                            .label = field.label,
                            .value = field.value,
                            .hint = field.hint,
                            .enabled = field.notes.enabled,
                            .wrong = !field.notes.problem.empty(),
                            .right = side,
                            .max_bytes = 40},
                           box);
    const ImRect at({box.Max.x - side, box.Min.y + ui.d(2)},
                    {box.Max.x - ui.d(2), box.Max.y - ui.d(2)});
    if (icon_button_in(ui,
                       {.id = "pick",
                        .icon = field.icon,
                        .label = field.button,
                        .kind = ButtonKind::Text,
                        .enabled = field.notes.enabled},
                       at))
        open = 1;
    return text;
}

/// The day as it is written, once the person has left the field: 2026/1/2 becomes 2026-01-02.
std::optional<std::string> tidied(std::string_view value, int& typing) {
    const bool now = ImGui::GetActiveID() == id_of("##text");
    const bool left = typing != 0 && !now;
    typing = now ? 1 : 0;
    if (!left) return std::nullopt;
    const auto day = parse_day(value);
    if (!day || format_day(*day) == value) return std::nullopt;
    return format_day(*day);
}

std::string format_time(int hour, int minute) {
    std::array<char, 8> text{};
    const int length = std::snprintf(text.data(), text.size(), "%02d:%02d", hour, minute);
    return {text.data(), static_cast<std::size_t>(length)};
}

struct Clock {
    int hour = -1;
    int minute = 0;
};

Clock parse_time(std::string_view text) {
    Clock clock;
    const std::string copy(text);
    int hour = 0;
    int minute = 0;
    // NOLINTNEXTLINE(cert-err34-c): both numbers are checked
    if (std::sscanf(copy.c_str(), "%2d:%2d", &hour, &minute) == 2 && hour >= 0 && hour < 24 &&
        minute >= 0 && minute < 60)
        clock = {hour, minute};
    return clock;
}

/// Numbers in rows of six. Returns the tapped one.
std::optional<int> numbers(Ui& ui, std::string_view title, int count, int step, int chosen) {
    constexpr int kAcross = 6;
    std::optional<int> tapped;
    note(ui, title);
    pull_up(ui, 6);
    const float gap = ui.d(6);
    const float height = control_height(ui);
    const int rows = (count / step + kAcross - 1) / kAcross;
    const ImRect box = place(ui.width(), static_cast<float>(rows) * (height + gap) - gap);
    const float width = (box.GetWidth() - gap * (kAcross - 1)) / kAcross;
    ImGui::PushID(count);
    for (int i = 0; i < count / step; ++i) {
        const float x = box.Min.x + static_cast<float>(i % kAcross) * (width + gap);
        const auto row = i / kAcross;
        const float y = box.Min.y + static_cast<float>(row) * (height + gap);
        const std::string label = format_time(0, i * step).substr(3);
        const Button one{.id = label,
                         .label = label,
                         .kind = i * step == chosen ? ButtonKind::Soft : ButtonKind::Text};
        if (button_in(ui, one, {{x, y}, {x + width, y + height}})) tapped = i * step;
    }
    ImGui::PopID();
    return tapped;
}

}  // namespace

std::optional<std::string> date_field(Ui& ui, const DateField& field) {
    const FieldFrame frame(ui, field.id, field.label, field.notes);
    int& open = ui.state().kept_int(id_of("##open"), 0);
    auto out = typed(ui,
                     {field.id, field.label, field.value, ui.words().date_example, field.notes,
                      Icon::Calendar, ui.words().pick_date},
                     open);
    if (const auto tidy = tidied(field.value, ui.state().kept_int(id_of("##typing"), 0));
        tidy && !out)
        out = tidy;
    if (open == 0) return out;
    const auto body = [&] {
        const auto day = calendar(ui, {.chosen = parse_day(field.value),
                                       .today = field.today,
                                       .first = field.first,
                                       .last = field.last});
        if (!day) return;
        out = format_day(*day);
        open = 0;
    };
    const auto foot = [&] {
        const std::string pressed =
            actions(ui, {{.id = "clear", .label = ui.words().clear},
                         {.id = "today", .label = ui.words().today, .kind = ButtonKind::Soft}});
        if (pressed.empty()) return;
        out = pressed == "today" ? format_day(field.today) : std::string();
        open = 0;
    };
    if (sheet(ui, {.id = "calendar", .title = field.label, .width = 400}, body, foot)) open = 0;
    return out;
}

std::optional<std::string> time_field(Ui& ui, const TimeField& field) {
    const FieldFrame frame(ui, field.id, field.label, field.notes);
    int& open = ui.state().kept_int(id_of("##open"), 0);
    auto out = typed(ui,
                     {field.id, field.label, field.value, ui.words().time_example, field.notes,
                      Icon::Clock, ui.words().pick_time},
                     open);
    if (open == 0) return out;
    const Clock now = parse_time(field.value);
    const auto body = [&] {
        if (const auto hour = numbers(ui, ui.words().hour, 24, 1, now.hour))
            out = format_time(*hour, now.minute);
        const auto minute =
            numbers(ui, ui.words().minute, 60, kMinuteStep, now.hour < 0 ? -1 : now.minute);
        if (!minute) return;
        out = format_time(std::max(now.hour, 0), *minute);
        open = 0;
    };
    if (sheet(ui, {.id = "clock", .title = field.label, .width = 420}, body)) open = 0;
    return out;
}

}  // namespace cunji::ui
