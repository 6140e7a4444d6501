#include "client/widgets/layout.h"

#include "client/widgets/button_paint.h"
#include "client/widgets/item.h"
#include "client/widgets/paint.h"

#include <algorithm>
#include <cmath>

namespace cunji::ui {

namespace {

/// The width that a gap leaves for each of so many.
float share_of(float width, float gap, std::size_t count) {
    return std::floor((width - gap * static_cast<float>(count - 1)) / static_cast<float>(count));
}

}  // namespace

void gap(Ui& ui, float logical) {
    // The layout has kept its own distance already.
    const float own = ImGui::GetStyle().ItemSpacing.y;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    set_cursor({at.x, at.y + std::max(0.0F, ui.d(logical) - own)});
}

void divider(Ui& ui) {
    const ImRect box = place(ui.width(), std::max(1.0F, ui.d(1)));
    fill_box(ui, box, ui.theme().line, 0);
}

bool section(Ui& ui, const Section& section) {
    const float height = std::max(line_height(ui, Size::Title),
                                  section.action.empty() ? 0 : button_height(ui, ButtonKind::Text));
    ImRect box = place(ui.width(), height);
    bool pressed = false;
    if (!section.action.empty()) {
        const Button action{.id = std::string(section.id),
                            .label = std::string(section.action),
                            .kind = ButtonKind::Text};
        const float width = button_width(ui, action);
        pressed = button_in(
            ui, action,
            {{box.Max.x - width + ui.d(12), box.Min.y}, {box.Max.x + ui.d(12), box.Max.y}});
        box.Max.x -= width;
    }
    draw_text_in(ui, Size::Title, box, ui.theme().ink, section.title, true);
    if (!section.note.empty()) {
        box.Min.x += text_width(ui, Size::Title, section.title) + ui.d(12);
        draw_text_in(ui, Size::Small, box, ui.theme().ink_soft, section.note);
    }
    return pressed;
}

void key_value(Ui& ui, const KeyValue& row) {
    const Color color = row.tone == Tone::Neutral ? ui.theme().ink : ui.theme().tone(row.tone).text;
    const float width = ui.width();
    const float label_width = std::clamp(width * 0.36F, ui.d(96), ui.d(200));
    const bool beside = width - label_width >= ui.d(180) &&
                        text_width(ui, Size::Body, row.label) <= label_width - ui.d(12);
    const float value_width = beside ? width - label_width : width;
    const float label_height = beside ? 0 : paragraph_height(ui, Size::Small, width, row.label);
    const float value_height = paragraph_height(ui, Size::Body, value_width, row.value);
    const float note_height =
        row.note.empty() ? 0 : paragraph_height(ui, Size::Small, value_width, row.note);
    const ImRect box = place(width, label_height + value_height + note_height);
    ImVec2 at = box.Min;
    if (beside) {
        draw_paragraph(ui, Size::Body, at, label_width - ui.d(12), ui.theme().ink_soft, row.label);
        at.x += label_width;
    } else {
        at.y += draw_paragraph(ui, Size::Small, at, width, ui.theme().ink_soft, row.label);
    }
    at.y += draw_paragraph(ui, Size::Body, at, value_width, color, row.value);
    if (!row.note.empty())
        draw_paragraph(ui, Size::Small, at, value_width, ui.theme().ink_soft, row.note);
}

void columns(Ui& ui, const std::vector<Column>& columns, float min_width) {
    if (columns.empty()) return;
    const float gap = ui.d(16);
    const float room = ui.width();
    const bool beside =
        share_of(room, gap, columns.size()) >= ui.d(min_width) && columns.size() > 1;
    if (!beside) {
        for (std::size_t i = 0; i < columns.size(); ++i) {
            ImGui::PushID(static_cast<int>(i));
            columns.at(i).body();
            ImGui::PopID();
        }
        return;
    }
    float weights = 0;
    for (const Column& one : columns)
        weights += one.weight;
    const float shared = room - gap * static_cast<float>(columns.size() - 1);
    const ImVec2 start = ImGui::GetCursorScreenPos();
    float x = start.x;
    float bottom = start.y;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const float width = std::floor(shared * columns.at(i).weight / weights);
        set_cursor({x, start.y});
        ImGui::PushID(static_cast<int>(i));
        {
            const Region region(x, width);
            columns.at(i).body();
        }
        ImGui::PopID();
        bottom = std::max(bottom, ImGui::GetItemRectMax().y);
        x += width + gap;
    }
    set_cursor(start);
    place(room, bottom - start.y);
}

void tiles(Ui& ui, std::size_t count, float min_width,
           const std::function<void(std::size_t)>& body) {
    if (count == 0) return;
    const float gap = ui.d(12);
    const float room = ui.width();
    const auto fits = static_cast<std::size_t>((room + gap) / (ui.d(min_width) + gap));
    const std::size_t across =
        std::clamp<std::size_t>(fits, std::min<std::size_t>(2, count), count);
    const float width = share_of(room, gap, across);
    const ImVec2 start = ImGui::GetCursorScreenPos();
    float y = start.y;
    float bottom = y;
    UiState& state = ui.state();
    const float outer_height = state.tile_height;
    const float outer_natural = state.tile_natural;
    float* height = nullptr;
    const auto end_row = [&] {
        if (height != nullptr && *height != state.tile_natural) ui.wake_in(0);
        if (height != nullptr) *height = state.tile_natural;
        state.tile_height = 0;
    };
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t column = i % across;
        if (column == 0) {
            end_row();
            if (i > 0) y = bottom + gap;
            // As high as the highest was in the frame before.
            ImGui::PushID("##row");
            height = &state.kept(ImGui::GetCurrentWindow()->GetID(static_cast<int>(i)), 0);
            ImGui::PopID();
            state.tile_height = *height;
            state.tile_natural = 0;
        }
        const float x = start.x + static_cast<float>(column) * (width + gap);
        set_cursor({x, y});
        ImGui::PushID(static_cast<int>(i));
        {
            const Region region(x, width);
            body(i);
        }
        ImGui::PopID();
        bottom = std::max(bottom, ImGui::GetItemRectMax().y);
    }
    end_row();
    state.tile_height = outer_height;
    state.tile_natural = outer_natural;
    set_cursor(start);
    place(room, bottom - start.y);
}

float tile_height(Ui& ui, float natural) {
    UiState& state = ui.state();
    state.tile_natural = std::max(state.tile_natural, natural);
    return std::max(natural, state.tile_height);
}

void split(Ui& ui, const Contents& left, const Contents& right, float right_width) {
    const float room = ui.width();
    const float gap = ui.d(12);
    const float narrow = std::min(ui.d(right_width), room / 2);
    const ImVec2 start = ImGui::GetCursorScreenPos();
    {
        const Region region(start.x, room - narrow - gap);
        left();
    }
    float bottom = ImGui::GetItemRectMax().y;
    set_cursor({start.x + room - narrow, start.y});
    {
        const Region region(start.x + room - narrow, narrow);
        right();
    }
    bottom = std::max(bottom, ImGui::GetItemRectMax().y);
    set_cursor(start);
    place(room, bottom - start.y);
}

void scope(Ui& /*ui*/, std::string_view id, const Contents& body) {
    ImGui::PushID(id.data(), id.data() + id.size());
    body();
    ImGui::PopID();
}

}  // namespace cunji::ui
