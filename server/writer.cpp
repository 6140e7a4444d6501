#include "server/writer.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace cunji {

namespace {

constexpr int kIoErrorBits = 10;  // SQLITE_IOERR, the low byte of its extended codes

bool is_broken_disk(const DbError& error) {
    return (error.code() & 0xff) == kIoErrorBits;
}

}  // namespace

Writer::Writer(Store store, Work before_commit, std::size_t group_max,
               std::function<void(const std::string&)> log)
    : store_(std::move(store)),
      before_commit_(std::move(before_commit)),
      group_max_(group_max),
      log_(std::move(log)),
      thread_([this] { run(); }) {}

Writer::~Writer() {
    stop();
}

bool Writer::submit(Work work, Done done) {
    {
        const std::lock_guard lock{mutex_};
        if (stopping_ || queue_.size() >= kWriterQueueMax) return false;
        queue_.push_back({std::move(work), std::move(done)});
    }
    wake_.notify_one();
    return true;
}

void Writer::stop() {
    {
        const std::lock_guard lock{mutex_};
        stopping_ = true;
    }
    wake_.notify_one();
    if (thread_.joinable()) thread_.join();
}

bool Writer::broken() const {
    const std::lock_guard lock{mutex_};
    return is_broken_;
}

std::uint64_t Writer::transactions() const {
    const std::lock_guard lock{mutex_};
    return transactions_;
}

std::uint64_t Writer::requests() const {
    const std::lock_guard lock{mutex_};
    return requests_;
}

void Writer::run() {
    for (;;) {
        std::deque<Job> batch;
        {
            std::unique_lock lock{mutex_};
            wake_.wait(lock, [&] { return stopping_ || !queue_.empty(); });
            if (queue_.empty()) break;
            while (!queue_.empty() && batch.size() < group_max_) {
                batch.push_back(std::move(queue_.front()));
                queue_.pop_front();
            }
            ++transactions_;
            requests_ += batch.size();
        }
        commit(batch);
    }
}

void Writer::commit(std::deque<Job>& batch) {
    std::vector<std::exception_ptr> outcomes(batch.size(), broken_);
    if (!broken_) {
        try {
            Transaction transaction{store_.db()};
            for (std::size_t i = 0; i < batch.size(); ++i) {
                Savepoint savepoint{store_.db()};
                try {
                    batch[i].work(store_);
                    savepoint.keep();
                } catch (const DbError&) {
                    throw;  // the machine, not this request: nothing of the batch may be answered
                } catch (...) {
                    outcomes[i] = std::current_exception();
                }
            }
            if (before_commit_) before_commit_(store_);
            transaction.commit();
        } catch (const DbError& error) {
            // After a failed sync the pages that were not written may look clean: never retry on
            // this connection (Rebello et al., USENIX ATC 2020).
            if (is_broken_disk(error)) {
                broken_ = std::current_exception();
                const std::lock_guard lock{mutex_};
                is_broken_ = true;
            }
            if (log_) log_(std::string{"not stored: "} + error.what());
            std::fill(outcomes.begin(), outcomes.end(), std::current_exception());
        }
    }
    for (std::size_t i = 0; i < batch.size(); ++i)
        batch[i].done(outcomes[i]);
}

}  // namespace cunji
