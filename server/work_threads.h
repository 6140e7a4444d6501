#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace cunji {

inline constexpr std::size_t kWorkQueueMax = 512;  ///< waiting; above it slow_down

/// Threads for what waits for a disk, so that those of the HTTP server never do.
class WorkThreads {
public:
    explicit WorkThreads(int count);
    WorkThreads(const WorkThreads&) = delete;
    WorkThreads& operator=(const WorkThreads&) = delete;
    /// Finishes what was submitted.
    ~WorkThreads();

    /// False when too much waits already. `job` must not throw.
    [[nodiscard]] bool submit(std::function<void()> job);

private:
    void run();

    // State below is protected by mutex_.
    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<std::function<void()>> queue_;
    bool stopping_ = false;
    // Of the owner alone.
    std::vector<std::thread> threads_;
};

}  // namespace cunji
