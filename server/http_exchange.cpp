#include "server/http_exchange.h"

#include <atomic>
#include <new>
#include <utility>

namespace cunji {

namespace {

/// What all copies of a Respond share.
class Promise {
public:
    explicit Promise(std::function<void(HttpResponse)> answer) : answer_(std::move(answer)) {}

    Promise(const Promise&) = delete;
    Promise& operator=(const Promise&) = delete;

    ~Promise() {
        if (kept_) return;
        try {
            keep(http_error(500, "internal", "The request was lost in the server"));
        } catch (const std::bad_alloc&) {
            // Then the connection's own deadline answers.
            return;
        }
    }

    void keep(HttpResponse response) {
        kept_ = true;
        answer_(std::move(response));
    }

private:
    const std::function<void(HttpResponse)> answer_;
    std::atomic<bool> kept_ = false;
};

}  // namespace

Respond Exchange::respond() {
    auto promise = std::make_shared<Promise>(
        [self = shared_from_this()](HttpResponse response) { self->answer(std::move(response)); });
    return [promise](HttpResponse response) { promise->keep(std::move(response)); };
}

std::optional<HttpResponse> Exchange::take() {
    const std::lock_guard lock(mutex_);
    awaited_ = true;
    return std::exchange(response_, std::nullopt);
}

void Exchange::abandon() {
    const std::lock_guard lock(mutex_);
    answered_ = true;
}

void Exchange::answer(HttpResponse response) {
    BodyShare share;  // given back after the lock, and before the connection goes on
    bool wake = false;
    {
        const std::lock_guard lock(mutex_);
        share = std::move(share_);
        if (answered_) return;
        answered_ = true;
        response_ = std::move(response);
        wake = awaited_;
    }
    if (wake) wake_();
}

}  // namespace cunji
