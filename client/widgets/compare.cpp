#include "client/widgets/compare.h"

#include "client/widgets/layout.h"
#include "client/widgets/paint.h"
#include "client/widgets/status.h"
#include "client/widgets/status_paint.h"

#include <algorithm>

namespace cunji::ui {

namespace {

void who_line(Ui& ui, Icon icon, const std::string& words) {
    if (!words.empty()) icon_text(ui, icon, words, {.size = Size::Small, .ink = Ink::Soft});
}

/// Marks: some side has one, so that the others keep its place free.
bool side_card(Ui& ui, const CompareSide& side, bool marks) {
    bool chosen = false;
    card(ui, {.id = "side"}, [&] {
        if (!side.mark.empty()) {
            pill(ui, {.tone = Tone::Info, .text = side.mark});
        } else if (marks && ui.wide()) {
            place(1, pill_size(ui, {}).y);
        }
        text(ui, side.value, {.size = Size::Title, .strong = true});
        divider(ui);
        who_line(ui, Icon::Person, side.who);
        who_line(ui, Icon::Clock, side.when);
        who_line(ui, Icon::Smartphone, side.device);
        chosen = button(ui, {.id = "choose",
                             .label = side.choose,
                             .icon = Icon::Check,
                             .kind = ButtonKind::Soft,
                             .full_width = true});
    });
    return chosen;
}

}  // namespace

std::optional<std::size_t> compare(Ui& ui, const Compare& compare) {
    std::optional<std::size_t> chosen;
    scope(ui, compare.id, [&] {
        if (!compare.title.empty()) heading(ui, compare.title);
        if (!compare.note.empty()) note(ui, compare.note);
        const bool marks = std::any_of(compare.sides.begin(), compare.sides.end(),
                                       [](const CompareSide& side) { return !side.mark.empty(); });
        const auto draw = [&](std::size_t i) {
            if (side_card(ui, compare.sides.at(i), marks)) chosen = i;
        };
        if (ui.width() >= ui.d(520)) {
            tiles(ui, compare.sides.size(), 240, draw);
            return;
        }
        for (std::size_t i = 0; i < compare.sides.size(); ++i)
            scope(ui, std::to_string(i), [&] { draw(i); });
    });
    return chosen;
}

}  // namespace cunji::ui
