#include "server/work_threads.h"

#include <utility>

namespace cunji {

WorkThreads::WorkThreads(int count) {
    for (int i = 0; i < count; ++i)
        threads_.emplace_back([this] { run(); });
}

WorkThreads::~WorkThreads() {
    {
        const std::lock_guard lock{mutex_};
        stopping_ = true;
    }
    wake_.notify_all();
    for (std::thread& thread : threads_)
        thread.join();
}

bool WorkThreads::submit(std::function<void()> job) {
    {
        const std::lock_guard lock{mutex_};
        if (queue_.size() >= kWorkQueueMax) return false;
        queue_.push_back(std::move(job));
    }
    wake_.notify_one();
    return true;
}

void WorkThreads::run() {
    for (;;) {
        std::function<void()> job;
        {
            std::unique_lock lock{mutex_};
            wake_.wait(lock, [&] { return stopping_ || !queue_.empty(); });
            if (queue_.empty()) return;
            job = std::move(queue_.front());
            queue_.pop_front();
        }
        job();
    }
}

}  // namespace cunji
