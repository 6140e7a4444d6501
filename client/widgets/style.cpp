#include "client/widgets/style.h"

#include <imgui.h>

namespace cunji::ui {

void apply_style(Ui& ui) {
    ImGuiStyle& style = ImGui::GetStyle();
    style = ImGuiStyle();
    style.WindowPadding = {0, 0};
    style.FramePadding = {ui.d(14), ui.d(10)};
    style.ItemSpacing = {ui.d(12), ui.d(12)};
    style.ItemInnerSpacing = {ui.d(8), ui.d(8)};
    style.ScrollbarSize = ui.wide() ? ui.d(12) : ui.d(5);
    style.GrabMinSize = ui.d(32);
    style.WindowRounding = 0;
    style.ChildRounding = 0;
    style.FrameRounding = ui.d(8);
    style.ScrollbarRounding = ui.d(6);
    style.WindowBorderSize = 0;
    style.ChildBorderSize = 0;
    style.FrameBorderSize = 0;
    style.WindowMinSize = {1, 1};
    style.CurveTessellationTol = 0.6F;
    style.CircleTessellationMaxError = 0.15F;

    const Theme& theme = ui.theme();
    const auto set = [&](ImGuiCol place, Color color) {
        style.Colors[place] = ImGui::ColorConvertU32ToFloat4(color);
    };
    constexpr Color kNothing = 0;
    for (ImVec4& color : style.Colors)
        color = ImVec4(0, 0, 0, 0);
    set(ImGuiCol_Text, theme.ink);
    set(ImGuiCol_TextDisabled, theme.ink_soft);
    set(ImGuiCol_TextSelectedBg, theme.select);
    set(ImGuiCol_WindowBg, kNothing);
    set(ImGuiCol_ScrollbarGrab, mix(theme.ground, theme.ink_soft, 0.35F));
    set(ImGuiCol_ScrollbarGrabHovered, mix(theme.ground, theme.ink_soft, 0.55F));
    set(ImGuiCol_ScrollbarGrabActive, mix(theme.ground, theme.ink_soft, 0.75F));
}

}  // namespace cunji::ui
