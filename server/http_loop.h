#pragma once

// What connections share. Only http.cpp and http_connection.h include this: it brings Boost.Asio.
// One io_context a thread and no strands: what a connection owns is touched by its own thread
// alone; other threads reach it through Gate.

#include "server/http.h"
#include "server/http_limits.h"
#include "server/http_router.h"

#if defined(__SANITIZE_THREAD__)
// The sanitizer does not see Asio's fences; it does see the mutexes that do the work here.
#pragma GCC diagnostic ignored "-Wtsan"
#endif

#include <boost/asio.hpp>
#include <boost/asio/ssl.hpp>

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <unordered_set>

namespace cunji::http_detail {

namespace asio = boost::asio;
namespace ssl = boost::asio::ssl;
using asio::ip::tcp;
using Error = boost::system::error_code;

struct Counters {
    std::atomic<std::uint64_t> requests = 0;
    std::atomic<std::uint64_t> connections_refused = 0;
    std::atomic<std::uint64_t> too_large = 0;
    std::atomic<std::uint64_t> slow_downs = 0;
    std::atomic<std::uint64_t> timed_out = 0;
    std::atomic<std::uint64_t> malformed = 0;
};

/// What all connections have in common. Constant but for what guards itself.
struct Common {
    Common(HttpOptions given, std::vector<Route> routes)
        : options(std::move(given)),
          router(std::move(routes)),
          budget(std::make_shared<BodyBudget>(options.bodies_in_flight_max)),
          limits(options.connections_max, options.connections_per_address_max) {}

    void log(const std::string& line) const {
        if (options.log) options.log(line);
    }

    const HttpOptions options;
    const Router router;
    const std::shared_ptr<BodyBudget> budget;
    std::optional<ssl::context> tls;  // set before the first connection
    ConnectionLimits limits;
    Counters counters;
    std::atomic<bool> draining = false;
};

/// A loop as other threads see it. Once closed, what they bring is dropped.
class Gate {
public:
    explicit Gate(asio::io_context& io) : io_(&io) {}

    template <typename Task>
    void post(Task task) {
        const std::lock_guard lock(mutex_);
        if (io_ != nullptr) asio::post(*io_, std::move(task));
    }

    void close() {
        const std::lock_guard lock(mutex_);
        io_ = nullptr;
    }

private:
    std::mutex mutex_;
    asio::io_context* io_;
};

class AnyConnection {
public:
    AnyConnection() = default;
    AnyConnection(const AnyConnection&) = delete;
    AnyConnection& operator=(const AnyConnection&) = delete;
    virtual ~AnyConnection() = default;
    /// Ends it unless a request has begun to arrive or is being answered.
    virtual void end_if_idle() = 0;
};

struct Loop {
    std::unordered_set<AnyConnection*> connections;  // before io, whose end ends them
    asio::io_context io{1};
    tcp::acceptor acceptor{io};
    std::shared_ptr<Gate> gate = std::make_shared<Gate>(io);
    std::thread thread;
};

}  // namespace cunji::http_detail
