#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <thread>

namespace cunji::test {

/// A port of this machine, and the thread that hands over each connection to it, one after the
/// other, until the end.
class Listener {
public:
    /// `serve` closes the socket it is given. It is called on the listener's thread.
    explicit Listener(std::function<void(int socket)> serve);
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;
    ~Listener();

    [[nodiscard]] std::uint16_t port() const { return port_; }

    /// Readable once the listener ends: for a `serve` that waits.
    [[nodiscard]] int stopped() const { return stop_pipe_[0]; }

private:
    void run();

    std::function<void(int socket)> serve_;
    std::uint16_t port_ = 0;
    int listener_ = -1;
    std::array<int, 2> stop_pipe_{-1, -1};
    std::thread thread_;
};

}  // namespace cunji::test
