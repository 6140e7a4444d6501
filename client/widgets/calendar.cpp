#include "client/widgets/calendar.h"

#include "client/widgets/button_paint.h"
#include "client/widgets/item.h"
#include "client/widgets/layout.h"
#include "client/widgets/paint.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace cunji::ui {

namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::sys_days;
using std::chrono::year_month;
using std::chrono::years;

constexpr int kWeek = 7;
constexpr int kWeeksShown = 6;

/// A month as one number, for ImGui's store.
int number_of(year_month month) {
    return static_cast<int>(month.year()) * 12 +
           static_cast<int>(static_cast<unsigned>(month.month())) - 1;
}

year_month month_of(int number) {
    return {std::chrono::year(number / 12),
            std::chrono::month(static_cast<unsigned>(number % 12 + 1))};
}

struct Shown {
    int& month;   ///< 0: not opened yet
    int& choose;  ///< 1: the months of a year instead of the days of a month
};

ImGuiID day_id(Day day) {
    return id_of("d" + format_day(day));
}

bool within(const Calendar& calendar, Day day) {
    return (!calendar.first || day >= *calendar.first) && (!calendar.last || day <= *calendar.last);
}

/// ‹ title › ; returns -1, 0 or 1, and turns `choose` when the title is pressed.
int head(Ui& ui, const std::string& title, Shown shown) {
    const float side = control_height(ui);
    const ImRect box = place(ui.width(), side);
    int step = 0;
    if (icon_button_in(ui,
                       {.id = "back",
                        .icon = Icon::Left,
                        .label = ui.words().previous_month,
                        .kind = ButtonKind::Text},
                       {box.Min, {box.Min.x + side, box.Max.y}}))
        step = -1;
    const Button middle{.id = "month",
                        .label = title,
                        .icon = shown.choose != 0 ? Icon::Up : Icon::Down,
                        .kind = ButtonKind::Text};
    const float half = button_width(ui, middle) / 2;
    const float x = box.GetCenter().x;
    if (button_in(ui, middle, {{x - half, box.Min.y}, {x + half, box.Max.y}}))
        shown.choose = 1 - shown.choose;
    if (icon_button_in(ui,
                       {.id = "on",
                        .icon = Icon::Right,
                        .label = ui.words().next_month,
                        .kind = ButtonKind::Text},
                       {{box.Max.x - side, box.Min.y}, box.Max}))
        step = 1;
    return step;
}

void choose_month(Ui& ui, Shown shown) {
    constexpr int kAcross = 3;
    const year_month current = month_of(shown.month);
    const float height = std::max(ui.d(52), control_height(ui));
    const ImRect box = place(ui.width(), height * 4 + ui.d(8) * 3);
    const float width = (box.GetWidth() - ui.d(8) * (kAcross - 1)) / kAcross;
    for (int i = 0; i < 12; ++i) {
        const float x = std::floor(box.Min.x + static_cast<float>(i % kAcross) * (width + ui.d(8)));
        const auto row = i / kAcross;
        const float y = box.Min.y + static_cast<float>(row) * (height + ui.d(8));
        const bool now = static_cast<unsigned>(i) + 1 == static_cast<unsigned>(current.month());
        const Button month{.id = "m" + std::to_string(i),
                           .label = ui.words().months.at(static_cast<std::size_t>(i)),
                           .kind = now ? ButtonKind::Soft : ButtonKind::Text};
        if (!button_in(ui, month, {{x, y}, {x + width, y + height}})) continue;
        shown.month = static_cast<int>(current.year()) * 12 + i;
        shown.choose = 0;
    }
}

/// Where the arrow keys lead from the focused day; a month that is left is turned.
void walk(Ui& ui, Day day, Shown shown) {
    int step = 0;
    const ImGuiID id = day_id(day);
    if (key_pressed(ui, id, ImGuiKey_LeftArrow)) step = -1;
    if (key_pressed(ui, id, ImGuiKey_RightArrow)) step = 1;
    if (key_pressed(ui, id, ImGuiKey_UpArrow)) step = -kWeek;
    if (key_pressed(ui, id, ImGuiKey_DownArrow)) step = kWeek;
    if (step == 0) return;
    const Day to{sys_days(day) + days(step)};
    shown.month = number_of(to.year() / to.month());
    set_focus(ui, day_id(to), true);
    ui.wake_in(0);
}

