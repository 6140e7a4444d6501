#include <SDL.h>
#include <cstdio>
#include <exception>

namespace cunji {

namespace {

int run_window() {
    if (SDL_Init(SDL_INIT_VIDEO) != 0) {
        std::fputs(SDL_GetError(), stderr);
        return 1;
    }
    SDL_Quit();
    return 0;
}

}  // namespace

}  // namespace cunji

int main() {
    try {
        return cunji::run_window();
    } catch (const std::exception& error) {
        std::fputs(error.what(), stderr);
        return 1;
    }
}
