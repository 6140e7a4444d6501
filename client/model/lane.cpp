#include "client/model/lane.h"

#include "client/model/failing.h"
#include "client/model/run.h"
#include "client/model/shell.h"

#include <utility>

namespace cunji {

Lane::Lane(Open open, std::string folder, Connect connect, Post post)
    : open_(std::move(open)),
      folder_(std::move(folder)),
      connect_(std::move(connect)),
      post_(std::move(post)),
      thread_([this] { work(); }) {}

Lane::~Lane() {
    stopping_ = true;
    {
        const std::lock_guard lock{mutex_};
        ending_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

void Lane::add(Effect effect) {
    {
        const std::lock_guard lock{mutex_};
        waiting_.push_back(std::move(effect));
    }
    wake_.notify_one();
}

void Lane::work() {
    std::unique_lock lock{mutex_};
    while (true) {
        wake_.wait(lock, [this] { return ending_ || !waiting_.empty(); });
        if (ending_) return;
        const Effect effect = std::move(waiting_.front());
        waiting_.pop_front();
        lock.unlock();
        run_one(effect);
        lock.lock();
    }
}

void Lane::run_one(const Effect& effect) {
    const std::optional<Message> problem = without_throwing([&] {
        if (!device_) device_ = std::make_unique<FieldDevice>(open_());
        // Another connection may have taken a newer policy meanwhile.
        device_->store().refresh_policy();
        Desk desk{*device_, folder_, post_, [this] { return stopping_.load(); }, connect_};
        run(effect, desk);
    });
    if (problem) post_(shell::Warn{*problem});
}

}  // namespace cunji
