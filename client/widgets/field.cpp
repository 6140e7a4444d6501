#include "client/widgets/field.h"

#include "client/widgets/button_paint.h"
#include "client/widgets/field_frame.h"
#include "client/widgets/input.h"
#include "client/widgets/item.h"
#include "client/widgets/layout.h"
#include "client/widgets/paint.h"
#include "client/widgets/status_paint.h"

#include <algorithm>

namespace cunji::ui {

std::optional<std::string> text_field(Ui& ui, const TextField& field) {
    const FieldFrame frame(ui, field.id, field.label, field.notes);
    const bool many = field.lines > 1;
    const float width = ui.width();
    const float height =
        many ? lines_height(ui, width, field.value, field.lines) : control_height(ui);
    const ImRect box = place(width, height);
    const float unit = field.unit.empty() ? 0 : text_width(ui, Size::Body, field.unit) + ui.d(8);
    auto text = text_input(ui,
                           {.name = field.id,
                            .label = field.label,
                            .value = field.value,
                            .hint = field.hint,
                            .many_lines = many,
                            .secret = field.keyboard == Keyboard::Secret,
                            .enabled = field.notes.enabled,
                            .wrong = !field.notes.problem.empty(),
                            .focus = field.focus,
                            .next_on_enter = !field.goes,
                            .goes = field.goes,
                            .select_all = field.select_all,
                            .right = unit,
                            .max_bytes = field.max_bytes},
                           box);
    if (unit > 0)
        draw_text_in(ui, Size::Body, {{box.Max.x - unit - ui.d(6), box.Min.y}, box.Max},
                     ui.theme().ink_soft, field.unit);
    return text;
}

bool entered(Ui& ui) {
    return ui.state().entered;
}

std::optional<std::string> search_field(Ui& ui, const SearchField& field) {
    ImGui::PushID(field.id.data(), field.id.data() + field.id.size());
    const float side = control_height(ui);
    const ImRect box = place(ui.width(), side);
    auto text = text_input(ui,
                           {.name = field.id,
                            .label = field.hint,
                            .value = field.value,
                            .hint = field.hint,
                            .focus = field.focus,
                            .next_on_enter = false,
                            .left = ui.d(32),
                            .right = field.value.empty() ? 0 : side,
                            .max_bytes = 200},
                           box);
    draw_icon(ui, Icon::Search, {box.Min.x + ui.d(26), box.GetCenter().y}, ui.theme().ink_soft);
    if (!field.value.empty()) {
        const ImRect cross({box.Max.x - side, box.Min.y + ui.d(2)},
                           {box.Max.x - ui.d(2), box.Max.y - ui.d(2)});
        if (icon_button_in(ui,
                           {.id = "##clear",
                            .icon = Icon::Close,
                            .label = ui.words().clear,
                            .kind = ButtonKind::Text},
                           cross))
            text = std::string();
    }
    ImGui::PopID();
    return text;
}

std::optional<std::string> explanation_field(Ui& ui, const Explanation& field) {
    ImGui::PushID(field.id.data(), field.id.data() + field.id.size());
    std::optional<std::string> text;
    const float padding = ui.d(14);
    const float width = ui.width();
    const ImVec2 start = ImGui::GetCursorScreenPos();
    {
        Behind behind(ui);
        set_cursor({start.x + padding, start.y + padding});
        {
            const Region region(start.x + padding, width - 2 * padding);
            icon_text(ui, Icon::Warning, field.warning, {.ink = Ink::Warn});
            text = text_field(
                ui, {.id = "why", .label = ui.words().why, .value = field.value, .lines = 2});
        }
        const ImRect box(start, {start.x + width, ImGui::GetItemRectMax().y + padding});
        behind.back();
        fill_box(ui, box, ui.theme().tone(Tone::Warn).fill, ui.d(10));
        set_cursor(start);
        place(box.GetWidth(), box.GetHeight());
    }
    ImGui::PopID();
    return text;
}

}  // namespace cunji::ui
