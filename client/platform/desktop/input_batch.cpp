#include "client/platform/desktop/input_batch.h"

#include <algorithm>
#include <array>

namespace cunji {

namespace {

/// Of these the order among letters matters.
constexpr std::array kEditing{SDL_SCANCODE_BACKSPACE, SDL_SCANCODE_DELETE,  SDL_SCANCODE_RETURN,
                              SDL_SCANCODE_KP_ENTER,  SDL_SCANCODE_ESCAPE,  SDL_SCANCODE_TAB,
                              SDL_SCANCODE_LEFT,      SDL_SCANCODE_RIGHT,   SDL_SCANCODE_UP,
                              SDL_SCANCODE_DOWN,      SDL_SCANCODE_HOME,    SDL_SCANCODE_END,
                              SDL_SCANCODE_PAGEUP,    SDL_SCANCODE_PAGEDOWN};

bool edits(const SDL_Keysym& key) {
    if ((key.mod & (KMOD_CTRL | KMOD_ALT | KMOD_GUI)) != 0) return true;
    return std::find(kEditing.begin(), kEditing.end(), key.scancode) != kEditing.end();
}

}  // namespace

bool InputBatch::take(const SDL_Event& event) {
    switch (event.type) {
        case SDL_MOUSEMOTION:
            // What was pressed was pressed where the pointer was.
            return buttons_.empty();
        case SDL_MOUSEBUTTONDOWN:
        case SDL_MOUSEBUTTONUP:
            return buttons_.insert(event.button.button).second;
        case SDL_KEYDOWN:
            if (event.key.repeat == 0 && !keys_.insert(event.key.keysym.scancode).second)
                return false;
            edited_ = edited_ || edits(event.key.keysym);
            return true;
        case SDL_KEYUP:
            return keys_.insert(event.key.keysym.scancode).second;
        case SDL_TEXTINPUT:
            return !edited_;
        default:
            return true;
    }
}

}  // namespace cunji
