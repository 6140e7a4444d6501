// The only user of Boost.Beast, here and in http_connection.h.
#include "server/http.h"

#include "server/http_connection.h"

#include <condition_variable>
#include <csignal>
#include <unistd.h>

namespace cunji {

namespace {

using namespace http_detail;  // NOLINT(google-build-using-namespace): the other half of this file

constexpr int kListenBacklog = 1024;
constexpr std::size_t kOtherFiles = 256;  // beside connections: databases, photos
// TLS 1.3 has nothing else; of 1.2 neither CBC nor a key exchange without forward secrecy.
constexpr const char* kTls12Ciphers = "ECDHE+AESGCM+AES256:ECDHE+CHACHA20";
constexpr auto kAcceptPause = std::chrono::milliseconds(100);  // when out of files

/// What counts as one address: an IPv6 client has a whole /64 to choose from.
std::string place_of(const asio::ip::address& address) {
    if (address.is_v4()) return address.to_string();
    const auto bytes = address.to_v6().to_bytes();
    return {bytes.begin(), bytes.begin() + 8};
}

asio::ip::address plain(const asio::ip::address& address) {
    if (!address.is_v6() || !address.to_v6().is_v4_mapped()) return address;
    return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
}

template <typename Stream>
void launch(Stream stream, ConnectionPlace place, std::string peer, Common& common, Loop& loop) {
    const auto connection = std::make_shared<Connection<Stream>>(
        std::move(stream), std::move(place), std::move(peer), common, loop);
    // The completion owns the connection until its coroutine is over.
    asio::co_spawn(loop.io, connection->run(),
                   [connection, &common](const std::exception_ptr& thrown) {
                       if (!thrown) return;
                       try {
                           std::rethrow_exception(thrown);
                       } catch (const std::exception& problem) {
                           common.log(std::string("connection ended: ") + problem.what());
                       }
                   });
}

void admit(tcp::socket socket, Common& common, Loop& loop) {
    Error error;
    const auto remote = socket.remote_endpoint(error);
    if (error || common.draining) return;
    const asio::ip::address address = plain(remote.address());
    std::optional<ConnectionPlace> place = ConnectionPlace::take(common.limits, place_of(address));
    if (!place) {
        ++common.counters.connections_refused;
        if (common.tls) return;
        const HttpResponse busy = http_error(503, "slow_down", "Too many connections");
        const auto length = static_cast<std::int64_t>(busy.body.size());
        socket.non_blocking(true, error);
        socket.write_some(asio::buffer(answer_head(busy, length, true) + busy.body), error);
        return;
    }
    socket.set_option(tcp::no_delay(true), error);
    if (common.tls) {
        launch(ssl::stream<tcp::socket>(std::move(socket), *common.tls), std::move(*place),
               address.to_string(), common, loop);
    } else {
        launch(std::move(socket), std::move(*place), address.to_string(), common, loop);
    }
}

asio::awaitable<void> accept_connections(Common& common, Loop& loop) {
    while (loop.acceptor.is_open()) {
        tcp::socket socket(loop.io);
        Error error;
        co_await loop.acceptor.async_accept(socket,
                                            asio::redirect_error(asio::use_awaitable, error));
        if (!error) {
            admit(std::move(socket), common, loop);
        } else if (loop.acceptor.is_open() && error != asio::error::connection_aborted) {
            // Out of files or memory: at once again would only burn the processor.
            asio::steady_timer pause(loop.io, kAcceptPause);
            co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, error));
        }
    }
}

void use_tls(std::optional<ssl::context>& tls, const HttpOptions& options) {
    try {
        tls.emplace(ssl::context::tls_server);
        tls->set_options(ssl::context::default_workarounds | ssl::context::no_compression |
                         SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
        SSL_CTX_set_min_proto_version(tls->native_handle(), TLS1_2_VERSION);
        SSL_CTX_set_cipher_list(tls->native_handle(), kTls12Ciphers);
        SSL_CTX_set_mode(tls->native_handle(), SSL_MODE_RELEASE_BUFFERS);
        // A key with a passphrase is refused; without this OpenSSL would ask on the terminal.
        tls->set_password_callback([](auto, auto) { return std::string(); });
        tls->use_certificate_chain_file(options.tls_certificate);
        tls->use_private_key_file(options.tls_key, ssl::context::pem);
    } catch (const boost::system::system_error& problem) {
        throw Failure(
            {"error.tls", {{"certificate", options.tls_certificate}, {"key", options.tls_key}}},
            problem.what());
    }
}

}  // namespace

