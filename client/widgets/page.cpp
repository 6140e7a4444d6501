#include "client/widgets/page.h"

#include "client/widgets/button_paint.h"
#include "client/widgets/item.h"
#include "client/widgets/paint.h"
#include "client/widgets/scroll.h"

#include <algorithm>
#include <cmath>

namespace cunji::ui {

namespace {

struct Margins {
    float left;   ///< of the contents, from the left of the page
    float width;  ///< of the contents
};

Margins margins(const Ui& ui, const Page& page, float room) {
    const float side = ui.d(ui.wide() ? 28 : 16);
    float width = room - 2 * side;
    if (page.max_width > 0) width = std::min(width, ui.d(page.max_width));
    return {std::floor((room - width) / 2), width};
}

/// Returns what was pressed in the title.
PageResult head(Ui& ui, const Page& page, const Margins& at) {
    PageResult result;
    const ImVec2 start = ImGui::GetCursorScreenPos();
    const float top = ui.d(ui.wide() ? 20 : 12);
    const float side = control_height(ui);
    const bool short_form = !ui.wide();
    const float back = page.back ? side + ui.d(12) : 0;
    const float right = right_actions_width(ui, page.actions, short_form);
    const float room = at.width - back - (right > 0 ? right + ui.d(12) : 0);
    const float title = paragraph_height(ui, Size::Title, room, page.title);
    const float words =
        title +
        (page.subtitle.empty() ? 0 : paragraph_height(ui, Size::Small, room, page.subtitle));
    const float height = std::max(words, page.back || right > 0 ? side : words);
    const float x = start.x + at.left;
    const float y = start.y + top;
    if (page.back) {
        const ImRect box({x, y + (height - side) / 2}, {x + side, y + (height + side) / 2});
        result.back =
            icon_button_in(ui, {.id = "##back", .icon = Icon::Back, .label = ui.words().back}, box);
    }
    const float text_y = y + std::floor((height - words) / 2);
    draw_paragraph(ui, Size::Title, {x + back, text_y}, room, ui.theme().ink, page.title, true);
    if (!page.subtitle.empty()) {
        draw_paragraph(ui, Size::Small, {x + back, text_y + title}, room, ui.theme().ink_soft,
                       page.subtitle);
    }
    result.action = right_actions(ui, page.actions, x + at.width, y + height / 2, short_form);
    set_cursor(start);
    place(1, top + height);
    return result;
}

void contents(Ui& ui, const Page& page, const Margins& at, float height, const Contents& body) {
    const float room = ImGui::GetContentRegionAvail().x;
    const auto draw = [&] {
        const float x = ImGui::GetCursorScreenPos().x;
        const Region region(x + at.left, at.width);
        body();
    };
    if (page.scrolls) {
        const ScrollArea area(ui, id_of("##body"), room, height, Axis::Down, {0, ui.d(8)});
        draw();
        place(1, ui.d(8));  // air under the last element
    } else {
        ImGui::BeginChild("##body", {room, height}, false,
                          ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoScrollbar |
                              ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoBackground);
        set_cursor({ImGui::GetCursorScreenPos().x, ImGui::GetCursorScreenPos().y + ui.d(8)});
        draw();
        ImGui::EndChild();
    }
}

void foot_bar(Ui& ui, const Margins& at, float height, const Contents& foot, float& measured) {
    const ImVec2 start = ImGui::GetCursorScreenPos();
    const float room = ImGui::GetContentRegionAvail().x;
    const float padding = ui.d(12);
    fill_box(ui, {start, {start.x + room, start.y + height}}, ui.theme().surface, 0);
    fill_box(ui, {start, {start.x + room, start.y + std::max(1.0F, ui.d(1))}}, ui.theme().line, 0);
    set_cursor({start.x + at.left, start.y + padding});
    {
        const Region region(start.x + at.left, at.width);
        foot();
    }
    measured = ImGui::GetItemRectMax().y - start.y + padding;
}

}  // namespace

PageResult page(Ui& ui, const Page& page, const Contents& body, const Contents& foot) {
    ImGui::PushID(page.id.data(), page.id.data() + page.id.size());
    const ImVec2 room = ImGui::GetContentRegionAvail();
    ImGui::BeginChild("##page", room, false,
                      ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoScrollbar |
                          ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoBackground);
    const float spacing = ImGui::GetStyle().ItemSpacing.y;
    const Margins at = margins(ui, page, room.x);
    PageResult result = head(ui, page, at);
    // As high as it was in the frame before; a foot changes only when its words do.
    float& foot_height = ui.state().kept(id_of("##foot"), ui.d(54 + 24));
    ui.state().foot = foot ? foot_height : 0;
    const float used = ImGui::GetCursorScreenPos().y - ImGui::GetWindowPos().y;
    const float height = room.y - used - (foot ? foot_height : 0);
    set_cursor({ImGui::GetWindowPos().x, ImGui::GetWindowPos().y + used - spacing / 2});
    contents(ui, page, at, std::max(height + spacing / 2, 1.0F), body);
    if (foot) {
        set_cursor({ImGui::GetWindowPos().x, ImGui::GetWindowPos().y + room.y - foot_height});
        const float before = foot_height;
        foot_bar(ui, at, foot_height, foot, foot_height);
        if (before != foot_height) ui.wake_in(0);
    }
    const ImGuiIO& io = ImGui::GetIO();
    const bool alt_left =
        io.KeyAlt && ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_LeftArrow), false);
    if (page.back && (take_escape(ui, ui.state().layer) || alt_left)) result.back = true;
    ImGui::EndChild();
    ImGui::PopID();
    return result;
}

}  // namespace cunji::ui
