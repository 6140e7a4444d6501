#pragma once

#include "client/platform/desktop/input_batch.h"

#include <SDL.h>
#include <atomic>
#include <deque>
#include <functional>
#include <optional>
#include <thread>

namespace cunji {

/// Events of the window, handed out frame by frame, and the way for other threads to say that
/// there is something to do.
class EventSource {
public:
    /// @pre Video lives as long as this, and longer than the threads that wake it
    EventSource();

    /// Waits for an event, at most so many seconds; nothing: as long as it takes. True when one has
    /// come. Returns at once when events are left over from the last frame.
    bool wait(std::optional<double> seconds);

    /// What may go into the next frame. See InputBatch.
    void next_frame(const std::function<void(const SDL_Event&)>& take);

    /// Events are left for further frames.
    [[nodiscard]] bool more() const { return !waiting_.empty(); }

    /// Any thread. On the window's own thread it does nothing, for that one is awake.
    void wake();

private:
    void collect();

    std::deque<SDL_Event> waiting_;
    InputBatch batch_;
    Uint32 wake_event_;
    std::atomic<bool> woken_{false};
    std::thread::id window_thread_;
};

}  // namespace cunji
