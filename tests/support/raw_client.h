#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cunji::test {

/// What a server answered, as it came.
struct RawAnswer {
    int status = 0;
    std::string head;  ///< with its empty line
    std::string body;

    /// The header's value; empty when absent.
    [[nodiscard]] std::string header(std::string_view name) const;
};

/// A blocking socket that sends whatever a test likes. Nothing waits longer than kPatience.
class RawClient {
public:
    static constexpr int kPatienceSeconds = 20;

    /// Connects to 127.0.0.1; `from` is the loopback address to come from, e.g. "127.0.0.2".
    explicit RawClient(std::uint16_t port, std::string_view from = {});

    RawClient(RawClient&& other) noexcept
        : fd_(std::exchange(other.fd_, -1)),
          pending_(std::move(other.pending_)),
          gave_up_(other.gave_up_) {}

    RawClient& operator=(RawClient&&) = delete;
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    ~RawClient() { close(); }

    /// False when the server did not take all of it.
    bool send(std::string_view bytes);
    /// No more will come from here; answers can still be read.
    void finish_sending();
    void close();
    /// A small receive buffer, so that a server is stopped early by a client that does not read.
    void shrink_receive_buffer();

    /// Everything up to the server's close, a reset or the end of patience.
    std::string read_until_close();
    /// One answer by its Content-Length; nullopt when the server closed first. `head_only`: the
    /// answer to a HEAD, or one without a body.
    std::optional<RawAnswer> read_answer(bool head_only = false);
    /// Whether the server closed (or reset) this connection; waits for it.
    bool closed_by_server();
    /// Whether something can be read within so long; the server's close counts.
    [[nodiscard]] bool readable(int milliseconds) const;

private:
    bool read_more();

    int fd_ = -1;
    std::string pending_;
    bool gave_up_ = false;  ///< patience ended before the server did anything
};

}  // namespace cunji::test
