#pragma once

// One connection. Only http.cpp includes this: it brings Boost.Beast.

#include "server/http_answer.h"
#include "server/http_exchange.h"
#include "server/http_loop.h"
#include "shared/base/failure.h"

#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include <algorithm>
#include <chrono>
#include <exception>
#include <type_traits>
#include <vector>

namespace cunji::http_detail {

namespace http = boost::beast::http;

inline constexpr std::size_t kBufferMax = 64 * 1024;    // pipelined requests, chunk heads, trailers
inline constexpr std::size_t kIdleBuffer = 2 * 1024;    // what a connection without a request keeps
inline constexpr std::size_t kChunkBuffer = 16 * 1024;  // else Beast reads 512 bytes at a time
inline constexpr std::size_t kBodyPiece = 64 * 1024;    // memory follows what has really arrived
// For a client still sending what was refused: on a weak link the answer takes a while to reach it,
// and only then does it stop. Nothing of it is kept.
inline constexpr int kLingerSeconds = 10;
inline constexpr std::size_t kLingerBytes = 1024 * 1024;
inline constexpr auto kDeadlineRepeat = std::chrono::milliseconds(200);
inline constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

using HeadParser = http::request_parser<http::empty_body>;
using ChunkedParser = http::request_parser<http::string_body>;

inline HttpRequest request_of(const HeadParser& parser, const std::string& peer) {
    const auto& message = parser.get();
    HttpRequest request;
    request.method = std::string(message.method_string());
    request.target = std::string(message.target());
    const std::size_t mark = request.target.find('?');
    request.path = request.target.substr(0, mark);
    if (mark != std::string::npos) request.query = request.target.substr(mark + 1);
    request.peer = peer;
    for (const auto& field : message) {
        request.headers.emplace_back(field.name_string(), field.value());
    }
    return request;
}

/// One connection: requests one after the other until either side has had enough.
template <typename Stream>
class Connection final : public AnyConnection,
                         public std::enable_shared_from_this<Connection<Stream>> {
public:
    Connection(Stream stream, ConnectionPlace place, std::string peer, Common& common, Loop& loop)
        : common_(common),
          loop_(loop),
          place_(std::move(place)),
          peer_(std::move(peer)),
          stream_(std::move(stream)),
          deadline_(loop.io),
          answer_wait_(loop.io) {
        loop_.connections.insert(this);
    }

    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    ~Connection() override { loop_.connections.erase(this); }

    asio::awaitable<void> run() {
        const bool ready = co_await shake_hands();
        bool going = ready;
        int patience = common_.options.header_seconds;  // who connects has something to say
        while (going) {
            going = co_await serve_one(patience);
            patience = common_.options.idle_seconds;
        }
        co_await close();
    }

    void end_if_idle() override {
        Error ignored;
        if (idle_ && socket().available(ignored) == 0) socket().cancel(ignored);
    }

private:
    static constexpr bool kTls = !std::is_same_v<Stream, tcp::socket>;

    tcp::socket& socket() {
        if constexpr (kTls) {
            return stream_.next_layer();
        } else {
            return stream_;
        }
    }

    /// From now on everything must be over in `seconds`, or what is going on is cancelled.
    void arm(int seconds) {
        timed_out_ = false;
        deadline_.expires_after(std::chrono::seconds(seconds));
        watch();
    }

    void disarm() { deadline_.expires_at(std::chrono::steady_clock::time_point::max()); }

    void watch() {
        deadline_.async_wait([weak = this->weak_from_this()](Error error) {
            const auto self = weak.lock();
            if (error || !self) return;
            // This wait was due, but the next phase had begun.
            if (self->deadline_.expiry() > std::chrono::steady_clock::now()) return;
            self->timed_out_ = true;
            Error ignored;
            self->socket().cancel(ignored);
            // Again until the phase ends: a read that had just succeeded is not cancelled, and
            // the next one of the same phase would wait for ever.
            self->deadline_.expires_after(kDeadlineRepeat);
            self->watch();
        });
    }

    asio::awaitable<bool> shake_hands() {
        if constexpr (kTls) {
            Error error;
            arm(common_.options.header_seconds);
            co_await stream_.async_handshake(ssl::stream_base::server,
                                             asio::redirect_error(asio::use_awaitable, error));
            disarm();
            if (timed_out_) ++common_.counters.timed_out;
            co_return !error && !timed_out_;
        }
        co_return true;
    }

    /// Reads and answers one request; false when the connection should end.
    asio::awaitable<bool> serve_one(int patience) {
        const bool begun = co_await first_bytes(patience);
        if (!begun) co_return false;

        HeadParser parser;
        parser.header_limit(kHeaderBytesMax);
        parser.body_limit(boost::none);  // the route's, once it is known
        Error error;
        arm(common_.options.header_seconds);
        co_await http::async_read_header(stream_, buffer_, parser,
                                         asio::redirect_error(asio::use_awaitable, error));
        if (error || timed_out_) co_return co_await refuse(problem_of(error));
        disarm();

        ++common_.counters.requests;
        Incoming in = incoming(parser);
        if (in.refusal) {
            if (in.unread_body || in.wants_end) co_return co_await refuse(std::move(in.refusal));
            co_return co_await answer(std::move(*in.refusal), false, in.request.method == "HEAD");
        }
        if (in.unread_body) {
            arm(common_.options.body_seconds);
            if (in.awaits_continue && buffer_.size() == 0) {
                co_await asio::async_write(stream_, asio::buffer(kContinue),
                                           asio::redirect_error(asio::use_awaitable, error));
            }
            if (parser.chunked()) {
                ChunkedParser chunked(std::move(parser));
                error = co_await read_chunks(chunked, in.route->body_max);
                in.request.body = std::move(chunked.get().body());
                in.request.body.shrink_to_fit();
            } else {
                error = co_await read_sized(in.request.body, in.length);
            }
            if (error || timed_out_) co_return co_await refuse(problem_of(error));
            disarm();
        }
        // Else a connection that once had a big request keeps its memory while idle.
        if (buffer_.capacity() > 4 * kIdleBuffer) buffer_.shrink_to_fit();

        const bool head_only = in.request.method == "HEAD";
        const bool wants_end = in.wants_end;
        HttpResponse response = co_await handle(std::move(in));
        co_return co_await answer(std::move(response), wants_end, head_only);
    }

    /// A request whose head has been read, and what follows from the head.
    struct Incoming {
        HttpRequest request;
        const Route* route = nullptr;
        std::optional<HttpResponse> refusal;  ///< instead of a route
        BodyShare share;
        std::size_t length = 0;
        bool unread_body = false;
        bool awaits_continue = false;
        bool wants_end = false;
    };

    Incoming incoming(const HeadParser& parser) {
        Incoming in;
        in.request = request_of(parser, peer_);
        const bool http_1_0 = parser.get().version() < 11;
        in.length = static_cast<std::size_t>(parser.content_length().value_or(0));
        in.unread_body = parser.chunked() || in.length > 0;
        in.awaits_continue = !http_1_0 && !in.request.header("Expect").empty();
        in.wants_end = http_1_0 || !parser.get().keep_alive();
        in.refusal = refuse_head(in.request, http_1_0);
        if (in.refusal) {
            ++common_.counters.malformed;
            in.wants_end = true;
            return in;
        }
        Result<Router::Match, HttpResponse> match =
            common_.router.find(in.request.method, in.request.path);
        if (!match) {
            in.refusal = match.error();
            return in;
        }
        in.route = match->route;
        in.request.places = std::move(match->places);
        if (in.length > in.route->body_max) {
            in.refusal = too_large();
            return in;
        }
        if (in.route->admit) {
            in.refusal = guarded(*in.route, [&in] { return in.route->admit(in.request); });
            if (in.refusal) return in;
        }
        // How long a chunked body is shows only when it has been read.
        std::optional<BodyShare> share =
            BodyShare::take(common_.budget, parser.chunked() ? in.route->body_max : in.length);
        if (!share) {
            ++common_.counters.slow_downs;
            in.refusal = http_error(503, "slow_down", "The server is busy");
            in.refusal->headers.emplace_back("Retry-After", "2");
            return in;
        }
        in.share = std::move(*share);
        return in;
    }

    /// Waits for a request to begin. False: none came, or what came is no HTTP.
    asio::awaitable<bool> first_bytes(int patience) {
        Error error;
        arm(patience);
        for (;;) {
            // An empty line before a request is to be ignored (RFC 9112 §2.2).
            while (buffer_.size() > 0 && (next_byte() == '\r' || next_byte() == '\n')) {
                buffer_.consume(1);
            }
            if (buffer_.size() > 0) break;
            if (common_.draining && socket().available(error) == 0) co_return false;
            idle_ = true;
            const std::size_t count = co_await stream_.async_read_some(
                buffer_.prepare(kIdleBuffer), asio::redirect_error(asio::use_awaitable, error));
            idle_ = false;
            if (error || timed_out_) co_return false;
            buffer_.commit(count);
        }
        disarm();
        // Another protocol's greeting would have us wait for the end of a head that never comes.
        if (next_byte() >= 'A' && next_byte() <= 'Z') co_return true;
        co_return co_await refuse(problem_of(http::error::bad_method));
    }

    [[nodiscard]] char next_byte() const {
        return *static_cast<const char*>(buffer_.data().data());
    }

    asio::awaitable<Error> read_sized(std::string& body, std::size_t length) {
        Error error;
        body.reserve(length);
        const std::size_t had = std::min(length, buffer_.size());
        body.assign(static_cast<const char*>(buffer_.data().data()), had);
        buffer_.consume(had);
        while (body.size() < length && !error && !timed_out_) {
            const std::size_t before = body.size();
            body.resize(before + std::min(kBodyPiece, length - before));
            const std::size_t count = co_await asio::async_read(
                stream_, asio::buffer(body.data() + before, body.size() - before),
                asio::redirect_error(asio::use_awaitable, error));
            body.resize(before + count);
        }
        co_return error;
    }

    asio::awaitable<Error> read_chunks(ChunkedParser& parser, std::size_t most) {
        Error error;
        parser.body_limit(most);
        // All at once: growing by doubling would hold three times the share for a moment.
        parser.get().body().reserve(most);
        buffer_.reserve(kChunkBuffer);
        while (!parser.is_done() && !error && !timed_out_) {
            co_await http::async_read_some(stream_, buffer_, parser,
                                           asio::redirect_error(asio::use_awaitable, error));
        }
        co_return error;
    }

    asio::awaitable<HttpResponse> handle(Incoming in) {
        const auto exchange = std::make_shared<Exchange>(
            std::move(in.share), [gate = loop_.gate, weak = this->weak_from_this()] {
                gate->post([weak] {
                    if (const auto self = weak.lock()) self->answer_wait_.cancel();
                });
            });
        std::optional<HttpResponse> response =
            guarded(*in.route, [&in, &exchange]() -> std::optional<HttpResponse> {
                in.route->handler(std::move(in.request), exchange->respond());
                return std::nullopt;
            });
        const auto until =
            std::chrono::steady_clock::now() + std::chrono::seconds(common_.options.answer_seconds);
        while (!response) {
            response = exchange->take();
            if (response) break;
            if (std::chrono::steady_clock::now() >= until) {
                ++common_.counters.timed_out;
                common_.log("no answer in time from the handler of " + in.route->path);
                response = http_error(503, "unavailable", "The server took too long");
                break;
            }
            Error woken;
            answer_wait_.expires_at(until);
            co_await answer_wait_.async_wait(asio::redirect_error(asio::use_awaitable, woken));
        }
        exchange->abandon();
        co_return std::move(*response);
    }

    /// Calls what the route brings; its failure becomes an answer.
    template <typename Call>
    std::optional<HttpResponse> guarded(const Route& route, Call call) {
        try {
            return call();
        } catch (const Failure& failure) {
            common_.log(route.path + ": " + failure.what());
            return http_error(503, failure.message().key, "The server cannot do this now");
        } catch (const std::exception& problem) {
            common_.log(route.path + ": " + problem.what());
            return http_error(500, "internal", "The server failed");
        }
    }

    /// Whether the connection may go on.
    asio::awaitable<bool> answer(HttpResponse response, bool wants_end, bool head_only) {
        std::optional<AnswerSource> source = AnswerSource::open(response);
        if (!source) {
            common_.log("cannot read " + response.stored->name);
            response = http_error(500, "internal", "The file cannot be read");
            source = AnswerSource::open(response);
        }
        const bool end = wants_end || common_.draining;
        std::string piece = answer_head(response, source->left(), end);
        bool more = !head_only && has_body(response.status);
        do {
            broken_off_ = true;  // unless it gets to the end: the length was promised
            if (more && !source->append_to(piece, kAnswerPiece)) co_return false;
            more = more && source->left() > 0;
            Error error;
            arm(common_.options.answer_seconds);
            co_await asio::async_write(stream_, asio::buffer(piece),
                                       asio::redirect_error(asio::use_awaitable, error));
            if (timed_out_) ++common_.counters.timed_out;
            if (error || timed_out_) co_return false;
            disarm();
            piece.clear();
        } while (more);
        broken_off_ = false;
        answered_last_ = end;
        co_return !end;
    }

    /// Says why, if there is anything to say, and ends the connection. Always false.
    asio::awaitable<bool> refuse(std::optional<HttpResponse> refusal) {
        if (!refusal) co_return false;
        unread_ = true;
        co_return co_await answer(std::move(*refusal), true, false);
    }

    /// The answer to a request that could not be read; none when the client has gone.
    std::optional<HttpResponse> problem_of(Error error) {
        if (timed_out_) {
            ++common_.counters.timed_out;
            return http_error(408, "timeout", "The request came too slowly");
        }
        if (error == http::error::body_limit) return too_large();
        if (error == http::error::header_limit) {
            ++common_.counters.too_large;
            return http_error(431, "header_too_large", "The head is too long");
        }
        const bool ours = error.category() == Error(http::error::bad_method).category();
        if (!ours && error != asio::error::eof) return std::nullopt;
        ++common_.counters.malformed;
        return http_error(400, "malformed", "This is no complete HTTP request");
    }

    HttpResponse too_large() {
        ++common_.counters.too_large;
        return http_error(413, "too_large", "The body is larger than this resource takes");
    }

    asio::awaitable<void> close() {
        Error error;
        if (broken_off_) {
            // Reset: what a client does not read would stay in the kernel's memory for minutes.
            socket().set_option(tcp::socket::linger(true, 0), error);
            socket().close(error);
            co_return;
        }
        if constexpr (kTls) {
            if (answered_last_) {
                arm(kLingerSeconds);
                co_await stream_.async_shutdown(asio::redirect_error(asio::use_awaitable, error));
            }
        }
        socket().shutdown(tcp::socket::shutdown_send, error);
        if (answered_last_ && unread_ && !error) {
            // Closing with unread bytes resets the connection, and the client never reads why.
            std::vector<char> scratch(kIdleBuffer);
            arm(kLingerSeconds);
            std::size_t count = 0;
            while (count < kLingerBytes && !error && !timed_out_) {
                count += co_await socket().async_read_some(
                    asio::buffer(scratch), asio::redirect_error(asio::use_awaitable, error));
            }
        }
        disarm();
        socket().close(error);
    }

    Common& common_;
    Loop& loop_;
    const ConnectionPlace place_;
    const std::string peer_;
    Stream stream_;
    boost::beast::flat_buffer buffer_{kBufferMax};
    asio::steady_timer deadline_;
    asio::steady_timer answer_wait_;
    bool idle_ = false;           ///< waiting for a request to begin
    bool timed_out_ = false;      ///< in the present phase
    bool unread_ = false;         ///< the client may still be sending what was refused
    bool broken_off_ = false;     ///< in the middle of an answer
    bool answered_last_ = false;  ///< the answer that ends the connection was sent whole
};

}  // namespace cunji::http_detail