bool day_cell(Ui& ui, const Calendar& calendar, Day day, bool in_month, bool stop,
              const ImRect& box) {
    const bool chosen = calendar.chosen == day;
    const std::string label = std::to_string(static_cast<unsigned>(day.day()));
    const std::string name = format_day(day);
    const ItemState state = item(ui, day_id(day), box,
                                 {.name = name,
                                  .label = label,
                                  .enabled = within(calendar, day),
                                  .checked = chosen,
                                  .tab_stop = stop});
    const Theme& theme = ui.theme();
    const float radius = std::floor(std::min(box.GetWidth(), box.GetHeight()) / 2) - ui.d(1);
    const ImVec2 middle = box.GetCenter();
    const ImRect face({middle.x - radius, middle.y - radius},
                      {middle.x + radius, middle.y + radius});
    if (chosen) {
        fill_box(ui, face, theme.primary, radius);
    } else if (state.held || state.hovered) {
        fill_box(ui, face, theme.sunken, radius);
    }
    if (day == calendar.today) stroke_box(ui, face, theme.primary, radius, 1.5F);
    if (state.ring) focus_ring(ui, face, radius);
    const bool quiet = !in_month || !within(calendar, day);
    draw_text_in(ui, Size::Body, box,
                 chosen  ? theme.on_primary
                 : quiet ? mix(theme.surface, theme.ink_soft, 0.7F)
                         : theme.ink,
                 label, chosen || day == calendar.today, 0.5F);
    return state.pressed;
}

}  // namespace

std::optional<Day> calendar(Ui& ui, const Calendar& calendar) {
    UiState& state = ui.state();
    const Shown shown{state.kept_int(id_of("##month"), 0), state.kept_int(id_of("##choose"), 0)};
    // Opened anew: at the chosen day again, wherever it was left.
    int& last_frame = state.kept_int(id_of("##frame"), -2);
    if (last_frame + 1 < ImGui::GetFrameCount()) shown.month = shown.choose = 0;
    last_frame = ImGui::GetFrameCount();
    if (shown.month == 0) {
        const Day open = calendar.chosen.value_or(calendar.today);
        shown.month = number_of(open.year() / open.month());
    }
    const year_month month = month_of(shown.month);
    const std::string year = std::to_string(static_cast<int>(month.year()));
    const std::string title = fill(fill(ui.words().year_month, "year", year), "month",
                                   std::to_string(static_cast<unsigned>(month.month())));
    shown.month += head(ui, shown.choose != 0 ? year : title, shown) * (shown.choose != 0 ? 12 : 1);
    if (shown.choose != 0) {
        choose_month(ui, shown);
        return std::nullopt;
    }
    const float width = ui.width() / kWeek;
    const ImRect names = place(ui.width(), line_height(ui, Size::Small));
    for (int i = 0; i < kWeek; ++i) {
        const float x = names.Min.x + width * static_cast<float>(i);
        draw_text_in(ui, Size::Small, {{x, names.Min.y}, {x + width, names.Max.y}},
                     ui.theme().ink_soft, ui.words().weekdays.at(static_cast<std::size_t>(i)),
                     false, 0.5F);
    }
    const float height = std::max(ui.d(46), line_height(ui, Size::Body) + ui.d(12));
    const ImRect grid = place(ui.width(), height * kWeeksShown);
    const sys_days begins{month / std::chrono::day(1)};
    // Monday first, as calendars in China have it.
    const sys_days monday = begins - days((std::chrono::weekday(begins).iso_encoding() - 1));
    const Day stop = calendar.chosen && calendar.chosen->month() == month.month() &&
                             calendar.chosen->year() == month.year()
                         ? *calendar.chosen
                         : Day(begins);
    std::optional<Day> tapped;
    for (int i = 0; i < kWeek * kWeeksShown; ++i) {
        const Day day{monday + days(i)};
        const float x = grid.Min.x + width * static_cast<float>(i % kWeek);
        const auto row = i / kWeek;
        const float y = grid.Min.y + height * static_cast<float>(row);
        const bool in_month = day.month() == month.month();
        if (day_cell(ui, calendar, day, in_month, day == stop, {{x, y}, {x + width, y + height}}))
            tapped = day;
        walk(ui, day, shown);
    }
    return tapped;
}

}  // namespace cunji::ui
