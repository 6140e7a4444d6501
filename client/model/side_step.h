#pragma once

#include <atomic>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <utility>

namespace cunji {

/// One thing at a time on a thread of its own, for the pages that stand beside the window's state.
template <typename Result>
class SideStep {
public:
    /// `wake` is called from the other thread when a step is over.
    explicit SideStep(std::function<void()> wake) : wake_(std::move(wake)) {}

    void start(std::function<Result()> work) {
        *over_ = false;
        running_ =
            std::async(std::launch::async, [work = std::move(work), wake = wake_, ended = over_] {
                Result result = work();
                *ended = true;
                if (wake) wake();
                return result;
            });
    }

    /// What a step that has ended brought, once.
    std::optional<Result> take() {
        if (!running_.valid() || !*over_) return std::nullopt;
        return running_.get();
    }

private:
    std::function<void()> wake_;
    /// Raised before `wake_` is called: by then the step has nothing left to do but to return.
    std::shared_ptr<std::atomic<bool>> over_ = std::make_shared<std::atomic<bool>>(false);
    std::future<Result> running_;  ///< last: waits for its thread
};

}  // namespace cunji
