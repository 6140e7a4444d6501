#pragma once

#include "server/route_access.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cunji {

// Limits of the HTTP side. Each has a test in tests/server/http_test.cpp.
inline constexpr std::size_t kHeaderBytesMax = 16 * 1024;
inline constexpr std::size_t kHeaderFieldsMax = 100;
inline constexpr std::size_t kConnectionsMax = 4096;
inline constexpr std::size_t kConnectionsPerAddressMax = 256;  ///< IPv6: per /64
inline constexpr int kIdleSeconds = 300;   ///< a kept connection without a request
inline constexpr int kHeaderSeconds = 10;  ///< first byte (at first: connecting) to end of head
inline constexpr int kBodySeconds = 60;    ///< end of head to end of body
inline constexpr int kAnswerSeconds = 60;  ///< the handler; then each piece of the answer
inline constexpr std::size_t kAnswerPiece = 64 * 1024;
inline constexpr std::size_t kBodiesInFlightMax =
    12 * 1024 * 1024;  ///< of all connections together

using Headers = std::vector<std::pair<std::string, std::string>>;

struct HttpRequest {
    std::string method;
    std::string target;  ///< path and query as sent: what a signature covers
    std::string path;    ///< before '?', undecoded
    std::string query;   ///< after '?', undecoded
    Headers headers;
    std::string body;  ///< as sent, Content-Encoding not undone
    std::string peer;  ///< address

    /// The header's value, names compared without case; empty when absent.
    [[nodiscard]] std::string_view header(std::string_view name) const;
    /// What stands in the route's {name} place of the path, undecoded; never empty on a match.
    [[nodiscard]] std::string_view place(std::string_view name) const;
    std::vector<std::pair<std::string, std::string>> places;
};

/// A body that is read a piece at a time, on the connection's thread.
struct StoredBody {
    std::string name;  ///< for the log
    std::int64_t length = 0;
    /// Up to `most` bytes from `offset` of the body; none when it cannot be read. May throw
    /// Failure.
    std::function<std::string(std::int64_t offset, std::size_t most)> read;
};

struct HttpResponse {
    int status = 200;
    std::string content_type = "application/json";  ///< empty: none
    std::string body;
    Headers headers;
    std::optional<StoredBody> stored;  ///< instead of body
};

/// {"error":code,"text":text}: what every refusal looks like.
HttpResponse http_error(int status, std::string_view code, std::string_view text);

/// Called once, from any thread, also after the server has gone; later calls do nothing. Letting
/// go of every copy without a call answers 500. The request's share of kBodiesInFlightMax is held
/// until then.
using Respond = std::function<void(HttpResponse)>;

struct Route {
    std::string method;
    std::string path;          ///< "/v1/blobs/{id}": {name} takes one segment; plain ones go first
    RouteAccess access;        ///< signed_route() holds callers to it
    std::size_t body_max = 0;  ///< bytes as sent; above it 413
    /// On the connection's thread: what takes long belongs on another, which then responds.
    std::function<void(HttpRequest, Respond)> handler;
    /// Optional: looks at the head (body still empty) before the body is asked for and memory is
    /// set aside for it; an answer refuses. Keeps strangers from filling kBodiesInFlightMax.
    std::function<std::optional<HttpResponse>(const HttpRequest&)> admit = {};
};

struct HttpOptions {
    std::string host = "127.0.0.1";
    std::uint16_t port = 0;       ///< 0: any free one
    int threads = 2;              ///< one io_context each
    std::string tls_certificate;  ///< PEM files; both empty: plain HTTP
    std::string tls_key;
    int idle_seconds = kIdleSeconds;  ///< smaller in tests
    int header_seconds = kHeaderSeconds;
    int body_seconds = kBodySeconds;
    int answer_seconds = kAnswerSeconds;
    std::size_t connections_max = kConnectionsMax;
    std::size_t connections_per_address_max = kConnectionsPerAddressMax;
    std::size_t bodies_in_flight_max = kBodiesInFlightMax;
    /// What the operator should read: one line a call, from any of the threads. Never a body.
    std::function<void(const std::string&)> log;
};

/// Figures for /metrics; each read on its own.
struct HttpCounters {
    std::uint64_t requests = 0;
    std::uint64_t connections_open = 0;
    std::uint64_t connections_refused = 0;
    std::uint64_t too_large = 0;
    std::uint64_t slow_downs = 0;  ///< 503 for want of room in kBodiesInFlightMax
    std::uint64_t timed_out = 0;
    std::uint64_t malformed = 0;
};

/// The only user of the HTTP library. Handlers see values; a handler that throws Failure is
/// answered 503 with a JSON reason, any other exception 500.
class HttpServer {
public:
    /// Binds at once. @throws Failure error.listen when the address is taken, error.tls when the
    /// certificate or its key cannot be used.
    HttpServer(HttpOptions options, std::vector<Route> routes);
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;
    ~HttpServer();

    [[nodiscard]] std::uint16_t port() const;
    /// Serves on threads of its own.
    void start();
    /// Takes no new connection, answers what was accepted (at most `grace_seconds`), ends. For
    /// good, and never from a handler.
    void stop(int grace_seconds = 30);
    [[nodiscard]] HttpCounters counters() const;

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

/// Blocks SIGTERM and SIGINT for the calling thread and all it starts from now on: the first
/// thing in main, else a thread started before takes the signal and the process dies of it.
void block_termination_signals();

/// Waits for one of them. @pre block_termination_signals() was called.
void wait_for_termination_signal();

}  // namespace cunji
