#pragma once

#include "shared/store/store.h"

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace cunji {

inline constexpr std::size_t kGroupCommitMax = 64;   ///< requests in one transaction
inline constexpr std::size_t kWriterQueueMax = 512;  ///< waiting; above it slow_down

/// The one thread that writes. It takes what waits, gives each request a savepoint of its own, and
/// answers all of them after one fsync.
class Writer {
public:
    using Work = std::function<void(const Store&)>;
    /// Called on the writer's thread once the work is on disk, or with why it is not.
    using Done = std::function<void(std::exception_ptr)>;

    /// `before_commit` runs inside each transaction, after its requests.
    /// `group_max` 1 is one fsync a request, for the benchmark.
    /// `log` is told why a transaction failed; on the writer's thread.
    explicit Writer(Store store, Work before_commit = {}, std::size_t group_max = kGroupCommitMax,
                    std::function<void(const std::string&)> log = {});
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;
    ~Writer();

    /// False when too much waits already; then nothing is called.
    bool submit(Work work, Done done);

    /// Finishes what was submitted, then ends the thread.
    void stop();

    /// True after a failed write or sync: nothing is stored until the program is started again.
    [[nodiscard]] bool broken() const;

    [[nodiscard]] std::uint64_t transactions() const;
    [[nodiscard]] std::uint64_t requests() const;

private:
    struct Job {
        Work work;
        Done done;
    };

    void run();
    void commit(std::deque<Job>& batch);

    Store store_;
    Work before_commit_;
    std::size_t group_max_;
    std::function<void(const std::string&)> log_;
    // State below is protected by mutex_.
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Job> queue_;
    bool stopping_ = false;
    std::uint64_t transactions_ = 0;
    std::uint64_t requests_ = 0;
    bool is_broken_ = false;
    // Of the writer's thread alone.
    std::exception_ptr broken_;  ///< what is_broken_ began with
    std::thread thread_;
};

}  // namespace cunji