class HttpServer::Impl {
public:
    Impl(HttpOptions options, std::vector<Route> routes)
        : common_(std::move(options), std::move(routes)) {
        const HttpOptions& given = common_.options;
        if (!given.tls_certificate.empty() || !given.tls_key.empty()) use_tls(common_.tls, given);
        for (int i = 0; i < std::max(given.threads, 1); ++i) {
            loops_.push_back(std::make_unique<Loop>());
        }
        listen();
    }

    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    // NOLINTNEXTLINE(bugprone-exception-escape): it only joins threads and closes sockets
    ~Impl() { stop(0); }

    void start() {
        raise_open_files(common_.options.connections_max + kOtherFiles);
        // Signals are for the thread that waits for them.
        sigset_t all{};
        sigset_t before{};
        sigfillset(&all);
        pthread_sigmask(SIG_SETMASK, &all, &before);
        for (const auto& loop : loops_) {
            asio::co_spawn(loop->io, accept_connections(common_, *loop), asio::detached);
            {
                const std::lock_guard lock(mutex_);
                ++running_;
            }
            loop->thread = std::thread([this, &loop = *loop] { run(loop); });
        }
        pthread_sigmask(SIG_SETMASK, &before, nullptr);
    }

    void stop(int grace_seconds) {
        common_.draining = true;
        for (const auto& loop : loops_) {
            loop->gate->post([&loop = *loop] {
                Error ignored;
                loop.acceptor.close(ignored);
                for (AnyConnection* connection : loop.connections)
                    connection->end_if_idle();
            });
        }
        {
            std::unique_lock lock(mutex_);
            ended_.wait_for(lock, std::chrono::seconds(grace_seconds),
                            [this] { return running_ == 0; });
        }
        for (const auto& loop : loops_) {
            loop->io.stop();
            if (loop->thread.joinable()) loop->thread.join();
            loop->gate->close();
        }
        loops_.clear();
    }

    [[nodiscard]] std::uint16_t port() const { return port_; }

    [[nodiscard]] HttpCounters counters() const {
        const Counters& now = common_.counters;
        return {now.requests,  common_.limits.open(), now.connections_refused,
                now.too_large, now.slow_downs,        now.timed_out,
                now.malformed};
    }

private:
    /// One listening socket for all loops: whichever is free accepts. With SO_REUSEPORT a second
    /// server could take the same port in silence.
    void listen() {
        const HttpOptions& given = common_.options;
        const std::string where = given.host + ":" + std::to_string(given.port);
        try {
            Loop& first = *loops_.front();
            tcp::resolver resolver(first.io);
            const auto found =
                resolver.resolve(given.host, std::to_string(given.port), tcp::resolver::passive);
            const tcp::endpoint endpoint = found.begin()->endpoint();
            first.acceptor.open(endpoint.protocol());
            first.acceptor.set_option(tcp::acceptor::reuse_address(true));
            first.acceptor.bind(endpoint);
            first.acceptor.listen(kListenBacklog);
            port_ = first.acceptor.local_endpoint().port();
            for (std::size_t i = 1; i < loops_.size(); ++i) {
                const int copy = ::dup(first.acceptor.native_handle());
                loops_[i]->acceptor.assign(endpoint.protocol(), copy);
            }
        } catch (const boost::system::system_error& problem) {
            throw Failure({"error.listen", {{"address", where}}}, problem.what());
        }
    }

    void run(Loop& loop) {
        for (bool over = false; !over;) {
            try {
                loop.io.run();
                over = true;
            } catch (const std::exception& problem) {
                common_.log(std::string("HTTP loop: ") + problem.what());
            }
        }
        const std::lock_guard lock(mutex_);
        --running_;
        ended_.notify_all();
    }

    Common common_;
    std::vector<std::unique_ptr<Loop>> loops_;  // after common_, which their connections use
    std::uint16_t port_ = 0;
    std::mutex mutex_;
    std::condition_variable ended_;
    int running_ = 0;
};

HttpServer::HttpServer(HttpOptions options, std::vector<Route> routes)
    : impl_(std::make_unique<Impl>(std::move(options), std::move(routes))) {}

HttpServer::~HttpServer() = default;

std::uint16_t HttpServer::port() const {
    return impl_->port();
}

void HttpServer::start() {
    impl_->start();
}

void HttpServer::stop(int grace_seconds) {
    impl_->stop(grace_seconds);
}

HttpCounters HttpServer::counters() const {
    return impl_->counters();
}

}  // namespace cunji
