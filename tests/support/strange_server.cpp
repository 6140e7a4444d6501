#include "tests/support/strange_server.h"

#include <cstdlib>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>
#include <utility>

namespace cunji::test {

namespace {

constexpr int kPatienceSeconds = 20;
constexpr std::size_t kPiece = 64 * 1024;

/// Bytes of the request whose head is whole; npos before that.
std::size_t size_of_request(const std::string& bytes) {
    const std::size_t end = bytes.find("\r\n\r\n");
    if (end == std::string::npos) return end;
    constexpr std::string_view kLength = "\r\nContent-Length: ";
    const std::size_t length = bytes.find(kLength);
    const std::size_t body =
        length < end ? std::strtoul(bytes.c_str() + length + kLength.size(), nullptr, 10) : 0;
    return end + 4 + body;
}

std::string read_request(int client) {
    std::string bytes;
    std::string piece(kPiece, '\0');
    while (bytes.size() < size_of_request(bytes)) {
        const ssize_t got = recv(client, piece.data(), piece.size(), 0);
        if (got <= 0) break;
        bytes.append(piece, 0, static_cast<std::size_t>(got));
    }
    return bytes;
}

bool send_all(int client, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = send(client, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

}  // namespace

StrangeServer::StrangeServer(std::string answer, Way way)
    : answer_(std::move(answer)), way_(way), listener_([this](int client) { serve(client); }) {}

std::string StrangeServer::received() const {
    const std::lock_guard lock{mutex_};
    return received_;
}

void StrangeServer::serve(int client) {
    ++connections_;
    const timeval patience{kPatienceSeconds, 0};
    setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    setsockopt(client, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    if (way_ != Way::CloseAtOnce) answer(client);
    close(client);
}

void StrangeServer::answer(int client) {
    std::string request = read_request(client);
    {
        const std::lock_guard lock{mutex_};
        received_ = std::move(request);
    }
    if (!send_all(client, answer_) || way_ != Way::Endless) return;
    const std::string more(kPiece, answer_.back());
    while (send_all(client, more)) {
    }
}

std::string raw_answer(const std::string& status, const std::string& content_type,
                       const std::string& body, const std::string& headers) {
    return "HTTP/1.1 " + status + "\r\nContent-Type: " + content_type +
           "\r\nContent-Length: " + std::to_string(body.size()) + "\r\nConnection: close\r\n" +
           headers + "\r\n" + body;
}

}  // namespace cunji::test
