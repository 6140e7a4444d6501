#pragma once

#include "client/model/desk.h"
#include "client/model/effect.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace cunji {

/// One thread that works off effects in the order they came, with its own connection to the data
/// folder. It hands commands to the window and shares nothing else with it.
class Lane {
public:
    using Open = std::function<FieldDevice()>;
    /// Any thread.
    using Post = std::function<void(Command)>;

    /// The device is opened on the lane's thread, with its first effect.
    Lane(Open open, std::string folder, Connect connect, Post post);
    Lane(const Lane&) = delete;
    Lane& operator=(const Lane&) = delete;
    /// Asks what is running to stop, drops what has not begun, and waits.
    ~Lane();

    void add(Effect effect);

private:
    void work();
    /// Runs one; a broken machine becomes a message.
    void run_one(const Effect& effect);

    Open open_;
    std::string folder_;
    Connect connect_;
    Post post_;
    std::unique_ptr<FieldDevice> device_;  ///< the lane's thread only
    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Effect> waiting_;  ///< guarded by mutex_
    bool ending_ = false;         ///< guarded by mutex_
    std::atomic<bool> stopping_{false};
    std::thread thread_;  ///< last: begins when all else is there
};

}  // namespace cunji
