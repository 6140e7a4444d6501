#include "client/platform/desktop/window.h"

#include "shared/base/failure.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <string_view>
#include <utility>

namespace cunji {

namespace {

constexpr float kUsualDotsPerInch = 96;
constexpr int kRoomForContents = 1024;  // logical pixels a screen should have across
constexpr int kNarrowest = 360;
constexpr int kLowest = 560;

void start_video() {
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) {
        const std::string detail = SDL_GetError();
        throw Failure({"window.error.no_display", {{"detail", detail}}}, detail);
    }
    // On after this: an input method would get the keys of a window that wants no text.
    SDL_StopTextInput();
}

float dots_per_inch(int display) {
    float dots = 0;
    return SDL_GetDisplayDPI(display, nullptr, &dots, nullptr) == 0 ? dots : kUsualDotsPerInch;
}

float scale_of_display(int display) {
    SDL_DisplayMode mode{};
    if (SDL_GetCurrentDisplayMode(display, &mode) != 0) return 1;
    return scale_for_screen(dots_per_inch(display), mode.w);
}

}  // namespace

float scale_for_screen(float dots_per_inch, int screen_width) {
    const float by_dots = std::floor(dots_per_inch / kUsualDotsPerInch * 4) / 4;
    const float by_room =
        std::floor(static_cast<float>(screen_width) / static_cast<float>(kRoomForContents) * 4) / 4;
    return std::clamp(std::min(by_dots, by_room), 1.0F, 4.0F);
}

Video::Video(bool unseen) {
    start_video();
    // Without a display SDL falls back to a screen in memory, where a program would wait for ever
    // for a person who cannot see it.
    const std::string_view driver = SDL_GetCurrentVideoDriver();
    if (unseen || (driver != "offscreen" && driver != "dummy")) return;
    SDL_Quit();
    throw Failure({"window.error.no_display", {{"detail", std::string(driver)}}}, "no display");
}

Video::~Video() {
    SDL_Quit();
}

void Video::restart() {
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
    start_video();
}

Window::Window(const WindowPlan& plan) : wanted_scale_(plan.scale) {
    if (open(plan)) return;
    // Mesa reads these when it meets the display, so the display is met again.
    // NOLINTBEGIN(concurrency-mt-unsafe): before any thread
    ::setenv("LIBGL_ALWAYS_SOFTWARE", "1", 1);
    ::setenv("__GLX_VENDOR_LIBRARY_NAME", "mesa", 1);
    // NOLINTEND(concurrency-mt-unsafe)
    Video::restart();
    software_ = true;
    if (open(plan)) return;
    const std::string detail = SDL_GetError();
    throw Failure({"window.error.no_opengl", {{"detail", detail}}}, detail);
}

bool Window::open(const WindowPlan& plan) {
    const float scale = wanted_scale_ > 0 ? wanted_scale_ : scale_of_display(0);
    const auto pixels = [scale](int logical) {
        return static_cast<int>(std::lround(static_cast<float>(logical) * scale));
    };
    WindowSize size{pixels(plan.size.width), pixels(plan.size.height)};
    SDL_Rect room{};
    if (!plan.hold && SDL_GetDisplayUsableBounds(0, &room) == 0) {
        size = {std::min(size.width, room.w), std::min(size.height, room.h)};
    }
    SDL_GL_SetAttribute(SDL_GL_DEPTH_SIZE, 0);
    SDL_GL_SetAttribute(SDL_GL_STENCIL_SIZE, 0);
    SDL_GL_SetAttribute(SDL_GL_DOUBLEBUFFER, 1);
    constexpr std::array<std::pair<int, int>, 3> kVersions{{{3, 2}, {3, 1}, {3, 0}}};
    return std::any_of(kVersions.begin(), kVersions.end(), [&](const std::pair<int, int>& version) {
        if (!open_version(plan.title, size, version)) return false;
        SDL_SetWindowMinimumSize(window_.get(), pixels(kNarrowest), pixels(kLowest));
        return true;
    });
}

bool Window::open_version(const std::string& title, WindowSize size, std::pair<int, int> version) {
    const auto [major, minor] = version;
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, major);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, minor);
    // Before 3.2 there are no profiles.
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, minor == 2 ? SDL_GL_CONTEXT_PROFILE_CORE : 0);
    constexpr Uint32 kFlags = SDL_WINDOW_OPENGL | SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI;
    window_.reset(SDL_CreateWindow(title.c_str(), SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED,
                                   size.width, size.height, kFlags));
    if (!window_) return false;
    context_.reset(SDL_GL_CreateContext(window_.get()));
    if (!context_) {
        window_.reset();
        return false;
    }
    SDL_GL_SetSwapInterval(1);
    return true;
}

float Window::ratio() const {
    int width = 0;
    SDL_GetWindowSize(window_.get(), &width, nullptr);
    return width > 0 ? static_cast<float>(drawable().width) / static_cast<float>(width) : 1;
}

float Window::scale() const {
    if (wanted_scale_ > 0) return wanted_scale_;
    // Where the desktop scales windows by itself, it says so in the ratio.
    const float ratio = this->ratio();
    if (ratio > 1.01F) return ratio;
    return scale_of_display(std::max(0, SDL_GetWindowDisplayIndex(window_.get())));
}

WindowSize Window::drawable() const {
    WindowSize size;
    SDL_GL_GetDrawableSize(window_.get(), &size.width, &size.height);
    return size;
}

WindowSize Window::size() const {
    const WindowSize pixels = drawable();
    const float scale = this->scale();
    return {static_cast<int>(std::lround(static_cast<float>(pixels.width) / scale)),
            static_cast<int>(std::lround(static_cast<float>(pixels.height) / scale))};
}

bool Window::minimized() const {
    return (SDL_GetWindowFlags(window_.get()) & (SDL_WINDOW_MINIMIZED | SDL_WINDOW_HIDDEN)) != 0;
}

void Window::set_title(const std::string& title) {
    SDL_SetWindowTitle(window_.get(), title.c_str());
}

void Window::present() {
    SDL_GL_SwapWindow(window_.get());
}

}  // namespace cunji
