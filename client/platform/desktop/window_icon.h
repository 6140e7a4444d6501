#pragma once

#include "client/widgets/fonts.h"

#include <SDL.h>

namespace cunji {

/// The sign of the program in the bar of the desktop: 村 in white on green.
void set_window_icon(SDL_Window* window, const FontFiles& files);

}  // namespace cunji
