#pragma once

#include "server/api.h"
#include "server/blob_routes.h"
#include "server/http.h"

#include <functional>
#include <memory>
#include <string>

namespace cunji {

/// What `serve` may be told beside its folder and address.
struct ServingOptions {
    std::string blobs;  ///< folder of the pictures, on a bigger disk; empty: in the data folder
    std::function<Route(Route)> wrap;                ///< around every route: the log
    std::size_t group_commit_max = kGroupCommitMax;  ///< 1: an fsync each, for the benchmark
};

/// A whole server over one data folder: the product's `serve`, and the tests' server.
class CountyServer {
public:
    /// @throws Failure when the folder or the address cannot be used.
    CountyServer(const CountyFolder& folder, HttpOptions http, Clock& clock, Random& random,
                 const ServingOptions& options = {});
    CountyServer(const CountyServer&) = delete;
    CountyServer& operator=(const CountyServer&) = delete;
    ~CountyServer();

    [[nodiscard]] std::uint16_t port() const;
    void start();
    /// Answers what was accepted, then ends. Nothing acknowledged is lost.
    void stop();

    [[nodiscard]] const Writer& writer() const;

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

/// The routes of one server, blobs and figures among them, without sockets.
std::vector<Route> all_routes(ServerContext& context, BlobService& blobs,
                              const std::function<HttpCounters()>& counters);

}  // namespace cunji
