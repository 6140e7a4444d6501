#include "client/widgets/compare.h"

#include "client/widgets/layout.h"
#include "client/widgets/status.h"

namespace cunji::ui {

namespace {

void who_line(Ui& ui, Icon icon, const std::string& words) {
    if (!words.empty()) icon_text(ui, icon, words, {.size = Size::Small, .ink = Ink::Soft});
}

bool side_card(Ui& ui, const CompareSide& side) {
    bool chosen = false;
    card(ui, {.id = "side"}, [&] {
        if (!side.mark.empty()) pill(ui, {.tone = Tone::Info, .text = side.mark});
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
        std::vector<Column> sides;
        for (std::size_t i = 0; i < compare.sides.size(); ++i)
            sides.push_back({.body = [&, i] {
                if (side_card(ui, compare.sides.at(i))) chosen = i;
            }});
        columns(ui, sides, 240);
    });
    return chosen;
}

}  // namespace cunji::ui
