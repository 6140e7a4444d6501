#include "client/platform/desktop/pointer.h"

#include <imgui.h>

#include <cfloat>
#include <utility>

namespace cunji {

void Pointer::take(const SDL_Event& event) {
    switch (event.type) {
        case SDL_MOUSEMOTION:
            x_ = event.motion.x;
            y_ = event.motion.y;
            inside_ = true;
            touch_ = event.motion.which == SDL_TOUCH_MOUSEID;
            break;
        case SDL_MOUSEBUTTONDOWN:
        case SDL_MOUSEBUTTONUP: {
            x_ = event.button.x;
            y_ = event.button.y;
            touch_ = event.button.which == SDL_TOUCH_MOUSEID;
            const Uint32 mask = SDL_BUTTON(static_cast<Uint32>(event.button.button));
            inside_ = true;
            if (event.type == SDL_MOUSEBUTTONDOWN) {
                down_ |= mask;
            } else {
                down_ &= ~mask;
            }
            break;
        }
        case SDL_MOUSEWHEEL:
            wheel_x_ += event.wheel.preciseX;
            wheel_y_ += event.wheel.preciseY;
            break;
        case SDL_WINDOWEVENT:
            if (event.window.event == SDL_WINDOWEVENT_LEAVE && down_ == 0) inside_ = false;
            if (event.window.event == SDL_WINDOWEVENT_FOCUS_LOST) down_ = 0;
            break;
        default:
            break;
    }
}

void Pointer::give(float ratio_x, float ratio_y) {
    ImGuiIO& io = ImGui::GetIO();
    io.MousePos = inside_
                      ? ImVec2{static_cast<float>(x_) * ratio_x, static_cast<float>(y_) * ratio_y}
                      : ImVec2{-FLT_MAX, -FLT_MAX};
    io.MouseDown[0] = (down_ & SDL_BUTTON_LMASK) != 0;
    io.MouseDown[1] = (down_ & SDL_BUTTON_RMASK) != 0;
    io.MouseDown[2] = (down_ & SDL_BUTTON_MMASK) != 0;
    io.MouseWheel = std::exchange(wheel_y_, 0.0F);
    io.MouseWheelH = -std::exchange(wheel_x_, 0.0F);
    // A finger that was lifted points at nothing; ImGui has to see the release where it was.
    if (touch_ && down_ == 0 && !ImGui::IsAnyMouseDown()) inside_ = false;
}

}  // namespace cunji
