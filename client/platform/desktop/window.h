#pragma once

#include "client/platform/desktop/options.h"

#include <SDL.h>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace cunji {

/// SDL's video for as long as it lives.
class Video {
public:
    /// @param unseen a window that nobody sees will do: a screenshot
    /// @throws Failure window.error.no_display {detail}
    explicit Video(bool unseen);
    ~Video();
    Video(const Video&) = delete;
    Video& operator=(const Video&) = delete;

    /// Closed and opened again, for what the driver reads only then.
    static void restart();
};

struct WindowPlan {
    std::string title;
    WindowSize size;    ///< logical pixels
    float scale = 0;    ///< device pixels for a logical one; 0: what the screen says
    bool hold = false;  ///< of exactly this size: a screenshot
};

/// A window that OpenGL 3 can draw into.
class Window {
public:
    /// Where the machine's own OpenGL is too old or broken, with Mesa's software renderer.
    /// @throws Failure window.error.no_opengl {detail}
    explicit Window(const WindowPlan& plan);

    /// Draws in software because nothing else would do: the person should know why it is slow.
    [[nodiscard]] bool software() const { return software_; }

    [[nodiscard]] SDL_Window* handle() const { return window_.get(); }

    [[nodiscard]] SDL_GLContext context() const { return context_.get(); }

    /// Device pixels of one unit of the window's own coordinates, which events speak in.
    [[nodiscard]] float ratio() const;
    /// Device pixels of a logical one. May change when the window moves to another screen.
    [[nodiscard]] float scale() const;
    /// In logical pixels.
    [[nodiscard]] WindowSize size() const;
    /// In device pixels.
    [[nodiscard]] WindowSize drawable() const;
    /// Nothing of it can be seen: nothing needs to be drawn.
    [[nodiscard]] bool minimized() const;

    void set_title(const std::string& title);
    void present();

private:
    struct DestroyWindow {
        void operator()(SDL_Window* window) const { SDL_DestroyWindow(window); }
    };

    struct DeleteContext {
        void operator()(void* context) const { SDL_GL_DeleteContext(context); }
    };

    bool open(const WindowPlan& plan);
    bool open_version(const std::string& title, WindowSize size, std::pair<int, int> version);

    float wanted_scale_ = 0;
    bool software_ = false;
    std::unique_ptr<SDL_Window, DestroyWindow> window_;
    std::unique_ptr<void, DeleteContext> context_;
};

/// Quarter steps, never more than the screen shows: a scale for a screen of so many dots per inch.
float scale_for_screen(float dots_per_inch, int screen_width);

}  // namespace cunji
