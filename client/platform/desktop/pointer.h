#pragma once

#include <SDL.h>

namespace cunji {

/// Mouse and finger as ImGui wants them: one pointer, where the events say it was and not where the
/// mouse has gone since.
class Pointer {
public:
    void take(const SDL_Event& event);

    /// Into ImGui's state, after the backend has put its own there. @param ratio device pixels of
    /// one unit of the window
    void give(float ratio_x, float ratio_y);

    /// Whether the last that pointed was a finger.
    [[nodiscard]] bool touch() const { return touch_; }

private:
    int x_ = 0;
    int y_ = 0;
    bool inside_ = false;  ///< of the window, or a finger is down
    bool touch_ = false;
    Uint32 down_ = 0;  ///< SDL_BUTTON() masks
    float wheel_x_ = 0;
    float wheel_y_ = 0;
};

}  // namespace cunji
