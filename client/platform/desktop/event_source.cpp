#include "client/platform/desktop/event_source.h"

#include "client/platform/desktop/wake.h"

namespace cunji {

EventSource::EventSource()
    : wake_event_(SDL_RegisterEvents(1)), window_thread_(std::this_thread::get_id()) {
    SDL_EventState(SDL_DROPFILE, SDL_ENABLE);
}

void EventSource::wake() {
    if (std::this_thread::get_id() == window_thread_) return;
    // One is enough, however many commands come before the window looks.
    if (woken_.exchange(true)) return;
    SDL_Event event{};
    event.type = wake_event_;
    SDL_PushEvent(&event);
}

bool EventSource::wait(std::optional<double> seconds) {
    if (!waiting_.empty()) return true;
    SDL_Event event;
    const int came =
        seconds ? SDL_WaitEventTimeout(&event, wait_milliseconds(*seconds)) : SDL_WaitEvent(&event);
    if (came == 0) return false;
    waiting_.push_back(event);
    collect();
    return true;
}

void EventSource::collect() {
    SDL_Event event;
    while (SDL_PollEvent(&event) != 0) {
        // A mouse reports every pixel: where it is now is what counts.
        if (event.type == SDL_MOUSEMOTION && !waiting_.empty() &&
            waiting_.back().type == SDL_MOUSEMOTION &&
            waiting_.back().motion.state == event.motion.state && event.motion.state == 0) {
            waiting_.back() = event;
        } else {
            waiting_.push_back(event);
        }
    }
}

void EventSource::next_frame(const std::function<void(const SDL_Event&)>& take) {
    batch_.next_frame();
    while (!waiting_.empty() && batch_.take(waiting_.front())) {
        const SDL_Event event = waiting_.front();
        waiting_.pop_front();
        if (event.type == wake_event_) {
            woken_ = false;
        } else {
            take(event);
        }
    }
}

}  // namespace cunji
