#include "server/serving.h"

#include "server/audit.h"
#include "server/metrics.h"
#include "server/tls_certificate.h"
#include "shared/base/failure.h"

#include <utility>

namespace cunji {

namespace {

/// The county's store, which knows by then whom its devices are to pin.
Store open_to_serve(const CountyFolder& folder, const std::string& certificate, Random& random) {
    const Result<std::string> pin =
        certificate.empty() ? Result<std::string>{std::string{}} : tls_pin(certificate);
    if (!pin) throw Failure(pin.error(), certificate);
    Store store = open_county(folder, random);
    note_tls_pin(store, *pin);
    return store;
}

}  // namespace

class CountyServer::Impl {
public:
    Impl(const CountyFolder& folder, HttpOptions http, Clock& clock, Random& random,
         const ServingOptions& options)
        : store_(open_to_serve(folder, http.tls_certificate, random)),
          identity_(read_identity(store_)),
          nonces_(store_, random),
          writer_(
              std::move(store_), [this](const Store& store) { nonces_.persist(store); },
              options.group_commit_max, http.log),
          readers_(folder),
          texts_(Language::Chinese),
          context_{folder,  identity_, clock,   random,     texts_,
                   writer_, readers_,  nonces_, compressor_},
          blobs_(std::make_unique<BlobService>(
              context_, options.blobs.empty() ? blob_folder(folder.path) : options.blobs)) {
        std::vector<Route> routes = all_routes(
            context_, *blobs_, [this] { return http_ ? http_->counters() : HttpCounters{}; });
        if (options.wrap) {
            for (Route& route : routes)
                route = options.wrap(std::move(route));
        }
        http_ = std::make_unique<HttpServer>(std::move(http), std::move(routes));
    }

    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    ~Impl() { stop(); }

    void stop() {
        if (std::exchange(stopped_, true)) return;
        http_->stop();
        blobs_.reset();
        // The last nonces ride along.
        writer_.submit([this](const Store& store) { make_checkpoint(store, context_.clock.now()); },
                       [](const std::exception_ptr&) {});
        writer_.stop();
    }

    HttpServer& http() { return *http_; }

    [[nodiscard]] const Writer& writer() const { return writer_; }

private:
    Store store_;
    Identity identity_;
    Nonces nonces_;
    Writer writer_;
    Readers readers_;
    Texts texts_;
    Compressor compressor_;
    ServerContext context_;
    std::unique_ptr<BlobService> blobs_;
    std::unique_ptr<HttpServer> http_;
    bool stopped_ = false;
};

CountyServer::CountyServer(const CountyFolder& folder, HttpOptions http, Clock& clock,
                           Random& random, const ServingOptions& options)
    : impl_(std::make_unique<Impl>(folder, std::move(http), clock, random, options)) {}

CountyServer::~CountyServer() = default;

std::uint16_t CountyServer::port() const {
    return impl_->http().port();
}

void CountyServer::start() {
    impl_->http().start();
}

void CountyServer::stop() {
    impl_->stop();
}

const Writer& CountyServer::writer() const {
    return impl_->writer();
}

std::vector<Route> all_routes(ServerContext& context, BlobService& blobs,
                              const std::function<HttpCounters()>& counters) {
    std::vector<Route> routes = sync_routes(context);
    for (Route& route : blob_routes(context, blobs))
        routes.push_back(std::move(route));
    for (Route& route : metric_routes(context, counters))
        routes.push_back(std::move(route));
    return routes;
}

}  // namespace cunji
