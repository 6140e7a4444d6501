#include "client/widgets/virtual_rows.h"

#include "client/widgets/paint.h"
#include "client/widgets/scroll.h"

#include <algorithm>
#include <cmath>

namespace cunji::ui {

namespace {

ImGuiID row_id(std::size_t index) {
    return ImGui::GetCurrentWindow()->GetID(static_cast<int>(index));
}

/// The row that the keyboard is at, and its way through the list.
class Cursor {
public:
    Cursor(Ui& ui, const VirtualRows& rows)
        : ui_(ui), rows_(rows), at_(ui.state().kept_int(ImGui::GetID("##at"), 0)) {
        at_ = std::clamp(at_, 0, std::max(0, last()));
    }

    [[nodiscard]] std::size_t index() const { return static_cast<std::size_t>(at_); }

    void pressed(std::size_t index) { at_ = static_cast<int>(index); }

    void read_keys() {
        const ImGuiID id = row_id(index());
        if (rows_.count == 0 || !has_keys(ui_, id)) return;
        const int page = std::max(1, static_cast<int>(rows_.height / rows_.row_height) - 1);
        const int before = at_;
        if (key_pressed(ui_, id, ImGuiKey_DownArrow)) at_ += 1;
        if (key_pressed(ui_, id, ImGuiKey_UpArrow)) at_ -= 1;
        if (key_pressed(ui_, id, ImGuiKey_PageDown)) at_ += page;
        if (key_pressed(ui_, id, ImGuiKey_PageUp)) at_ -= page;
        if (key_pressed(ui_, id, ImGuiKey_Home)) at_ = 0;
        if (key_pressed(ui_, id, ImGuiKey_End)) at_ = last();
        at_ = std::clamp(at_, 0, last());
        if (at_ != before) set_focus(ui_, row_id(index()), true);
    }

    void follow() {
        FocusState& focus = ui_.state().focus;
        if (rows_.count == 0 || focus.id != row_id(index()) || !focus.moved) return;
        focus.moved = false;
        const float top = static_cast<float>(at_) * rows_.row_height;
        const float scroll = ImGui::GetScrollY();
        if (top < scroll) ImGui::SetScrollY(top);
        if (top + rows_.row_height > scroll + rows_.height)
            ImGui::SetScrollY(top + rows_.row_height - rows_.height);
        ui_.wake_in(0);
    }

private:
    [[nodiscard]] int last() const { return static_cast<int>(rows_.count) - 1; }

    Ui& ui_;
    const VirtualRows& rows_;
    int& at_;
};

}  // namespace

std::optional<std::size_t> virtual_rows(Ui& ui, ImGuiID id, const VirtualRows& rows) {
    std::optional<std::size_t> pressed;
    const ScrollArea area(ui, id, ui.width(), rows.height, Axis::Down);
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{0, 0});
    Cursor cursor(ui, rows);
    cursor.read_keys();
    cursor.follow();
    const ImVec2 start = ImGui::GetCursorScreenPos();
    const float width = ui.width();
    bool stopped = false;
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(rows.count), rows.row_height);
    while (clipper.Step()) {
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
            const auto index = static_cast<std::size_t>(i);
            const float top = std::floor(start.y + static_cast<float>(i) * rows.row_height);
            const ImRect box({start.x, top}, {start.x + width, top + rows.row_height});
            ItemSpec spec = rows.spec(index);
            spec.tab_stop = index == cursor.index();
            stopped = stopped || spec.tab_stop;
            set_cursor(box.Min);
            ImGui::ItemSize(box.GetSize(), 0);
            const ItemState state =
                rows.press ? item(ui, row_id(index), box, spec) : ItemState{.visible = true};
            ImGui::PushID(i);
            rows.draw(index, box, state);
            ImGui::PopID();
            if (!state.pressed) continue;
            pressed = index;
            cursor.pressed(index);
        }
    }
    clipper.End();
    if (!stopped && rows.count > 0 && rows.press) add_stop(ui, row_id(cursor.index()), false);
    ImGui::PopStyleVar();
    return pressed;
}

}  // namespace cunji::ui
