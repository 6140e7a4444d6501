#include "tests/support/cutting_proxy.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace cunji::test {

namespace {

/// Drops the connection at once, as a lost signal does in the end.
void reset(int socket) {
    const linger at_once{1, 0};
    setsockopt(socket, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    close(socket);
}

/// Passes what waits on `from`; false when the connection ended or the limit was reached.
bool pass(int from, int to, std::int64_t limit, std::atomic<std::int64_t>& passed) {
    std::array<char, 4096> buffer{};
    std::size_t room = buffer.size();
    if (limit >= 0) {
        room = std::min(room, static_cast<std::size_t>(std::max<std::int64_t>(0, limit - passed)));
        if (room == 0) return false;
    }
    const ssize_t got = recv(from, buffer.data(), room, 0);
    if (got <= 0) return false;
    passed += got;
    if (send(to, buffer.data(), static_cast<std::size_t>(got), MSG_NOSIGNAL) != got) return false;
    return limit < 0 || passed < limit;
}

}  // namespace

CuttingProxy::CuttingProxy(std::uint16_t server_port)
    : server_port_(server_port), listener_([this](int client) { serve(client); }) {}

void CuttingProxy::serve(int client) {
    const int server = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(server_port_);
    passed_up_ = 0;
    passed_down_ = 0;
    if (connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
        const int on = 1;
        setsockopt(server, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        relay(client, server);
    }
    reset(client);
    reset(server);
}

void CuttingProxy::relay(int client, int server) {
    for (;;) {
        std::array<pollfd, 3> waits{
            {{client, POLLIN, 0}, {server, POLLIN, 0}, {listener_.stopped(), POLLIN, 0}}};
        poll(waits.data(), waits.size(), -1);
        if (waits[2].revents != 0) return;
        if (waits[0].revents != 0 && !pass(client, server, up_, passed_up_)) return;
        if (waits[1].revents != 0 && !pass(server, client, down_, passed_down_)) return;
    }
}

}  // namespace cunji::test
