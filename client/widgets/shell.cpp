#include "client/widgets/item.h"
#include "client/widgets/page.h"
#include "client/widgets/paint.h"
#include "client/widgets/status_paint.h"

#include <cmath>
#include <string>

namespace cunji::ui {

namespace {

constexpr float kSideBar = 208;
constexpr float kTabBar = 66;

constexpr ImGuiWindowFlags kRootFlags =
    ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
    ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoNav |
    ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoBackground;

bool side_tab(Ui& ui, const Tab& tab, bool current, const ImRect& box) {
    const ItemState state =
        item(ui, id_of(tab.id), box, {.name = tab.id, .label = tab.label, .checked = current});
    const Theme& theme = ui.theme();
    const float radius = ui.d(10);
    if (current || state.held) {
        fill_box(ui, box, theme.primary_soft, radius);
    } else if (state.hovered) {
        fill_box(ui, box, theme.sunken, radius);
    }
    if (state.ring) focus_ring(ui, box, radius);
    const float middle = box.GetCenter().y;
    draw_icon(ui, tab.icon, {box.Min.x + ui.d(26), middle},
              current ? theme.primary_text : theme.ink_soft);
    const float right = ui.d(tab.badge > 0 ? 36 : 8);
    draw_text_in(ui, Size::Body,
                 {{box.Min.x + ui.d(50), box.Min.y}, {box.Max.x - right, box.Max.y}},
                 current ? theme.primary_text : theme.ink, tab.label, current);
    if (tab.badge > 0) draw_badge(ui, {box.Max.x - ui.d(22), middle}, tab.badge, tab.tone);
    return state.pressed;
}

bool person_at_foot(Ui& ui, const Shell& shell, const ImRect& box) {
    const ItemState state =
        item(ui, id_of("##person"), box, {.name = "person", .label = shell.person});
    const Theme& theme = ui.theme();
    if (state.hovered || state.held) fill_box(ui, box, theme.sunken, ui.d(10));
    if (state.ring) focus_ring(ui, box, ui.d(10));
    const float radius = ui.d(20);
    const float middle = box.GetCenter().y;
    draw_avatar(ui, {box.Min.x + ui.d(8) + radius, middle}, radius, shell.person);
    const float x = box.Min.x + ui.d(8) + 2 * radius + ui.d(10);
    const float words = line_height(ui, Size::Body) + line_height(ui, Size::Small);
    const float y = middle - words / 2;
    draw_text_in(ui, Size::Body, {{x, y}, {box.Max.x - ui.d(4), y + line_height(ui, Size::Body)}},
                 theme.ink, shell.person);
    draw_text_in(ui, Size::Small,
                 {{x, y + line_height(ui, Size::Body)}, {box.Max.x - ui.d(4), y + words}},
                 theme.tone(shell.person_tone).text, shell.person_note);
    return state.pressed;
}

void side_bar(Ui& ui, const Shell& shell, const ImRect& bar, ShellResult& result) {
    const Theme& theme = ui.theme();
    fill_box(ui, bar, theme.surface, 0);
    fill_box(ui, {{bar.Max.x - std::max(1.0F, ui.d(1)), bar.Min.y}, bar.Max}, theme.line, 0);
    const float mark = ui.d(36);
    const ImRect logo({bar.Min.x + ui.d(20), bar.Min.y + ui.d(20)},
                      {bar.Min.x + ui.d(20) + mark, bar.Min.y + ui.d(20) + mark});
    fill_box(ui, logo, theme.primary, ui.d(10));
    draw_icon(ui, Icon::Village, logo.GetCenter(), theme.on_primary);
    draw_text_in(ui, Size::Title,
                 {{logo.Max.x + ui.d(12), logo.Min.y}, {bar.Max.x - ui.d(12), logo.Max.y}},
                 theme.primary_text, shell.name, true);
    const float height = std::max(ui.d(50), control_height(ui));
    float y = logo.Max.y + ui.d(20);
    for (const Tab& tab : shell.tabs) {
        const ImRect box({bar.Min.x + ui.d(12), y}, {bar.Max.x - ui.d(13), y + height});
        if (side_tab(ui, tab, tab.id == shell.selected, box)) result.tab = tab.id;
        y += height + ui.d(4);
    }
    if (shell.person.empty()) return;
    const ImRect foot({bar.Min.x + ui.d(12), bar.Max.y - ui.d(78)},
                      {bar.Max.x - ui.d(13), bar.Max.y - ui.d(12)});
    result.person = person_at_foot(ui, shell, foot);
}

bool bottom_tab(Ui& ui, const Tab& tab, bool current, const ImRect& box) {
    const ItemState state =
        item(ui, id_of(tab.id), box, {.name = tab.id, .label = tab.label, .checked = current});
    const Theme& theme = ui.theme();
    const float words = line_height(ui, Size::Small);
    const float disc = ui.d(32);
    const float top = box.Min.y + std::floor((box.GetHeight() - words - disc) / 2);
    const ImVec2 middle{std::floor(box.GetCenter().x), top + disc / 2};
    const ImRect pill({middle.x - ui.d(30), top}, {middle.x + ui.d(30), top + disc});
    if (current || state.held) fill_box(ui, pill, theme.primary_soft, disc / 2);
    if (state.ring) focus_ring(ui, box, ui.d(8));
    draw_icon(ui, tab.icon, middle, current ? theme.primary_text : theme.ink_soft, Size::Title);
    draw_text_in(ui, Size::Small, {{box.Min.x, top + disc}, {box.Max.x, top + disc + words}},
                 current ? theme.primary_text : theme.ink_soft, tab.label, current, 0.5F);
    if (tab.badge > 0) draw_badge(ui, {middle.x + ui.d(16), top + ui.d(6)}, tab.badge, tab.tone);
    return state.pressed;
}

void tab_bar(Ui& ui, const Shell& shell, const ImRect& bar, ShellResult& result) {
    fill_box(ui, bar, ui.theme().surface, 0);
    fill_box(ui, {bar.Min, {bar.Max.x, bar.Min.y + std::max(1.0F, ui.d(1))}}, ui.theme().line, 0);
    const float width = bar.GetWidth() / static_cast<float>(shell.tabs.size());
    float x = bar.Min.x;
    for (const Tab& tab : shell.tabs) {
        if (bottom_tab(ui, tab, tab.id == shell.selected, {{x, bar.Min.y}, {x + width, bar.Max.y}}))
            result.tab = tab.id;
        x += width;
    }
}

float tab_bar_height(const Ui& ui) {
    return std::max(ui.d(kTabBar), ui.d(32 + 8) + line_height(ui, Size::Small));
}

}  // namespace

ShellResult shell(Ui& ui, const Shell& shell, const Contents& body) {
    ShellResult result;
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(size);
    ImGui::Begin("##shell", nullptr, kRootFlags);
    fill_box(ui, {{0, 0}, size}, ui.theme().ground, 0);
    const bool bars = !shell.bare && !shell.tabs.empty();
    const float side = bars && ui.wide() ? ui.d(kSideBar) : 0;
    const float below = bars && !ui.wide() ? tab_bar_height(ui) : 0;
    ImGui::PushID("##bars");
    if (side > 0) side_bar(ui, shell, {{0, 0}, {side, size.y}}, result);
    ImGui::PopID();
    set_cursor({side, 0});
    ImGui::BeginChild("##main", {size.x - side, size.y - below}, false,
                      ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoScrollbar |
                          ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoBackground);
    body();
    ImGui::EndChild();
    ImGui::PushID("##bars");
    if (below > 0) tab_bar(ui, shell, {{0, size.y - below}, size}, result);
    ImGui::PopID();
    ImGui::End();
    return result;
}

}  // namespace cunji::ui
