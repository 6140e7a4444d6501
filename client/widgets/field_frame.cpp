#include "client/widgets/field_frame.h"

#include "client/widgets/layout.h"
#include "client/widgets/paint.h"

namespace cunji::ui {

void pull_up(Ui& ui, float logical) {
    set_cursor({ImGui::GetCursorScreenPos().x, ImGui::GetCursorScreenPos().y - ui.d(logical)});
}

void field_label(Ui& ui, std::string_view label, bool required) {
    const float width = ui.width();
    const float mark = required ? text_width(ui, Size::Small, " *") : 0;
    const ImRect box = place(width, paragraph_height(ui, Size::Small, width - mark, label));
    draw_paragraph(ui, Size::Small, box.Min, width - mark, ui.theme().ink_soft, label);
    if (!required) return;
    const float wide = text_width(ui, Size::Small, label);
    if (wide > width - mark) return;  // a label of two lines: its form's problem line says the rest
    draw_text_in(ui, Size::Small, {{box.Min.x + wide, box.Min.y}, box.Max},
                 ui.theme().tone(Tone::Bad).text, " *", true);
}

void field_box(Ui& ui, const ImRect& box, bool active, bool wrong, bool enabled) {
    const Theme& theme = ui.theme();
    fill_box(ui, box, enabled ? theme.surface : theme.sunken, control_radius(ui));
    const Color edge = wrong ? theme.tone(Tone::Bad).text : active ? theme.primary : theme.edge;
    stroke_box(ui, box, edge, control_radius(ui), active || wrong ? 2.0F : 1.0F);
}

FieldFrame::FieldFrame(Ui& ui, std::string_view id, std::string_view label, const FieldNotes& notes)
    : ui_(ui), notes_(notes) {
    ImGui::PushID(id.data(), id.data() + id.size());
    ImGui::BeginGroup();
    if (!label.empty()) {
        field_label(ui, label, notes.required);
        pull_up(ui, 6);
    }
    if (!notes.help.empty()) {
        pull_up(ui, 4);
        note(ui, notes.help);
        pull_up(ui, 6);
    }
}

FieldFrame::~FieldFrame() {
    const auto say = [&](Icon icon, Ink ink, std::string_view words) {
        if (words.empty()) return;
        pull_up(ui_, 6);
        icon_text(ui_, icon, words, {.size = Size::Small, .ink = ink});
    };
    say(Icon::Error, Ink::Bad, notes_.problem);
    say(Icon::Warning, Ink::Warn, notes_.warning);
    ImGui::EndGroup();
    ImGui::PopID();
}

}  // namespace cunji::ui
