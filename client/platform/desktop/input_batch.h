#pragma once

#include <SDL.h>
#include <set>

namespace cunji {

/// Which events may go into one frame. ImGui looks at keys and buttons once a frame: of a press and
/// a release that come together it would see nothing, and of a letter and a backspace not which
/// came first.
class InputBatch {
public:
    /// False: the event belongs to the next frame; nothing is noted.
    bool take(const SDL_Event& event);

    void next_frame() { *this = InputBatch{}; }

private:
    std::set<Uint8> buttons_;      ///< pressed or released in this frame
    std::set<SDL_Scancode> keys_;  ///< likewise
    bool edited_ = false;          ///< a key came that moves the caret or deletes
};

}  // namespace cunji
