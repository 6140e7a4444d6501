#pragma once

#include "tests/support/listener.h"

#include <atomic>
#include <cstdint>
#include <mutex>
#include <string>

namespace cunji::test {

/// Something at the other end that need not be a Cunji server: it reads one request from each
/// connection, sends back the bytes it was given and closes.
class StrangeServer {
public:
    enum class Way {
        Answer,       ///< reads the request, then sends the bytes
        CloseAtOnce,  ///< reads and sends nothing
        Endless,      ///< as Answer, then the last byte again and again until the other side ends
    };

    explicit StrangeServer(std::string answer, Way way = Way::Answer);
    StrangeServer(const StrangeServer&) = delete;
    StrangeServer& operator=(const StrangeServer&) = delete;
    ~StrangeServer() = default;

    [[nodiscard]] std::uint16_t port() const { return listener_.port(); }

    [[nodiscard]] std::string address() const {
        return "http://127.0.0.1:" + std::to_string(port());
    }

    [[nodiscard]] int connections() const { return connections_; }

    /// The request of the last connection, as it came.
    [[nodiscard]] std::string received() const;

private:
    void serve(int client);
    void answer(int client);

    const std::string answer_;
    const Way way_;
    std::atomic<int> connections_ = 0;
    mutable std::mutex mutex_;
    std::string received_;  ///< protected by mutex_
    Listener listener_;     // last: its thread uses the rest
};

/// An HTTP/1.1 answer with its Content-Length; `headers` each end with "\r\n". It says that the
/// connection ends: else curl may send the next request into it, and again on another.
std::string raw_answer(const std::string& status, const std::string& content_type,
                       const std::string& body, const std::string& headers = {});

}  // namespace cunji::test
