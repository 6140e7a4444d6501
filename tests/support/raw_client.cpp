#include "tests/support/raw_client.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cctype>
#include <cerrno>
#include <cstdlib>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdexcept>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

namespace cunji::test {

namespace {

sockaddr_in loopback(std::string_view address, std::uint16_t port) {
    sockaddr_in out{};
    out.sin_family = AF_INET;
    out.sin_port = htons(port);
    if (inet_pton(AF_INET, std::string(address).c_str(), &out.sin_addr) != 1) {
        throw std::runtime_error("not an address");
    }
    return out;
}

const sockaddr* generic(const sockaddr_in& address) {
    return reinterpret_cast<const sockaddr*>(&address);
}

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return out;
}

}  // namespace

std::string RawAnswer::header(std::string_view name) const {
    const std::string wanted = "\r\n" + lower(name) + ": ";
    const std::size_t found = lower(head).find(wanted);
    if (found == std::string::npos) return {};
    const std::size_t begin = found + wanted.size();
    return head.substr(begin, head.find("\r\n", begin) - begin);
}

RawClient::RawClient(std::uint16_t port, std::string_view from)
    : fd_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    if (!from.empty()) {
        const sockaddr_in source = loopback(from, 0);
        if (bind(fd_, generic(source), sizeof source) != 0) throw std::runtime_error("bind");
    }
    const timeval patience{kPatienceSeconds, 0};
    setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    setsockopt(fd_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    const int on = 1;
    setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    const sockaddr_in server = loopback("127.0.0.1", port);
    if (connect(fd_, generic(server), sizeof server) != 0) {
        close();
        throw std::runtime_error("connect");
    }
}

bool RawClient::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t count = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

void RawClient::finish_sending() {
    shutdown(fd_, SHUT_WR);
}

void RawClient::close() {
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
}

void RawClient::shrink_receive_buffer() {
    const int size = 4096;
    setsockopt(fd_, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
}

bool RawClient::read_more() {
    std::array<char, 16 * 1024> piece{};
    const ssize_t count = recv(fd_, piece.data(), piece.size(), 0);
    if (count < 0 && errno == EAGAIN) gave_up_ = true;
    if (count <= 0) return false;
    pending_.append(piece.data(), static_cast<std::size_t>(count));
    return true;
}

std::string RawClient::read_until_close() {
    while (read_more()) {
    }
    return std::exchange(pending_, {});
}

std::optional<RawAnswer> RawClient::read_answer(bool head_only) {
    std::size_t end = 0;
    while ((end = pending_.find("\r\n\r\n")) == std::string::npos) {
        if (!read_more()) return std::nullopt;
    }
    RawAnswer answer;
    answer.head = pending_.substr(0, end + 4);
    pending_.erase(0, end + 4);
    answer.status = std::atoi(answer.head.substr(answer.head.find(' ') + 1).c_str());
    const std::string length = answer.header("Content-Length");
    if (head_only || length.empty()) return answer;
    const auto size = static_cast<std::size_t>(std::atoll(length.c_str()));
    while (pending_.size() < size) {
        if (!read_more()) return std::nullopt;
    }
    answer.body = pending_.substr(0, size);
    pending_.erase(0, size);
    return answer;
}

bool RawClient::closed_by_server() {
    while (read_more()) {
    }
    return !gave_up_;
}

bool RawClient::readable(int milliseconds) const {
    pollfd waiting{fd_, POLLIN, 0};
    return poll(&waiting, 1, milliseconds) > 0;
}

}  // namespace cunji::test
