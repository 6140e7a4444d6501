#include "tests/support/listener.h"

#include <doctest/doctest.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace cunji::test {

Listener::Listener(std::function<void(int socket)> serve) : serve_(std::move(serve)) {
    listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    REQUIRE(bind(listener_, reinterpret_cast<const sockaddr*>(&address), size) == 0);
    REQUIRE(listen(listener_, 16) == 0);
    REQUIRE(getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) == 0);
    port_ = ntohs(address.sin_port);
    REQUIRE(pipe(stop_pipe_.data()) == 0);
    thread_ = std::thread([this] { run(); });
}

Listener::~Listener() {
    close(stop_pipe_[1]);
    thread_.join();
    close(stop_pipe_[0]);
    close(listener_);
}

void Listener::run() {
    for (;;) {
        std::array<pollfd, 2> waits{{{listener_, POLLIN, 0}, {stop_pipe_[0], POLLIN, 0}}};
        poll(waits.data(), waits.size(), -1);
        if (waits[1].revents != 0) return;
        const int client = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (client >= 0) serve_(client);
    }
}

}  // namespace cunji::test
