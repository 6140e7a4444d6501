#include "client/platform/desktop/canvas.h"

#include <doctest/doctest.h>
#include <imgui.h>

namespace cunji {

namespace {

/// What a frame that draws one rectangle looks like.
std::uint64_t frame(float left, ImU32 color) {
    ImGui::NewFrame();
    ImGui::GetForegroundDrawList()->AddRectFilled({left, 10}, {50, 40}, color);
    ImGui::Render();
    return fingerprint(*ImGui::GetDrawData());
}

}  // namespace

TEST_CASE("two frames are told apart by what they show, and by nothing else") {
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.DisplaySize = {200, 100};
    io.Fonts->Build();

    const std::uint64_t first = frame(10, IM_COL32_WHITE);
    CHECK(frame(10, IM_COL32_WHITE) == first);
    CHECK(frame(11, IM_COL32_WHITE) != first);
    CHECK(frame(10, IM_COL32_BLACK) != first);
    io.DisplaySize = {200, 101};
    CHECK(frame(10, IM_COL32_WHITE) != first);
    ImGui::DestroyContext();
}

}  // namespace cunji
