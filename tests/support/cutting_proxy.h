#pragma once

#include "tests/support/listener.h"

#include <atomic>
#include <cstdint>

namespace cunji::test {

/// A link that dies: passes bytes to a server on this machine and resets both sides after so many.
class CuttingProxy {
public:
    static constexpr std::int64_t kNever = -1;

    explicit CuttingProxy(std::uint16_t server_port);
    CuttingProxy(const CuttingProxy&) = delete;
    CuttingProxy& operator=(const CuttingProxy&) = delete;
    ~CuttingProxy() = default;

    [[nodiscard]] std::uint16_t port() const { return listener_.port(); }

    /// For connections from now on: the bytes that still pass each way.
    void cut_after(std::int64_t up, std::int64_t down) {
        up_ = up;
        down_ = down;
    }

    /// Passed by the last connection.
    [[nodiscard]] std::int64_t passed_up() const { return passed_up_; }

    [[nodiscard]] std::int64_t passed_down() const { return passed_down_; }

private:
    void serve(int client);
    void relay(int client, int server);

    std::uint16_t server_port_;
    std::atomic<std::int64_t> up_ = kNever;
    std::atomic<std::int64_t> down_ = kNever;
    std::atomic<std::int64_t> passed_up_ = 0;
    std::atomic<std::int64_t> passed_down_ = 0;
    Listener listener_;  // last: its thread uses the rest
};

}  // namespace cunji::test
